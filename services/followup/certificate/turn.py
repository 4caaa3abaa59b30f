"""Whose turn a piece of work is.

Owns: the table `turn`: one worker at a time works on what bears a name, until it says that it is
done, or has said nothing for a while. In real time.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import Engine, delete, update

from services.followup.certificate.tables import turn
from services.followup.store.statements import insert_new
from shared.clock import real_now
from shared.db import writing
from shared.ids import new_id

SILENCE = timedelta(minutes=5)
RENEWED_EVERY = timedelta(minutes=1)

Renew = Callable[[], None]


class TurnLost(Exception):
    """Another has taken the turn, since we said nothing for too long."""


@contextmanager
def taken(
    engine: Engine, name: str, renewed_every: timedelta = RENEWED_EVERY
) -> Iterator[Renew | None]:
    """The turn, or None where another has it. Call what it gives often: it asks the database now
    and then, and raises TurnLost where the turn has passed on."""
    holder = new_id()
    if not _take(engine, name, holder):
        yield None
        return
    try:
        yield _renewal(engine, name, holder, renewed_every)
    finally:
        with writing(engine) as conn:
            conn.execute(delete(turn).where(turn.c.name == name, turn.c.holder == holder))


def _take(engine: Engine, name: str, holder: str) -> bool:
    now = real_now()
    values = {"holder": holder, "until": now + SILENCE}
    with writing(engine) as conn:
        first = insert_new(conn, turn).values(name=name, **values).returning(turn.c.name)
        if conn.execute(first).first():
            return True
        over = (turn.c.name == name) & (turn.c.until <= now)
        return bool(conn.execute(update(turn).where(over).values(values)).rowcount)


def _renewal(engine: Engine, name: str, holder: str, every: timedelta) -> Renew:
    said_at = real_now()

    def renew() -> None:
        nonlocal said_at
        if real_now() - said_at < every:
            return
        said_at = real_now()
        mine = (turn.c.name == name) & (turn.c.holder == holder)
        with writing(engine) as conn:
            if not conn.execute(update(turn).where(mine).values(until=said_at + SILENCE)).rowcount:
                raise TurnLost(name)

    return renew
