"""Offices, accounts, sessions, tokens.

The first schema of the registry.
"""

import sqlalchemy as sa
from alembic import op

from shared.db import Instant, Json

revision = "r0001"
down_revision = None


def upgrade() -> None:
    version = op.create_table(
        "registry_version",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("value", sa.String(36), nullable=False),
    )
    op.bulk_insert(version, [{"id": 1, "value": "empty"}])
    _offices()
    _people()
    _machines()


def _offices() -> None:
    op.create_table(
        "office",
        sa.Column("code", sa.String(40), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("class", sa.String(10), nullable=False),
        sa.Column("parent", sa.String(40), sa.ForeignKey("office.code")),
        sa.Column("region", sa.String(40)),
        sa.Column("town", sa.Text, nullable=False),
        sa.Column("regency", sa.Text, nullable=False),
        sa.Column("time_zone", sa.String(40), nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("since_at", Instant, nullable=False),
    )
    op.create_table(
        "office_alias",
        sa.Column("word", sa.Text, primary_key=True),
        sa.Column("alias", sa.Text, nullable=False),
        sa.Column("office", sa.String(40), sa.ForeignKey("office.code"), nullable=False),
    )
    op.create_table(
        "office_history",
        sa.Column("office", sa.String(40), sa.ForeignKey("office.code"), primary_key=True),
        sa.Column("from_at", Instant, primary_key=True),
        sa.Column("to_at", Instant, nullable=False),
        sa.Column("was", Json, nullable=False),
    )


def _people() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("email", sa.Text, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("admin", sa.Boolean, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("disabled_at", Instant),
    )
    op.create_table(
        "holding",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("account", sa.String(36), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("office", sa.String(40), sa.ForeignKey("office.code"), nullable=False),
        sa.Column("capacity", sa.String(10), nullable=False),
        sa.Column("acting", sa.String(10), nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("to_on", sa.Date),
    )
    op.create_index("holding_account", "holding", ["account", "office"])
    op.create_table(
        "session",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("account", sa.String(36), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("office", sa.String(40), sa.ForeignKey("office.code")),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.Column("revoked_at", Instant),
    )
    op.create_index("session_expires", "session", ["expires_at"])


def _machines() -> None:
    op.create_table(
        "token",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("office", sa.String(40), sa.ForeignKey("office.code")),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("revoked_at", Instant),
        sa.Column("last_used_at", Instant),
    )
