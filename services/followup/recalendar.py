"""Whether the versions of the calendar are what was decreed.

Owns: comparing each row with the package that it was seeded from, or with the event that amended
it. A calendar seeded by another version of the package cannot be told.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from services.followup.facts import CalendarAmended
from services.followup.seed_calendar import SOURCE, first_calendar
from services.followup.tables import CALENDAR, calendar_version, cursor, streams
from shared.codec import dump, load
from shared.events import Event
from shared.kept import Changed, as_kept, differing

_MOST = 10_000  # decrees


def changed(conn: Connection) -> Iterator[Changed]:
    """The versions that are not what was decreed."""
    table = calendar_version
    kept = {row.version: row for row in conn.execute(as_kept(table))}
    if not kept and not conn.execute(select(cursor.c.stream).limit(1)).first():
        return  # no process of followup has begun here yet
    for values in _wanted(conn):
        row = kept.pop(values["version"], None)
        if row is None:
            yield _named(values["version"], "it is missing")
        elif row.version == 1 and _of_another_package(row):
            continue
        elif wrong := differing(row, table, values):
            yield _named(row.version, f"not what was decreed: {', '.join(wrong)}")
    for version in kept:
        yield _named(version, "no decree made it")


def _wanted(conn: Connection) -> Iterator[Mapping[str, Any]]:
    first = first_calendar()
    body = {"holidays": dump(first.holidays), "decreed_until": dump(first.decreed_until)}
    yield {"version": 1, "at": first.at, "decree": SOURCE, "note": "", "body": body}
    for event in streams.read(conn, CALENDAR, 0, _MOST):
        yield _amended(event, load(CalendarAmended, event.data))


def _amended(event: Event, fact: CalendarAmended) -> Mapping[str, Any]:
    said = {"version": fact.version, "decree": fact.decree, "note": fact.note}
    body = {"add": dump(fact.additions), "remove": dump(fact.removals)}
    return {**said, "at": event.time, "body": body}


def _of_another_package(row: Row[Any]) -> bool:
    """Whether each holiday, too, says that an older or newer package gave it."""
    return row.decree != SOURCE and SOURCE not in row.body and row.decree in row.body


def _named(version: int, reason: str) -> Changed:
    return Changed("calendar", f"version {version}", reason)
