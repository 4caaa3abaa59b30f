"""Cases that cannot take what was said are put aside, and tried again."""

import sqlalchemy as sa
from alembic import op

from shared.db import Instant

revision = "r0003"
down_revision = "r0002"


def upgrade() -> None:
    op.create_table(
        "stuck",
        sa.Column("recommendation_id", sa.String(200), primary_key=True),
        sa.Column("stream", sa.String(40), nullable=False),
        sa.Column("seq", sa.Integer),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("since", Instant, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("retry_at", Instant, nullable=False),
    )
