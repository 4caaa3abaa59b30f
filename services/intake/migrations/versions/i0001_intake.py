"""Streams, letters, recommendations, and what is said about them.

The first schema of intake.
"""

import sqlalchemy as sa
from alembic import op

from shared.db import Instant, Json

revision = "i0001"
down_revision = None


def upgrade() -> None:
    _streams()
    _answers()
    _letters()
    _recommendations()
    _evidence()
    _actions()
    _verdicts()


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


def _answers() -> None:
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


def _letters() -> None:
    op.create_table(
        "counter",
        sa.Column("region", sa.String(40), primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("ombudsman", sa.String(40), nullable=False),
        sa.Column("region", sa.String(40), nullable=False),
        sa.Column("number", sa.String(200), nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("instrument", sa.String(30), nullable=False),
        sa.Column("activity", sa.Text, nullable=False),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("signatory", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("legal_basis", Json, nullable=False),
        sa.Column("lhp_number", sa.Text, nullable=False),
        sa.Column("copy_to", Json, nullable=False),
        sa.Column("actor", Json, nullable=False),
        sa.Column("posted_at", Instant, nullable=False),
        sa.UniqueConstraint("ombudsman", "number", name="letter_number_once"),
    )


def _recommendations() -> None:
    op.create_table(
        "recommendation",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("code", sa.String(60), nullable=False, unique=True),
        sa.Column("letter_id", sa.String(36), sa.ForeignKey("letter.id"), nullable=False),
        sa.Column("letter_number", sa.String(200), nullable=False),
        sa.Column("letter_date", sa.Date, nullable=False),
        sa.Column("instrument", sa.String(30), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("unit_name", sa.Text, nullable=False),
        sa.Column("time_zone", sa.String(40), nullable=False),
        sa.Column("kanwil", sa.String(40), nullable=False),
        sa.Column("ombudsman", sa.String(40), nullable=False),
        sa.Column("service", sa.String(40), nullable=False),
        sa.Column("components", Json, nullable=False),
        sa.Column("finding", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("criterion", sa.Text, nullable=False),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("effect", sa.Text, nullable=False),
        sa.Column("maladministration", Json, nullable=False),
        sa.Column("severity", sa.String(10), nullable=False),
        sa.Column("person_in_charge", sa.Text, nullable=False),
        sa.Column("repeat_of", sa.String(60)),
        sa.Column("due_kind", sa.String(10), nullable=False),
        sa.Column("search", sa.Text, nullable=False),
        sa.Column("sent_at", Instant, nullable=False),
        sa.Column("status", sa.String(30), nullable=False),
        sa.Column("receipt", sa.String(20), nullable=False),
        sa.Column("received_on", sa.Date),
        sa.Column("acknowledged", sa.Boolean, nullable=False),
        sa.Column("due_on", sa.Date),
        sa.Column("superseded_by", sa.String(60)),
    )
    for column in ("letter_id", "unit", "kanwil", "ombudsman", "status"):
        op.create_index(f"recommendation_{column}", "recommendation", [column, "id"])
    op.create_index("recommendation_repeat", "recommendation", ["unit", "service", "letter_date"])


def _about(table: str, *columns: sa.Column) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column(
            "recommendation_id", sa.String(36), sa.ForeignKey("recommendation.id"), nullable=False
        ),
        *columns,
        sa.Column("actor", Json, nullable=False),
    )
    op.create_index(f"ix_{table}_recommendation_id", table, ["recommendation_id"])


def _evidence() -> None:
    _about(
        "evidence",
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("taken_on", sa.Date, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("uploaded_by", sa.String(36), nullable=False),
        sa.Column("uploaded_at", Instant, nullable=False),
    )
    op.create_index("ix_evidence_sha256", "evidence", ["sha256"])


def _actions() -> None:
    _about(
        "action",
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("completed_on", sa.Date, nullable=False),
        sa.Column("extent", sa.String(10), nullable=False),
        sa.Column("confirmed_at", Instant, nullable=False),
    )
    op.create_table(
        "action_evidence",
        sa.Column("action_id", sa.String(36), sa.ForeignKey("action.id"), primary_key=True),
        sa.Column("evidence_id", sa.String(36), sa.ForeignKey("evidence.id"), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
    )
    op.create_index("ix_action_evidence_evidence_id", "action_evidence", ["evidence_id"])


def _verdicts() -> None:
    _about(
        "receipt",
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("by", sa.String(20), nullable=False),
        sa.Column("proof", sa.Text),
        sa.Column("said_at", Instant, nullable=False),
    )
    _about(
        "verification",
        sa.Column("action_id", sa.String(36), sa.ForeignKey("action.id")),
        sa.Column("outcome", sa.String(30), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("new_due_on", sa.Date),
        sa.Column("remaining", sa.Text),
        sa.Column("verified_at", Instant, nullable=False),
    )
    op.create_index("ix_verification_action_id", "verification", ["action_id"])
    _about(
        "ruling",
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("new_due_on", sa.Date),
        sa.Column("superseded_by", sa.String(60)),
        sa.Column("request_id", sa.String(60)),
        sa.Column("ruled_at", Instant, nullable=False),
    )
