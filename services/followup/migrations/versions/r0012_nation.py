"""Indexes for who reads the register of the whole nation: by kind, by date, and what was late."""

import sqlalchemy as sa
from alembic import op

revision = "r0012"
down_revision = "r0011"

KEY = "recommendation_id"


def upgrade() -> None:
    op.drop_index("case_due_at", "case_")
    due = ["due_at", KEY, "status", "submitted_at", "closed_at", "due_kind"]
    op.create_index("case_due_at", "case_", due)
    op.create_index("case_kind", "case_", [KEY, "service", "instrument", "severity"])
    breached = "breached" if op.get_bind().dialect.name == "postgresql" else "breached = 1"
    late = sa.text(f"(submitted_at IS NOT NULL OR closed_at IS NOT NULL) AND {breached}")
    columns = [KEY, "unit", "kanwil", "ombudsman"]
    op.create_index("case_late", "case_", columns, postgresql_where=late, sqlite_where=late)
