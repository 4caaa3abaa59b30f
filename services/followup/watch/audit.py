"""The no-miss check.

Owns: comparing the journal with an independent account of what had to fire, made by brute force
from intake's events, what was said to followup, and the calendar's decrees: neither the core nor
any instant that was planned is asked. It reads in small steps, and memory does not grow with the
number of cases.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import Connection

from services.followup import fold
from services.followup.core.rules import Rules
from services.followup.hearing.feed import FeedTampered
from services.followup.place import Place
from services.followup.remaking.spool import Part, Spool
from services.followup.store import casebook, cursors, instants, own, stuck
from services.followup.store.cursors import Cursor
from services.followup.watch.account import Account, account
from services.followup.watch.comparison import Finding, compare, journals
from shared.db import reading
from shared.events import Event, LetterRecorded
from shared.refusal import Conflict
from shared.stream import GENESIS

__all__ = ["BeingRebuilt", "Finding", "Look", "audit", "looks", "reaches_to"]

AT_ONCE = 200
_log = structlog.get_logger("audit")


class BeingRebuilt(Conflict):
    """The stream's journal is being written anew; nothing can be said of it now."""


@dataclass(frozen=True)
class Look:
    """One case looked at: its first event (None where the look was at a stream as a whole), whether
    it is closed, how many rungs had to fire and how many did."""

    first: Event | None
    closed: bool
    expected: int
    fired: int
    findings: tuple[Finding, ...]


def audit(place: Place, as_of: datetime | None = None) -> list[Finding]:
    """Everything that is wrong in any journal up to `as_of`, but no later than intake is known.

    Without `as_of` up to what a sweep has not come to yet. Raises IntakeUnreachable, BeingRebuilt.
    """
    with reading(place.engine) as conn:
        reach = [(one, reaches_to(conn, one, as_of)) for one in cursors.read_all(conn)]
    looked = (
        look
        for cursor, until in reach
        if until
        for look in looks(place, cursor, until, asked=as_of is not None)
    )
    return [finding for look in looked for finding in look.findings]


def reaches_to(conn: Connection, cursor: Cursor, as_of: datetime | None = None) -> datetime | None:
    """Up to which instant the stream's journal can be judged; None where intake is not known."""
    if cursor.known_to is None or as_of:
        return as_of and cursor.known_to and min(as_of, cursor.known_to)
    return instants.swept_to(conn, cursor.stream, cursor.known_to)


def looks(place: Place, cursor: Cursor, until: datetime, *, asked: bool = False) -> Iterator[Look]:
    """A look at every case of the stream, by what was said up to the cursor. Where `until` was
    `asked` for, whatever no sweep has come to by then counts as missing.

    Raises IntakeUnreachable, BeingRebuilt.
    """
    with Spool() as heard:
        try:
            _hear(place, cursor, heard)
        except FeedTampered as error:
            _log.error("feed_tampered", stream=cursor.stream, reason=str(error))
            yield _only("tampered", cursor.stream)
            return
        for part in heard.parts(AT_ONCE):
            yield from _looked(place, cursor, until, part, asked=asked)


def _looked(
    place: Place, cursor: Cursor, until: datetime, part: Part, *, asked: bool
) -> Iterator[Look]:
    with reading(place.engine) as conn:
        _still_whole(conn, cursor, None if asked else until)
        rules = place.rules(conn)
        said = own.waiting(conn, cursor.stream, dict.fromkeys(part, 0))
        found = journals(conn, cursor.stream, until, part)
        aside, closed = stuck.among(conn, part), casebook.closed(conn, part)
    for subject, events in part.items():
        if subject in aside:
            yield _only("stuck", cursor.stream, events[0])
            continue
        try:
            expected = _account([*events, *said.get(subject, ())], rules, until)
        except Exception as error:  # whatever he stumbles over: the others are accounted for
            _log.error("unaccountable", recommendation_id=subject, exc_info=error)
            yield _only("unaccountable", cursor.stream, events[0])
            continue
        wrong = tuple(compare(cursor.stream, subject, expected, found[subject]))
        fired = len(found[subject].fired)
        yield Look(events[0], subject in closed, len(expected), fired, wrong)


def _only(wrong: str, stream: str, first: Event | None = None) -> Look:
    finding = Finding(stream, first.subject if first else "", "", 0, wrong, None, None)
    return Look(first, False, 0, 0, (finding,))


def _hear(place: Place, cursor: Cursor, heard: Spool) -> None:
    """Every event of intake that followup says it has heard; raises FeedTampered where intake now
    shows another chain, or a shorter one."""
    after, hash_ = 0, GENESIS
    while after < cursor.seq:
        page = place.feed.events(cursor.stream, after)
        events = [event for event in page.events if event.seq <= cursor.seq]
        if not events:
            raise FeedTampered(f"it ends at {after}, but {cursor.seq} was heard")
        if events[0].previous_hash != hash_:
            raise FeedTampered(f"event {events[0].seq} does not follow {after}")
        after, hash_ = events[-1].seq, events[-1].hash
        heard.keep(event for event in events if event.name != LetterRecorded.name)
    if hash_ != cursor.hash:
        raise FeedTampered(f"event {after} is not the one that was heard")


def _still_whole(conn: Connection, cursor: Cursor, swept_to: datetime | None) -> None:
    """A rebuild sets the cursor back and wakes what was swept long ago; raises BeingRebuilt."""
    now = cursors.read(conn, cursor.stream)
    whole = now is not None and now.seq >= cursor.seq
    if whole and swept_to:
        whole = instants.swept_to(conn, cursor.stream, swept_to) >= swept_to
    if not whole:
        raise BeingRebuilt("{stream} is being rebuilt; ask again later.", stream=cursor.stream)


def _account(events: Sequence[Event], rules: Rules, until: datetime) -> Account:
    """By `until` nothing can be expected of what was recorded later."""
    spoken = [one for one in events if one.time <= until]
    return account(fold.told(spoken), rules, until) if spoken else {}
