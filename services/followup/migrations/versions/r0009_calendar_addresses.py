"""The calendars' secret addresses."""

import sqlalchemy as sa
from alembic import op

from shared.db import Instant

revision = "r0009"
down_revision = "r0008"


def upgrade() -> None:
    op.create_table(
        "calendar_address",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("office", sa.String(40), nullable=False, unique=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("made_at", Instant, nullable=False),
    )
