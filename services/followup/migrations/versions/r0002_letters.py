"""The outbox: letters and the departures in which they leave, webhooks and their deliveries."""

import sqlalchemy as sa
from alembic import op

from shared.db import Instant, Json

revision = "r0002"
down_revision = "r0001"

WAITING = sa.text("state = 'waiting'")
UNBOUND = sa.text("state = 'waiting' AND departure IS NULL")


def upgrade() -> None:
    _departures()
    _letters()
    _webhooks()


def _claimable() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("try_at", Instant, nullable=False),
        sa.Column("lease", sa.String(36)),
        sa.Column("left_at", Instant),
    )


def _waiting_index(table: str) -> None:
    op.create_index(
        f"{table}_waiting",
        table,
        ["try_at", "id"],
        postgresql_where=WAITING,
        sqlite_where=WAITING,
    )


def _departures() -> None:
    op.create_table(
        "departure",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("office", sa.String(40), nullable=False),
        sa.Column("depart_at", Instant, nullable=False),
        sa.Column("message_id", sa.Text, nullable=False),
        *_claimable(),
    )
    _waiting_index("departure")


def _letters() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("recommendation_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("occasion", sa.String(100), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("recipient", sa.String(40), nullable=False),
        sa.Column("stream", sa.String(40), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("level", sa.Integer),
        sa.Column("at", Instant, nullable=False),
        sa.Column("line", Json, nullable=False),
        sa.Column("depart_at", Instant, nullable=False),
        sa.Column("departure", sa.String(36), sa.ForeignKey("departure.id")),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text),
        sa.UniqueConstraint(
            "recommendation_id", "kind", "occasion", "round", "recipient", name="letter_once"
        ),
    )
    op.create_index(
        "letter_unbound",
        "letter",
        ["depart_at", "recipient"],
        postgresql_where=UNBOUND,
        sqlite_where=UNBOUND,
    )
    op.create_index("letter_departure", "letter", ["departure"])
    op.create_index("letter_recipient", "letter", ["recipient", "id"])
    op.create_index("letter_state", "letter", ["state", "id"])


def _webhooks() -> None:
    op.create_table(
        "webhook",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("office", sa.String(40), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("created_by", Json, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_fault", sa.Text),
        sa.Column("disabled_at", Instant),
    )
    op.create_index("webhook_office", "webhook", ["office"])
    op.create_table(
        "webhook_delivery",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column(
            "webhook",
            sa.String(36),
            sa.ForeignKey("webhook.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("recommendation_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("occasion", sa.String(100), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        *_claimable(),
        sa.UniqueConstraint(
            "webhook",
            "recommendation_id",
            "kind",
            "occasion",
            "round",
            name="webhook_delivery_once",
        ),
    )
    _waiting_index("webhook_delivery")
