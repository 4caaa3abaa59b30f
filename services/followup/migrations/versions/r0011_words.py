"""What a search looks in stands in short rows of its own, with an index of every three letters."""

import sqlalchemy as sa
from alembic import op

from services.followup.search.table import make_index

revision = "r0011"
down_revision = "r0010"


def upgrade() -> None:
    op.create_table(
        "case_words",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("recommendation_id", sa.String(36), nullable=False, unique=True),
        sa.Column("search", sa.Text, nullable=False),
    )
    case_ = sa.table("case_", sa.column("recommendation_id"), sa.column("search"))
    words = sa.table("case_words", sa.column("recommendation_id"), sa.column("search"))
    kept = sa.select(case_.c.recommendation_id, case_.c.search)
    ordered = kept.order_by(case_.c.recommendation_id)
    op.execute(sa.insert(words).from_select(["recommendation_id", "search"], ordered))
    make_index(op.get_bind())
