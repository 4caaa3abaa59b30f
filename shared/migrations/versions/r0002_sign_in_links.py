"""Links that sign somebody in once.

A table of their own: a link is not yet a session.
"""

import sqlalchemy as sa
from alembic import op

from shared.db import Instant

revision = "r0002"
down_revision = "r0001"


def upgrade() -> None:
    op.create_table(
        "sign_in_link",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("account", sa.String(36), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.Column("sent_at", Instant),
        sa.Column("used_at", Instant),
    )
    op.create_index("sign_in_link_account", "sign_in_link", ["account"])
