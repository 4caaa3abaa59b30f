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
    and_,
    literal_column,
    or_,
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
Index("case_status", case_.c.status, case_.c.recommendation_id)
_STANDS = (case_.c.status, case_.c.due_at, case_.c.submitted_at, case_.c.closed_at)
"""What most filters look at: where an index tells it after its key, the row itself is not read,
whose body is long."""
_OFFICES = ("unit", "kanwil", "ombudsman")
_due = (case_.c.due_at, case_.c.recommendation_id, _STANDS[0], *_STANDS[2:], case_.c.due_kind)
Index("case_due_at", *_due)
Index(
    "case_kind", *(case_.c[n] for n in ("recommendation_id", "service", "instrument", "severity"))
)
for _column in _OFFICES:
    _of, _key = case_.c[_column], case_.c.recommendation_id
    _others = [case_.c[name] for name in _OFFICES if name != _column]
    Index(f"case_{_column}", _of, _key, *_STANDS, *_others)
    Index(f"case_{_column}_due", _of, case_.c.due_at, _key, _STANDS[0], *_STANDS[2:], *_others)
    _given = case_.c.submitted_at.is_not(None)
    Index(
        f"case_{_column}_submitted",
        *(_of, case_.c.submitted_at, _key, case_.c.status, *_others),
        postgresql_where=_given,
        sqlite_where=_given,
    )
Index("case_grid", case_.c.kanwil, case_.c.unit, *_STANDS, case_.c.level, case_.c.ombudsman)
Index("case_sent", case_.c.kanwil, case_.c.sent_at, case_.c.ombudsman)
_closed = (case_.c.kanwil, case_.c.closed_at, case_.c.status, case_.c.ombudsman)
_high = (case_.c.level, case_.c.recommendation_id, *(case_.c[name] for name in _OFFICES))
_done = or_(case_.c.submitted_at.is_not(None), case_.c.closed_at.is_not(None))
for _name, _columns, _where in (
    ("case_closed", _closed, case_.c.closed_at.is_not(None)),
    ("case_level", _high, case_.c.level > literal_column("0")),
    ("case_late", _high[1:], and_(_done, case_.c.breached)),
    ("case_dateless", (_high[1], case_.c.due_kind, *_high[2:]), case_.c.due_at.is_(None)),
):
    Index(_name, *_columns, postgresql_where=_where, sqlite_where=_where)

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

_then = (case_state.c.stream, case_state.c.closed_at, case_state.c.from_at, case_state.c.due_at)
_span = (case_state.c.recommendation_id, case_state.c.number)
Index("case_state_open", *_then, case_state.c.submitted_at, case_state.c.level, *_span)

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
