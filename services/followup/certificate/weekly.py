"""The weekly anchors.

Owns: which offices are told the heads of which chains, and when: once in each ISO week, in the
office's hours, from its first of the week on. Each Kanwil and the Ombudsman of its region hold
what the other could otherwise be told differently.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine

from services.followup.certificate import kept, notices
from services.followup.certificate.notices import Notice
from services.followup.core.rules import Rules
from services.followup.place import Place
from services.followup.store import cursors
from services.followup.store.tables import CALENDAR, streams
from shared import registry
from shared.db import reading, writing
from shared.refusal import NotFound
from shared.registry import Book, Office

KIND = "anchors"
CERTIFICATES = "CERTIFICATES"
"""The name under which the chain of certificates stands among followup's streams."""


def plan(place: Place, offices: Engine) -> int:
    """Write the notices whose hour has come; answers how many. `offices` is the registry."""
    with reading(offices) as conn:
        book = registry.book(conn)
    with reading(place.engine) as conn:
        now = place.now(conn)
        due = list(_due(conn, book, place.rules(conn).at(now), now))
    if due:
        with writing(place.engine) as conn:
            for one in due:
                notices.add(conn, one)
    return len(due)


def _due(conn: Connection, book: Book, rules: Rules, now: datetime) -> Iterator[Notice]:
    told: dict[str, set[str]] = {}
    for office, names in _readers(conn, book).items():
        week = _week(now, office.time_zone)
        if week not in told:
            told[week] = notices.told(conn, KIND, week)
        if office.code not in told[week] and _open(office, rules, now):
            yield Notice(KIND, week, office.code, now, {"week": week, **_heads(conn, names)})


def _readers(conn: Connection, book: Book) -> Mapping[Office, list[str]]:
    """Each office with the streams of which it holds the anchors."""
    found: dict[Office, list[str]] = defaultdict(list)
    for cursor in cursors.read_all(conn):
        kanwil = book.by_code.get(cursor.stream)
        if kanwil is None:
            continue
        found[kanwil].append(cursor.stream)
        try:
            found[book.of_region("ombudsman", kanwil.region)].append(cursor.stream)
        except NotFound:
            continue
    return found


def _open(office: Office, rules: Rules, now: datetime) -> bool:
    """Whether that office works now, by its calendar and its clock."""
    hours, calendar = rules.policy.office_hours, rules.calendar_at(now)
    local = now.astimezone(ZoneInfo(office.time_zone))
    works = calendar.working_day(local.date(), office.regency)
    return works and hours.opens <= local.time() <= hours.closes


def _week(now: datetime, zone: str) -> str:
    """`2022-W11`: the ISO week there."""
    year, week, _ = now.astimezone(ZoneInfo(zone)).isocalendar()
    return f"{year}-W{week:02d}"


def _heads(conn: Connection, names: Sequence[str]) -> dict[str, Any]:
    """The heads of these streams in both services, of the decrees, and of the certificates."""
    own = streams.heads(conn)
    heads = [
        {"name": f"intake/{one.stream}", "seq": one.seq, "hash": one.hash}
        for one in cursors.read_all(conn)
        if one.stream in names and one.seq
    ]
    heads += [
        {"name": f"followup/{name}", "seq": own[name][0], "hash": own[name][1]}
        for name in (*names, CALENDAR)
        if name in own and own[name][0]
    ]
    last = kept.latest(conn)
    if last is not None:
        heads.append({"name": f"followup/{CERTIFICATES}", "seq": last.number, "hash": last.hash})
    return {"heads": heads, "key": last.key if last else ""}
