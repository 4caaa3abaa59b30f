"""Indexes that tell a page what it needs without the long rows themselves."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "r0010"
down_revision = "r0009"

OFFICES = ("unit", "kanwil", "ombudsman")
KEY = "recommendation_id"
STANDS = ("status", "due_at", "submitted_at", "closed_at")


def upgrade() -> None:
    for office in OFFICES:
        others = [name for name in OFFICES if name != office]
        op.drop_index(f"case_{office}", "case_")
        _index(f"case_{office}", (office, KEY, *STANDS, *others))
        due = (office, "due_at", KEY, "status", "submitted_at", "closed_at", *others)
        _index(f"case_{office}_due", due)
        submitted = (office, "submitted_at", KEY, "status", *others)
        _index(f"case_{office}_submitted", submitted, "submitted_at IS NOT NULL")
    _index("case_grid", ("kanwil", "unit", *STANDS, "level", "ombudsman"))
    _index("case_sent", ("kanwil", "sent_at", "ombudsman"))
    closed = ("kanwil", "closed_at", "status", "ombudsman")
    _index("case_closed", closed, "closed_at IS NOT NULL")
    _index("case_level", ("level", KEY, *OFFICES), "level > 0")
    op.create_index(
        "case_state_open",
        "case_state",
        ["stream", "closed_at", "from_at", "due_at", "submitted_at", "level", KEY, "number"],
    )


def _index(name: str, columns: Sequence[str], where: str | None = None) -> None:
    some = sa.text(where) if where else None
    op.create_index(name, "case_", list(columns), postgresql_where=some, sqlite_where=some)
