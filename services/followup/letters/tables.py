"""The outbox's tables.

Owns: letters (one per journal line and recipient), departures (the e-mail in which the letters of
one recipient leave together), webhooks and their deliveries, and where the database comes from,
since what an earlier one may have sent waits for an admin's word. Departures and deliveries are
claimed alike: in `waiting`, not before `try_at` (real time), by whoever last wrote `lease`.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

from services.followup.store.tables import metadata
from shared.db import Instant, Json

WAITING = literal_column("'waiting'", String)
"""Written out in statements: what is prepared could not know that the indexes of what waits do."""


def claimable() -> tuple[Column[object], ...]:
    """The columns by which `lease` gives a row of an outbox to one worker."""
    return (
        Column("state", String(10), nullable=False),
        Column("reason", Text),
        Column("attempts", Integer, nullable=False),
        Column("try_at", Instant, nullable=False),
        Column("lease", String(36)),
        Column("left_at", Instant),
    )


departure = Table(
    "departure",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("office", String(40), nullable=False),
    Column("depart_at", Instant, nullable=False),
    Column("message_id", Text, nullable=False),
    *claimable(),
)
"""States: waiting, held, sent, parked, empty (no letter of it still stood when it was to leave)."""

letter = Table(
    "letter",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("recommendation_id", String(36), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("occasion", String(100), nullable=False),
    Column("round", Integer, nullable=False),
    Column("recipient", String(40), nullable=False),
    Column("stream", String(40), nullable=False),
    Column("code", String(40), nullable=False),
    Column("level", Integer),
    Column("at", Instant, nullable=False),
    Column("line", Json, nullable=False),
    Column("depart_at", Instant, nullable=False),
    Column("departure", String(36), ForeignKey("departure.id")),
    Column("state", String(10), nullable=False),
    Column("reason", Text),
    UniqueConstraint(
        "recommendation_id", "kind", "occasion", "round", "recipient", name="letter_once"
    ),
)
"""`occasion`: the rung, or the instant of the event. States: waiting, held (an earlier database may
have sent it: an admin says what becomes of it), sent, parked, dropped."""

origin = Table(
    "origin",
    metadata,
    Column("at", Instant, primary_key=True),
    Column("backup_as_of", Instant),
)
"""The domain's instants at which this database began: empty, or from a backup as of then."""

webhook = Table(
    "webhook",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("office", String(40), nullable=False),
    Column("url", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("created_by", Json, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("last_fault", Text),
    Column("disabled_at", Instant),
)
"""`failures` in a row; the secret is derived from the installation's and not kept here."""

delivery = Table(
    "webhook_delivery",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("webhook", String(36), ForeignKey("webhook.id", ondelete="CASCADE"), nullable=False),
    Column("recommendation_id", String(36), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("occasion", String(100), nullable=False),
    Column("round", Integer, nullable=False),
    Column("body", Text, nullable=False),
    *claimable(),
    UniqueConstraint(
        "webhook", "recommendation_id", "kind", "occasion", "round", name="webhook_delivery_once"
    ),
)
"""States: waiting, sent, parked. `body` is the exact text that is signed and posted."""

UNBOUND = (letter.c.state == WAITING) & letter.c.departure.is_(None)
"""The letters that wait for a departure."""
Index(
    "letter_unbound",
    letter.c.depart_at,
    letter.c.recipient,
    postgresql_where=UNBOUND,
    sqlite_where=UNBOUND,
)
Index("letter_departure", letter.c.departure)
Index("letter_recipient", letter.c.recipient, letter.c.id)
Index("letter_state", letter.c.state, letter.c.id)
for _table in (departure, delivery):
    _waiting = _table.c.state == WAITING
    Index(
        f"{_table.name}_waiting",
        _table.c.try_at,
        _table.c.id,
        postgresql_where=_waiting,
        sqlite_where=_waiting,
    )
Index("webhook_office", webhook.c.office)
