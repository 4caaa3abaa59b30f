"""Where the database comes from: it began empty, or from a backup."""

import sqlalchemy as sa
from alembic import op

from shared.db import Instant

revision = "r0004"
down_revision = "r0003"


def upgrade() -> None:
    op.create_table(
        "origin",
        sa.Column("at", Instant, primary_key=True),
        sa.Column("backup_as_of", Instant),
    )
