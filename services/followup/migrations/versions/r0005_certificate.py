"""Certificates of the daily audit, the alarms that were given, and the notices that leave."""

import sqlalchemy as sa
from alembic import op

from shared.db import Instant, Json

revision = "r0005"
down_revision = "r0004"


def upgrade() -> None:
    _certificate()
    _notice()
    op.create_table(
        "alarm",
        sa.Column("recommendation_id", sa.String(200), primary_key=True),
        sa.Column("rung", sa.String(40), primary_key=True),
        sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("wrong", sa.String(20), primary_key=True),
        sa.Column("certificate", sa.Integer, nullable=False),
    )
    op.create_table(
        "turn",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("holder", sa.String(36), nullable=False),
        sa.Column("until", Instant, nullable=False),
    )


def _certificate() -> None:
    op.create_table(
        "certificate",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("again", sa.Integer, nullable=False),
        sa.Column("as_of", Instant, nullable=False),
        sa.Column("issued_at", Instant, nullable=False),
        sa.Column("findings", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("shown", Json, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("signature", sa.String(128), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.UniqueConstraint("day", "again", name="certificate_day_once"),
    )


def _notice() -> None:
    notice = op.create_table(
        "notice",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("occasion", sa.String(60), nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("facts", Json, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("try_at", Instant, nullable=False),
        sa.Column("lease", sa.String(36)),
        sa.Column("left_at", Instant),
        sa.UniqueConstraint("kind", "occasion", "recipient", name="notice_once"),
    )
    waiting = notice.c.state == "waiting"
    op.create_index(
        "notice_waiting",
        "notice",
        ["try_at", "id"],
        postgresql_where=waiting,
        sqlite_where=waiting,
    )
