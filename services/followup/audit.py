"""The no-miss check.

Owns: comparing the journal with an independent account of what had to fire, made by brute force
from intake's events, what was said to followup, and the calendar's decrees: neither the core nor
any instant that was planned is asked.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import Connection, select

from services.followup import cursors, fold, instants, own, stuck
from services.followup.account import Account, account
from services.followup.cursors import Cursor
from services.followup.place import Place
from services.followup.rules import Rules
from services.followup.tables import journal
from shared.db import reading
from shared.events import Event, LetterRecorded

_log = structlog.get_logger("audit")


@dataclass(frozen=True)
class Finding:
    """A rung that is `missing`, `early`, `late` or `unfounded` (nothing says that it should have
    fired); `expected_at` by the account, `found_at` by the journal. A case that is `stuck`, or of
    which no account can be given (`unaccountable`), is a finding of its own, without a rung."""

    stream: str
    recommendation_id: str
    rung: str
    round: int
    wrong: str
    expected_at: datetime | None
    found_at: datetime | None


def audit(place: Place, as_of: datetime | None = None) -> list[Finding]:
    """Everything that is wrong in any journal up to `as_of`, but no later than intake is known.

    Without `as_of` up to what a sweep has not come to yet. Raises IntakeUnreachable.
    """
    with reading(place.engine) as conn:
        held = cursors.read_all(conn)
    return [finding for cursor in held for finding in _of_stream(place, cursor, as_of)]


def report(place: Place) -> int:
    """Audit, and write each finding to the log; answers how many there are."""
    found = audit(place)
    for one in found:
        _log.error("audit_finding", **vars(one))
    return len(found)


def _of_stream(place: Place, cursor: Cursor, as_of: datetime | None) -> Iterator[Finding]:
    heard = _heard(place, cursor)
    with reading(place.engine) as conn:
        until = _until(conn, cursor, as_of)
        if until is None:
            return
        rules = place.rules(conn)
        said = own.waiting(conn, cursor.stream, dict.fromkeys(heard, 0))
        found = _journals(conn, cursor.stream, until)
        aside = stuck.among(conn, heard)
    for subject, events in sorted(heard.items()):
        if subject in aside:
            yield Finding(cursor.stream, subject, "", 0, "stuck", None, None)
            continue
        try:
            expected = _account([*events, *said.get(subject, ())], rules, until)
        except Exception as error:  # whatever he stumbles over: the others are accounted for
            _log.error("unaccountable", recommendation_id=subject, exc_info=error)
            yield Finding(cursor.stream, subject, "", 0, "unaccountable", None, None)
            continue
        yield from compare(cursor.stream, subject, expected, found.get(subject, {}))


def compare(stream: str, subject: str, expected: Account, found: Account) -> Iterator[Finding]:
    """What differs between account and journal, in the order of time."""
    wrong = {key for key in {*expected, *found} if expected.get(key) != found.get(key)}
    for rung, number in sorted(wrong, key=lambda key: (expected.get(key) or found[key], key)):
        should, did = expected.get((rung, number)), found.get((rung, number))
        yield Finding(stream, subject, rung, number, _name(should, did), should, did)


def _name(should: datetime | None, did: datetime | None) -> str:
    if did is None:
        return "missing"
    if should is None:
        return "unfounded"
    return "early" if did < should else "late"


def _heard(place: Place, cursor: Cursor) -> Mapping[str, list[Event]]:
    """Every event of intake that followup says it has heard, by recommendation."""
    found: dict[str, list[Event]] = defaultdict(list)
    after = 0
    while after < cursor.seq:
        page = place.feed.events(cursor.stream, after)
        for event in page.events:
            after = event.seq
            if event.name != LetterRecorded.name and event.seq <= cursor.seq:
                found[event.subject].append(event)
        if not page.events:
            break
    return found


def _until(conn: Connection, cursor: Cursor, as_of: datetime | None) -> datetime | None:
    if cursor.known_to is None or as_of:
        return as_of and cursor.known_to and min(as_of, cursor.known_to)
    return instants.swept_to(conn, cursor.stream, cursor.known_to)


def _account(events: Sequence[Event], rules: Rules, until: datetime) -> Account:
    """By `until` nothing can be expected of what was recorded later."""
    spoken = [one for one in events if one.time <= until]
    return account(fold.told(spoken), rules, until) if spoken else {}


def _journals(conn: Connection, stream: str, until: datetime) -> Mapping[str, Account]:
    query = select(journal).where(
        journal.c.stream == stream, journal.c.rung.is_not(None), journal.c.at <= until
    )
    found: dict[str, Account] = defaultdict(dict)
    for row in conn.execute(query):
        found[row.recommendation_id][row.rung, row.round] = row.at
    return found
