"""Whether the versions of the calendar and of the policy are what was decreed.

Owns: comparing each row with the package that it was seeded from, or with the event that amended
it. A calendar seeded by another version of the package cannot be told.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from services.followup.amendments.tables import policy_version
from services.followup.core.facts import FACTS, CalendarAmended, PolicyAmended
from services.followup.store.seed_calendar import SOURCE, first_calendar
from services.followup.store.tables import CALENDAR, calendar_version, cursor, streams
from shared.codec import dump, load
from shared.events import Event
from shared.kept import Changed, as_kept, differing

_MOST = 10_000  # decrees
Wanted = tuple[Table, Mapping[str, Any]]
NAMES: Mapping[Table, str] = {calendar_version: "calendar", policy_version: "policy"}


def changed(conn: Connection) -> Iterator[Changed]:
    """The versions that are not what was decreed."""
    kept = {
        (table, row.version): row for table in NAMES for row in conn.execute(as_kept(table)).all()
    }
    if not kept and not conn.execute(select(cursor.c.stream).limit(1)).first():
        return  # no process of followup has begun here yet
    for table, values in _wanted(conn):
        row = kept.pop((table, values["version"]), None)
        if row is None:
            yield _named(table, values["version"], "it is missing")
        elif table is calendar_version and row.version == 1 and _of_another_package(row):
            continue
        elif wrong := differing(row, table, values):
            yield _named(table, row.version, f"not what was decreed: {', '.join(wrong)}")
    for table, version in kept:
        yield _named(table, version, "no decree made it")


def _wanted(conn: Connection) -> Iterator[Wanted]:
    first = first_calendar()
    body = {"holidays": dump(first.holidays), "decreed_until": dump(first.decreed_until)}
    seed = {"version": 1, "at": first.at, "decree": SOURCE, "note": "", "body": body}
    yield calendar_version, seed
    for event in streams.read(conn, CALENDAR, 0, _MOST):
        yield _amended(event)


def _amended(event: Event) -> Wanted:
    fact = load(FACTS[event.name], event.data)
    assert isinstance(fact, CalendarAmended | PolicyAmended)
    said = {"version": fact.version, "decree": fact.decree, "note": fact.note, "at": event.time}
    if isinstance(fact, PolicyAmended):
        return policy_version, {**said, "body": dump(fact.changes)}
    body = {"add": dump(fact.additions), "remove": dump(fact.removals)}
    return calendar_version, {**said, "body": body}


def _of_another_package(row: Row[Any]) -> bool:
    """Whether each holiday, too, says that an older or newer package gave it."""
    return row.decree != SOURCE and SOURCE not in row.body and row.decree in row.body


def _named(table: Table, version: int, reason: str) -> Changed:
    return Changed(NAMES[table], f"version {version}", reason)
