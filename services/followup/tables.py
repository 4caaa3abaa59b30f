"""Followup's tables.

Owns: `metadata` (the letters' outbox is defined on it too) and every table but the outbox.
`case_`, `escalation` and `extension_request` are what the fold last gave, spread out for queries;
`body` is the whole. `journal`, `deadline_card` and `case_state` (how a case stood from when on)
only ever grow, save in a rebuild.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
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
"""Followup's own: one per Kanwil (what was decided there) and `CALENDAR` (the decrees)."""

CALENDAR = "CALENDAR"

cursor = Table(
    "cursor",
    metadata,
    Column("stream", String(40), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("known_to", Instant),
    Column("head", Integer, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("poison_seq", Integer),
    Column("poison_reason", Text),
    Column("poisoned_at", Instant),
)

case_ = Table(
    "case_",
    metadata,
    Column("recommendation_id", String(36), primary_key=True),
    Column("code", String(40), nullable=False, unique=True),
    Column("stream", String(40), nullable=False),
    Column("kanwil", String(40), nullable=False),
    Column("unit", String(40), nullable=False),
    Column("ombudsman", String(40), nullable=False),
    Column("letter_id", String(36), nullable=False),
    Column("instrument", String(30), nullable=False),
    Column("due_kind", String(10), nullable=False),
    Column("service", String(40), nullable=False),
    Column("severity", String(10), nullable=False),
    Column("status", String(30), nullable=False),
    Column("level", Integer, nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("official_due_on", Date),
    Column("internal_due_on", Date),
    Column("due_at", Instant),
    Column("submitted_at", Instant),
    Column("closed_at", Instant),
    Column("breached", Boolean, nullable=False),
    Column("next_at", Instant),
    Column("search", Text, nullable=False, server_default=""),  # what `q` looks in, no capitals
    Column("body", Json, nullable=False),
)
_OPEN = case_.c.next_at.is_not(None)
for _name, _columns in {
    "case_next_at": (case_.c.next_at,),
    "case_stream_next_at": (case_.c.stream, case_.c.next_at),
}.items():
    Index(_name, *_columns, postgresql_where=_OPEN, sqlite_where=_OPEN)
for _column in ("unit", "kanwil", "ombudsman", "status", "due_at"):
    Index(f"case_{_column}", case_.c[_column], case_.c.recommendation_id)

escalation = Table(
    "escalation",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("recommendation_id", String(36), nullable=False),
    Column("code", String(40), nullable=False),
    Column("stream", String(40), nullable=False),
    Column("unit", String(40), nullable=False),
    Column("kanwil", String(40), nullable=False),
    Column("ombudsman", String(40), nullable=False),
    Column("office", String(40), nullable=False),
    Column("level", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("status", String(20), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("climbs_at", Instant),
    Column("closed_at", Instant),
    Column("body", Json, nullable=False),
)
for _column in ("recommendation_id", "unit", "kanwil", "ombudsman", "office", "status"):
    Index(f"escalation_{_column}", escalation.c[_column], escalation.c.id)

extension_request = Table(
    "extension_request",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("recommendation_id", String(36), nullable=False),
    Column("code", String(40), nullable=False),
    Column("stream", String(40), nullable=False),
    Column("unit", String(40), nullable=False),
    Column("kanwil", String(40), nullable=False),
    Column("ombudsman", String(40), nullable=False),
    Column("status", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    Column("new_due_on", Date, nullable=False),
    Column("body", Json, nullable=False),
)
Index("extension_request_case", extension_request.c.recommendation_id, extension_request.c.id)

journal = Table(
    "journal",
    metadata,
    Column("id", String(50), primary_key=True),
    Column("stream", String(40), nullable=False),
    Column("recommendation_id", String(36), nullable=False),
    Column("position", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("rung", String(40)),
    Column("round", Integer, nullable=False),
    Column("to", Json, nullable=False),
    Column("level", Integer),
    Column("body", Json, nullable=False),
    UniqueConstraint("recommendation_id", "position", name="journal_position"),
    UniqueConstraint("recommendation_id", "rung", "round", name="journal_rung_once"),
)

deadline_card = Table(
    "deadline_card",
    metadata,
    Column("recommendation_id", String(36), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("stream", String(40), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("body", Json, nullable=False),
)

case_state = Table(
    "case_state",
    metadata,
    Column("recommendation_id", String(36), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("stream", String(40), nullable=False),
    Column("from_at", Instant, nullable=False),
    Column("status", String(30), nullable=False),
    Column("level", Integer, nullable=False),
    Column("official_due_on", Date),
    Column("internal_due_on", Date),
    Column("due_at", Instant),
    Column("submitted_at", Instant),
    Column("closed_at", Instant),
    Column("breached", Boolean, nullable=False),
)

calendar_version = Table(
    "calendar_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("decree", String(200), nullable=False),
    Column("note", Text, nullable=False),
    Column("body", Json, nullable=False),
)

stuck = Table(
    "stuck",
    metadata,
    Column("recommendation_id", String(200), primary_key=True),
    Column("stream", String(40), nullable=False),
    Column("seq", Integer),
    Column("reason", Text, nullable=False),
    Column("since", Instant, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("retry_at", Instant, nullable=False),
)

pulse = Table(
    "pulse",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("fault", Text),
)
