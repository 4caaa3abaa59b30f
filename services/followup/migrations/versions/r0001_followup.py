"""Streams and cursors, cases and what time has said of them, the calendar's versions.

The first schema of followup; the letters' tables come after it.
"""

import sqlalchemy as sa
from alembic import op

from shared.db import Instant, Json

revision = "r0001"
down_revision = None

OPEN = sa.text("next_at IS NOT NULL")


def upgrade() -> None:
    _streams()
    _cases()
    _escalations()
    _journal()
    _house()


def _streams() -> None:
    op.create_table(
        "stream",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("head", sa.Integer, nullable=False),
        sa.Column("last_hash", sa.String(64), nullable=False),
        sa.Column("last_at", Instant),
        sa.Column("as_of", Instant),
    )
    op.create_table(
        "event",
        sa.Column("stream", sa.String(40), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(36), nullable=False, unique=True),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("event_subject", "event", ["subject", "stream", "seq"])
    op.create_table(
        "cursor",
        sa.Column("stream", sa.String(40), primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("known_to", Instant),
        sa.Column("head", sa.Integer, nullable=False),
        sa.Column("updated_at", Instant, nullable=False),
        sa.Column("poison_seq", sa.Integer),
        sa.Column("poison_reason", sa.Text),
        sa.Column("poisoned_at", Instant),
    )


def _cases() -> None:
    op.create_table(
        "case_",
        sa.Column("recommendation_id", sa.String(36), primary_key=True),
        sa.Column("code", sa.String(40), nullable=False, unique=True),
        sa.Column("stream", sa.String(40), nullable=False),
        sa.Column("kanwil", sa.String(40), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("ombudsman", sa.String(40), nullable=False),
        sa.Column("letter_id", sa.String(36), nullable=False),
        sa.Column("instrument", sa.String(30), nullable=False),
        sa.Column("due_kind", sa.String(10), nullable=False),
        sa.Column("service", sa.String(40), nullable=False),
        sa.Column("severity", sa.String(10), nullable=False),
        sa.Column("status", sa.String(30), nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("sent_at", Instant, nullable=False),
        sa.Column("official_due_on", sa.Date),
        sa.Column("internal_due_on", sa.Date),
        sa.Column("due_at", Instant),
        sa.Column("submitted_at", Instant),
        sa.Column("closed_at", Instant),
        sa.Column("breached", sa.Boolean, nullable=False),
        sa.Column("next_at", Instant),
        sa.Column("body", Json, nullable=False),
    )
    op.create_index("case_due_at", "case_", ["due_at", "recommendation_id"])
    op.create_index("case_kanwil", "case_", ["kanwil", "recommendation_id"])
    op.create_index("case_next_at", "case_", ["next_at"], postgresql_where=OPEN, sqlite_where=OPEN)
    op.create_index("case_ombudsman", "case_", ["ombudsman", "recommendation_id"])
    op.create_index("case_status", "case_", ["status", "recommendation_id"])
    op.create_index(
        "case_stream_next_at",
        "case_",
        ["stream", "next_at"],
        postgresql_where=OPEN,
        sqlite_where=OPEN,
    )
    op.create_index("case_unit", "case_", ["unit", "recommendation_id"])


def _escalations() -> None:
    op.create_table(
        "escalation",
        sa.Column("id", sa.String(60), primary_key=True),
        sa.Column("recommendation_id", sa.String(36), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("stream", sa.String(40), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("kanwil", sa.String(40), nullable=False),
        sa.Column("ombudsman", sa.String(40), nullable=False),
        sa.Column("office", sa.String(40), nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("opened_at", Instant, nullable=False),
        sa.Column("climbs_at", Instant),
        sa.Column("closed_at", Instant),
        sa.Column("body", Json, nullable=False),
    )
    op.create_index("escalation_kanwil", "escalation", ["kanwil", "id"])
    op.create_index("escalation_office", "escalation", ["office", "id"])
    op.create_index("escalation_ombudsman", "escalation", ["ombudsman", "id"])
    op.create_index("escalation_recommendation_id", "escalation", ["recommendation_id", "id"])
    op.create_index("escalation_status", "escalation", ["status", "id"])
    op.create_index("escalation_unit", "escalation", ["unit", "id"])
    op.create_table(
        "extension_request",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("recommendation_id", sa.String(36), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("stream", sa.String(40), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("kanwil", sa.String(40), nullable=False),
        sa.Column("ombudsman", sa.String(40), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("new_due_on", sa.Date, nullable=False),
        sa.Column("body", Json, nullable=False),
    )
    op.create_index("extension_request_case", "extension_request", ["recommendation_id", "id"])


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("id", sa.String(50), primary_key=True),
        sa.Column("stream", sa.String(40), nullable=False),
        sa.Column("recommendation_id", sa.String(36), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("rung", sa.String(40)),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("to", Json, nullable=False),
        sa.Column("level", sa.Integer),
        sa.Column("body", Json, nullable=False),
        sa.UniqueConstraint("recommendation_id", "position", name="journal_position"),
        sa.UniqueConstraint("recommendation_id", "rung", "round", name="journal_rung_once"),
    )
    op.create_table(
        "deadline_card",
        sa.Column("recommendation_id", sa.String(36), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("stream", sa.String(40), nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("body", Json, nullable=False),
    )
    op.create_table(
        "calendar_version",
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("decree", sa.String(200), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("body", Json, nullable=False),
    )


def _house() -> None:
    op.create_table(
        "pulse",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("at", Instant, nullable=False),
        sa.Column("fault", sa.Text),
    )
    op.create_table(
        "idempotency",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("body", sa.Text),
        sa.Column("media_type", sa.Text),
        sa.Column("location", sa.Text),
        sa.Column("created_at", Instant, nullable=False),
    )
    op.create_index("idempotency_created", "idempotency", ["created_at"])
