"""The versions of the working calendar, as kept.

Owns: the table `calendar_version`. Version 1 is the whole calendar of the package; each later one
is the decree that made it: what it adds and takes away. Loaded once per process and version.
"""

from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Row, func, insert, select

from services.followup.core.calendar import Calendar, Holiday, Removal, amend
from services.followup.core.facts import CalendarAmended
from services.followup.store.statements import insert_new
from services.followup.store.tables import calendar_version
from shared.codec import dump, load
from shared.db import reading, writing

Calendars = tuple[Calendar, ...]
_kept: WeakKeyDictionary[Engine, Calendars] = WeakKeyDictionary()


def seed(engine: Engine) -> None:
    """Make version 1 where there is no calendar yet."""
    with reading(engine) as conn:
        if _newest(conn):
            return
    from services.followup.store.seed_calendar import SOURCE, first_calendar  # noqa: PLC0415  (holidays)

    first = first_calendar()
    body = {"holidays": dump(first.holidays), "decreed_until": dump(first.decreed_until)}
    row = {"version": 1, "at": first.at, "decree": SOURCE, "note": "", "body": body}
    with writing(engine) as conn:
        conn.execute(insert_new(conn, calendar_version).values(row))


def calendars(conn: Connection) -> Calendars:
    """Every version, in order; what this transaction sees is what counts."""
    kept = _kept.get(conn.engine, ())
    if len(kept) != _newest(conn):
        kept = _kept[conn.engine] = _loaded(versions(conn))
    return kept


def versions(conn: Connection) -> Sequence[Row[Any]]:
    """The rows of every version, in order."""
    return conn.execute(select(calendar_version).order_by(calendar_version.c.version)).all()


def keep(
    conn: Connection,
    amended: Calendar,
    fact: CalendarAmended,
) -> None:
    """Write an amendment's version beside those before it."""
    row = {"version": amended.version, "at": amended.at, "decree": fact.decree, "note": fact.note}
    body = {"add": dump(fact.additions), "remove": dump(fact.removals)}
    conn.execute(insert(calendar_version).values({**row, "body": body}))


def _newest(conn: Connection) -> int:
    return conn.execute(select(func.max(calendar_version.c.version))).scalar_one() or 0


def _loaded(rows: Sequence[Row[Any]]) -> Calendars:
    first, *amendments = rows
    body = {"version": 1, "at": dump(first.at), "decree": first.decree, **first.body}
    made = [load(Calendar, body)]
    for row in amendments:
        additions = load(tuple[Holiday, ...], row.body["add"])
        removals = load(tuple[Removal, ...], row.body["remove"])
        made.append(amend(made[-1], row.at, row.decree, additions, removals))
    return tuple(made)
