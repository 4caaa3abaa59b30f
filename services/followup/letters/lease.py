"""How one of several workers gets a row of an outbox, and nobody else meanwhile.

Owns: claiming, settling, and how long a failed attempt waits. All in real time. A claim moves
`try_at` past the lease's end, so a worker that dies gives its row back by doing nothing; whoever
settles must still hold the lease that it wrote.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, Row, Table, select, update

from services.followup.letters.tables import WAITING
from shared.clock import real_now
from shared.db import writing
from shared.ids import new_id

LEASE = timedelta(minutes=5)
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True)
class Claim:
    """A row that is ours until the lease ends; `attempts` counts this one."""

    id: str
    lease: str
    attempts: int


def claim(engine: Engine, table: Table, at: datetime | None = None) -> Claim | None:
    """The row of `table` that has waited longest and may be tried at the real instant `at`."""
    at = at or real_now()
    due = (
        select(table.c.id, table.c.attempts)
        .where(table.c.state == WAITING, table.c.try_at <= at)
        .order_by(table.c.try_at, table.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    with writing(engine) as conn:
        row = conn.execute(due).one_or_none()
        return _take(conn, table, row, at) if row else None


def settle(conn: Connection, table: Table, mine: Claim, **values: object) -> bool:
    """Write `values` and give the row back; False where the lease had passed to another."""
    held = (table.c.id == mine.id) & (table.c.lease == mine.lease)
    done = conn.execute(update(table).where(held).values(lease=None, **values))
    return done.rowcount == 1


def back_off(attempts: int) -> timedelta:
    """How long to wait after the failed attempt of that number: doubling, an hour at most."""
    doublings = min(attempts - 1, 20)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def _take(conn: Connection, table: Table, row: Row[str, int], at: datetime) -> Claim:
    mine = Claim(row.id, new_id(), row.attempts + 1)
    conn.execute(
        update(table)
        .where(table.c.id == row.id, table.c.state == WAITING, table.c.try_at <= at)
        .values(lease=mine.lease, attempts=mine.attempts, try_at=at + LEASE)
    )
    return mine
