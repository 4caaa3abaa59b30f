"""An index of what has no date."""

import sqlalchemy as sa
from alembic import op

revision = "r0013"
down_revision = "r0012"


def upgrade() -> None:
    where = sa.text("due_at IS NULL")
    columns = ["recommendation_id", "due_kind", "unit", "kanwil", "ombudsman"]
    op.create_index("case_dateless", "case_", columns, postgresql_where=where, sqlite_where=where)
