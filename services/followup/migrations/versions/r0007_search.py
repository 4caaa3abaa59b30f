"""What a search of the register looks in."""

import json

import sqlalchemy as sa
from alembic import op

revision = "r0007"
down_revision = "r0006"
_PIECE = 500


def upgrade() -> None:
    with op.batch_alter_table("case_") as table:
        table.add_column(sa.Column("search", sa.Text, nullable=False, server_default=""))
    _fill()


def _fill() -> None:
    """Each case that stands says it as `rows.case_row` does."""
    conn, after = op.get_bind(), ""
    case_ = sa.table(
        "case_", sa.column("recommendation_id"), sa.column("body"), sa.column("search")
    )
    query = sa.select(case_.c.recommendation_id, case_.c.body).order_by(case_.c.recommendation_id)
    while rows := conn.execute(query.where(case_.c.recommendation_id > after).limit(_PIECE)).all():
        for row in rows:
            here = case_.c.recommendation_id == row.recommendation_id
            conn.execute(sa.update(case_).where(here).values(search=_search(json.loads(row.body))))
        after = rows[-1].recommendation_id


def _search(case: dict[str, object]) -> str:
    unit = case["unit"]
    assert isinstance(unit, dict)
    words = (case["code"], case["letter_number"], unit["name"], case["text"])
    return "\n".join(map(str, words)).casefold()
