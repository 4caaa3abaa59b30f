"""What is kept of certificates.

Owns: certificates, the alarms that were given (each once), the notices in which alarms and anchors
leave, and whose turn a piece of work is when several workers are asked for it.
"""

from sqlalchemy import (
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from services.followup.letters.tables import claimable
from services.followup.store.tables import metadata
from shared.db import Instant, Json

certificate = Table(
    "certificate",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False),
    Column("again", Integer, nullable=False),
    Column("as_of", Instant, nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("findings", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("shown", Json, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("signature", String(128), nullable=False),
    Column("key", String(64), nullable=False),
    UniqueConstraint("day", "again", name="certificate_day_once"),
)
"""`day` (UTC) and `again`: 0 is that day's own, more were asked for by the operator. `text` is what
is hashed and signed; `shown` are its findings in full, of which it holds the hashes alone."""

alarm = Table(
    "alarm",
    metadata,
    Column("recommendation_id", String(200), primary_key=True),
    Column("rung", String(40), primary_key=True),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("wrong", String(20), primary_key=True),
    Column("certificate", Integer, nullable=False),
)
"""One row for each finding of which people were told, whichever certificate told it first."""

notice = Table(
    "notice",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("occasion", String(60), nullable=False),
    Column("recipient", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("facts", Json, nullable=False),
    *claimable(),
    UniqueConstraint("kind", "occasion", "recipient", name="notice_once"),
)
"""`kind`: alarm or anchors. `recipient`: an office's code, or an e-mail address. States: waiting,
sent, parked."""

turn = Table(
    "turn",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("holder", String(36), nullable=False),
    Column("until", Instant, nullable=False),
)

_waiting = notice.c.state == "waiting"
Index(
    "notice_waiting",
    notice.c.try_at,
    notice.c.id,
    postgresql_where=_waiting,
    sqlite_where=_waiting,
)
