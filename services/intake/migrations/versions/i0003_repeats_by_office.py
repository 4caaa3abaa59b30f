"""The latest finding of a kind is found without reading those before it."""

from alembic import op

revision = "i0003"
down_revision = "i0002"

NAME, TABLE = "recommendation_repeat", "recommendation"
COLUMNS = ["ombudsman", "unit", "service", "letter_date", "letter_id", "code"]


def upgrade() -> None:
    op.drop_index(NAME, table_name=TABLE)
    op.create_index(NAME, TABLE, COLUMNS)
