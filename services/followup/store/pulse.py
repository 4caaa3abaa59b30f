"""Whether followup's workers are at work.

Owns: the table `pulse`: when the sweep and the repair last ran through, and what held them up.
Real time: it is about workers, not about the domain.
"""

from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, delete, select

from services.followup.store.statements import insert_or_replace
from services.followup.store.tables import pulse
from shared.clock import real_now
from shared.db import reading, writing

SWEEP, REPAIR = "sweep", "repair"
STATES = "states"
"""A mark: past states are still to be folded (`past`)."""
OFTEN_ENOUGH = timedelta(seconds=5)
Beat = tuple[datetime, str | None]
_mine: WeakKeyDictionary[Engine, dict[str, Beat]] = WeakKeyDictionary()


def beat(engine: Engine, name: str, fault: str | None = None) -> None:
    """Say that `name` ran through; an unchanged one is written every few seconds only, and what
    this process wrote last it does not ask for."""
    now, mine = real_now(), _mine.setdefault(engine, {})
    if _said(mine.get(name), fault, now):
        return
    with reading(engine) as conn:
        last = conn.execute(select(pulse).where(pulse.c.name == name)).one_or_none()
    if last and _said((last.at, last.fault), fault, now):
        return
    with writing(engine) as conn:
        row = {"name": name, "at": now, "fault": fault}
        conn.execute(insert_or_replace(conn, pulse).values(row))
    mine[name] = now, fault


def forget(engine: Engine, name: str) -> None:
    """That mark is no longer needed."""
    with writing(engine) as conn:
        conn.execute(delete(pulse).where(pulse.c.name == name))


def last(conn: Connection, name: str) -> tuple[datetime | None, str | None]:
    """When `name` last ran (None: never), and what held it up."""
    row = conn.execute(select(pulse).where(pulse.c.name == name)).one_or_none()
    return (row.at, row.fault) if row else (None, None)


def _said(last: Beat | None, fault: str | None, now: datetime) -> bool:
    return last is not None and last[1] == fault and now - last[0] < OFTEN_ENOUGH
