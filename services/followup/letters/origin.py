"""What an earlier database may have sent.

Owns: when this database began, and that no letter which fell due before leaves by itself. A
database that is lost took with it what it had sent since its last backup; so whatever could have
left by the time this one began is held, and an admin says what becomes of it. What the backup
knows as sent is not asked about.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Engine, func, select, update

from services.followup.letters.tables import departure, letter, origin
from services.followup.store.statements import insert_new, insert_or_replace
from services.followup.store.tables import cursor
from shared.clock import Clock
from shared.db import clock_reading, reading, writing

REASON = "it fell due before this database began: an earlier one may have sent it"
DISCARDED = "discarded: an earlier database may have sent it"


def begun(engine: Engine, clock: Clock) -> None:
    """Keep that a database which never heard anything begins now."""
    with reading(engine) as conn:
        if _has(conn, origin.c.at) or _has(conn, cursor.c.stream):
            return
    with writing(engine) as conn:
        conn.execute(insert_new(conn, origin).values(at=clock_reading(conn, clock)))


def restored(conn: Connection, at: datetime, as_of: datetime) -> None:
    """This database came at the domain's instant `at` from a backup as of `as_of`: hold every
    letter that may have left since, and those that were leaving then."""
    conn.execute(insert_or_replace(conn, origin).values(at=at, backup_as_of=as_of))
    held = {"state": "held", "reason": REASON}
    leaving = departure.c.state == "waiting"
    bound = letter.c.departure.in_(select(departure.c.id).where(leaving))
    due = bound | (letter.c.depart_at <= at)
    conn.execute(update(letter).where(letter.c.state == "waiting", due).values(held))
    conn.execute(update(departure).where(leaving).values(held | {"lease": None}))


def began_at(conn: Connection) -> datetime | None:
    """When this database began, the last time; None where it was there before that was kept."""
    at: datetime | None = conn.execute(select(func.max(origin.c.at))).scalar_one()
    return at


def _has(conn: Connection, column: Column[Any]) -> bool:
    return conn.execute(select(column).limit(1)).first() is not None
