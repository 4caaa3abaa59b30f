"""A letter's number is unique however it is spelt."""

import sqlalchemy as sa
from alembic import op

from services.intake.core.numbers import key

revision = "i0002"
down_revision = "i0001"


def upgrade() -> None:
    column = sa.Column("number_key", sa.Text, nullable=False, server_default="")
    op.add_column("letter", column)
    _fill()
    op.create_index("letter_number_key", "letter", ["ombudsman", "number_key"], unique=True)


def _fill() -> None:
    """Letters that were recorded under two spellings of one number both stay."""
    names = ("id", "ombudsman", "number", "number_key")
    letter = sa.table("letter", *map(sa.column, names))
    seen: set[tuple[str, str]] = set()
    conn = op.get_bind()
    for row in conn.execute(sa.select(letter).order_by(letter.c.id)).all():
        spelt = key(row.number)
        if (row.ombudsman, spelt) in seen:
            spelt = f"{spelt} {row.id}"
        seen.add((row.ombudsman, spelt))
        conn.execute(letter.update().where(letter.c.id == row.id).values(number_key=spelt))
