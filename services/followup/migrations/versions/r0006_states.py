"""How each case stood from when on.

Where there are cases already, a mark in `pulse` asks the repair to fold their past states.
"""

import sqlalchemy as sa
from alembic import op

from shared.clock import real_now
from shared.db import Instant

revision = "r0006"
down_revision = "r0005"


def upgrade() -> None:
    op.create_table(
        "case_state",
        sa.Column("recommendation_id", sa.String(36), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("stream", sa.String(40), nullable=False),
        sa.Column("from_at", Instant, nullable=False),
        sa.Column("status", sa.String(30), nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("official_due_on", sa.Date),
        sa.Column("internal_due_on", sa.Date),
        sa.Column("due_at", Instant),
        sa.Column("submitted_at", Instant),
        sa.Column("closed_at", Instant),
        sa.Column("breached", sa.Boolean, nullable=False),
    )
    _ask_for_the_past()


def _ask_for_the_past() -> None:
    case_ = sa.table("case_", sa.column("recommendation_id"))
    pulse = sa.table("pulse", sa.column("name"), sa.column("at", Instant), sa.column("fault"))
    if op.get_bind().execute(sa.select(case_.c.recommendation_id).limit(1)).first():
        asked = {"name": "states", "at": real_now(), "fault": "the past is to be folded"}
        op.bulk_insert(pulse, [asked])
