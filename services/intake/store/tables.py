"""Intake's tables.

Owns: `metadata` and every table that the store writes. Of a recommendation only the columns from
`status` on ever change; rows of all other tables are written once. Each `*_at` is the time that
its event was stamped with.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from shared.db import Instant, Json
from shared.stream import Streams

metadata = MetaData()

streams = Streams(metadata)
"""One per Kanwil, named by its code."""

counter = Table(
    "counter",
    metadata,
    Column("region", String(40), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

letter = Table(
    "letter",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("ombudsman", String(40), nullable=False),
    Column("region", String(40), nullable=False),
    Column("number", String(200), nullable=False),
    Column("number_key", Text, nullable=False, server_default=""),
    Column("date", Date, nullable=False),
    Column("instrument", String(30), nullable=False),
    Column("activity", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("signatory", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("legal_basis", Json, nullable=False),
    Column("lhp_number", Text, nullable=False),
    Column("copy_to", Json, nullable=False),
    Column("actor", Json, nullable=False),
    Column("posted_at", Instant, nullable=False),
    UniqueConstraint("ombudsman", "number", name="letter_number_once"),
    Index("letter_number_key", "ombudsman", "number_key", unique=True),
)

recommendation = Table(
    "recommendation",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(60), nullable=False, unique=True),
    Column("letter_id", String(36), ForeignKey("letter.id"), nullable=False),
    Column("letter_number", String(200), nullable=False),
    Column("letter_date", Date, nullable=False),
    Column("instrument", String(30), nullable=False),
    Column("unit", String(40), nullable=False),
    Column("unit_name", Text, nullable=False),
    Column("time_zone", String(40), nullable=False),
    Column("kanwil", String(40), nullable=False),
    Column("ombudsman", String(40), nullable=False),
    Column("service", String(40), nullable=False),
    Column("components", Json, nullable=False),
    Column("finding", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("criterion", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("effect", Text, nullable=False),
    Column("maladministration", Json, nullable=False),
    Column("severity", String(10), nullable=False),
    Column("person_in_charge", Text, nullable=False),
    Column("repeat_of", String(60)),
    Column("due_kind", String(10), nullable=False),
    Column("search", Text, nullable=False),  # what `q` looks in, without capitals
    Column("sent_at", Instant, nullable=False),
    Column("status", String(30), nullable=False),
    Column("receipt", String(20), nullable=False),
    Column("received_on", Date),
    Column("acknowledged", Boolean, nullable=False),
    Column("due_on", Date),
    Column("superseded_by", String(60)),
)
for _column in ("letter_id", "unit", "kanwil", "ombudsman", "status"):
    Index(f"recommendation_{_column}", recommendation.c[_column], recommendation.c.id)
Index(
    "recommendation_repeat",
    *(
        recommendation.c[name]
        for name in ("ombudsman", "unit", "service", "letter_date", "letter_id", "code")
    ),
)

_ABOUT = "recommendation.id"

receipt = Table(
    "receipt",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("recommendation_id", String(36), ForeignKey(_ABOUT), nullable=False, index=True),
    Column("received_on", Date, nullable=False),
    Column("by", String(20), nullable=False),
    Column("proof", Text),
    Column("actor", Json, nullable=False),
    Column("said_at", Instant, nullable=False),
)

evidence = Table(
    "evidence",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("recommendation_id", String(36), ForeignKey(_ABOUT), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("taken_on", Date, nullable=False),
    Column("place", Text, nullable=False),
    Column("uploaded_by", String(36), nullable=False),
    Column("actor", Json, nullable=False),
    Column("uploaded_at", Instant, nullable=False),
)

action = Table(
    "action",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("recommendation_id", String(36), ForeignKey(_ABOUT), nullable=False, index=True),
    Column("description", Text, nullable=False),
    Column("completed_on", Date, nullable=False),
    Column("extent", String(10), nullable=False),
    Column("actor", Json, nullable=False),
    Column("confirmed_at", Instant, nullable=False),
)

action_evidence = Table(
    "action_evidence",
    metadata,
    Column("action_id", String(36), ForeignKey("action.id"), primary_key=True),
    Column("evidence_id", String(36), ForeignKey("evidence.id"), primary_key=True, index=True),
    Column("position", Integer, nullable=False),
)

verification = Table(
    "verification",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("recommendation_id", String(36), ForeignKey(_ABOUT), nullable=False, index=True),
    Column("action_id", String(36), ForeignKey("action.id"), index=True),
    Column("outcome", String(30), nullable=False),
    Column("note", Text, nullable=False),
    Column("new_due_on", Date),
    Column("remaining", Text),
    Column("actor", Json, nullable=False),
    Column("verified_at", Instant, nullable=False),
)

ruling = Table(
    "ruling",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("recommendation_id", String(36), ForeignKey(_ABOUT), nullable=False, index=True),
    Column("kind", String(20), nullable=False),  # withdrawal, supersession, reopening, extension
    Column("reason", Text, nullable=False),
    Column("new_due_on", Date),
    Column("superseded_by", String(60)),
    Column("request_id", String(60)),
    Column("actor", Json, nullable=False),
    Column("ruled_at", Instant, nullable=False),
)
