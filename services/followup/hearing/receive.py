"""How followup hears intake.

Owns: taking events into the fold, exactly once and in order, whatever the broker does to them.
Nothing is fetched inside a transaction: first read, then lock. A case that cannot take an event is
put aside and its stream goes on; an event that no case can be told of stops its stream, visibly,
and the other streams go on.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NoReturn

import structlog
from sqlalchemy import Connection

from services.followup import fold
from services.followup.fold import Unattributed
from services.followup.hearing.feed import FeedPage, FeedTampered, IntakeUnreachable, proven
from services.followup.place import Place
from services.followup.record import record
from services.followup.store import cursors, stuck
from services.followup.store.cursors import Cursor
from shared.db import writing
from shared.events import Event

AT_ONCE = 100
_log = structlog.get_logger("receive")


class StreamStopped(Exception):
    """The stream stands still: at an event that belongs nowhere, or is not what was written."""


class _Gap(Exception):
    """Events are missing between the cursor and these."""


def heed(place: Place, stream: str, envelopes: Sequence[Mapping[str, Any]]) -> None:
    """What a worker does with a message: what cannot be taken now, a repair takes later."""
    try:
        receive(place, stream, envelopes)
    except (IntakeUnreachable, StreamStopped) as error:
        _log.warning("not_received", stream=stream, reason=str(error))


def receive(place: Place, stream: str, envelopes: Sequence[Mapping[str, Any]]) -> None:
    """Take what the broker brought; what it lost or garbled is read from the feed.

    Raises IntakeUnreachable or StreamStopped where the feed was needed and did not do.
    """
    cursors.opened(place.engine, stream)
    try:
        take(place, stream, _carried(stream, envelopes))
    except (_Gap, FeedTampered):
        catch_up(place, stream)


def catch_up(place: Place, stream: str) -> datetime:
    """Read the stream's feed to its head and take it; answers the instant up to which all is
    known now. Raises IntakeUnreachable or StreamStopped."""
    head = read_up(place, stream)
    if not head.events:
        take(place, stream, (), head.as_of)
    assert head.as_of is not None, "the head was reached"
    return head.as_of


def read_up(place: Place, stream: str) -> FeedPage:
    """As `catch_up`, but answers the feed's last page: where it has no events, its `as_of` is
    still to be kept, in a transaction that does more than that."""
    while True:
        before = cursors.opened(place.engine, stream)
        try:
            page = place.feed.events(stream, before.seq)
        except FeedTampered as error:
            _stop(place, stream, before.seq + 1, str(error))
        if reached(place, before, page):
            return page


def reached(place: Place, before: Cursor, page: FeedPage) -> bool:
    """Take what a page of the feed shows after `before`; answers whether that was all of it.
    Raises IntakeUnreachable or StreamStopped."""
    try:
        _reaches(page, before)
        if page.events:
            take(place, before.stream, page.events, page.as_of)
    except FeedTampered as error:
        _stop(place, before.stream, before.seq + 1, str(error))
    except _Gap:
        return False
    if page.as_of is None and not page.events:
        raise IntakeUnreachable(f"the feed of {before.stream} shows neither events nor its head")
    return page.as_of is not None


def take(place: Place, stream: str, events: Sequence[Event], as_of: datetime | None = None) -> None:
    """Apply events that follow each other; `as_of` tells that all up to it are among them.

    One transaction per piece, so that the cursor's lock is held for a moment only.
    """
    pieces = [events[n : n + AT_ONCE] for n in range(0, len(events), AT_ONCE)] or [()]
    for piece in pieces:
        try:
            _take_piece(place, stream, piece, as_of if piece is pieces[-1] else None)
        except Unattributed:
            _take_singly(place, stream, piece)


def _take_singly(place: Place, stream: str, events: Sequence[Event]) -> None:
    """All before the one that belongs nowhere are taken; then the stream stands."""
    for event in events:
        try:
            _take_piece(place, stream, [event], None)
        except Unattributed as error:
            _stop(place, stream, event.seq, str(error))


def _take_piece(place: Place, stream: str, events: Sequence[Event], as_of: datetime | None) -> None:
    with writing(place.engine) as conn:
        before = cursors.lock(conn, stream)
        fresh = [event for event in events if event.seq > before.seq]
        if fresh:
            _follows(before, fresh[0])
        last = fresh[-1] if fresh else None
        known_to = as_of or (last.time if last else None)
        if known_to is None:
            return
        if fresh:
            _heard(conn, place, stream, fresh)
        seq, hash_ = (last.seq, last.hash) if last else (before.seq, before.hash)
        cursors.move(conn, before, seq, hash_, known_to)


def _heard(conn: Connection, place: Place, stream: str, events: Sequence[Event]) -> None:
    aside = stuck.among(conn, {event.subject for event in events})
    rules = place.rules(conn)
    steps, misfits = fold.hear(conn, rules, stream, events, aside)
    stuck.put_aside(conn, stream, [*misfits, *record(conn, place, steps, rules)])


def _follows(before: Cursor, event: Event) -> None:
    if event.seq > before.seq + 1:
        raise _Gap
    if event.previous_hash != before.hash:
        raise FeedTampered(f"{event.stream}: event {event.seq} does not follow what was heard")


def _reaches(page: FeedPage, before: Cursor) -> None:
    """Intake has what was heard of it: it may have come back from a backup older than that."""
    if page.head < before.seq:
        raise FeedTampered(f"{before.stream} ends at {page.head}, but {before.seq} was heard")
    if page.head == before.seq and page.hash not in (None, before.hash):
        raise FeedTampered(f"{before.stream}: event {before.seq} is not the one that was heard")


def _carried(stream: str, envelopes: Sequence[Mapping[str, Any]]) -> tuple[Event, ...]:
    """What a message carried; a message that cannot be read says nothing, the feed will."""
    ordered = sorted(envelopes, key=lambda one: str(one.get("sequence")))
    if not ordered:
        return ()
    try:
        first = int(ordered[0]["sequence"])
        return proven(stream, first - 1, [dict(one) for one in ordered])
    except (KeyError, TypeError, ValueError) as error:
        raise FeedTampered(f"a message for {stream} cannot be read: {error}") from error


def _stop(place: Place, stream: str, seq: int, reason: str) -> NoReturn:
    with writing(place.engine) as conn:
        cursors.poison(conn, stream, seq, reason)
    _log.error("stream_stopped", stream=stream, seq=seq, reason=reason)
    raise StreamStopped(f"{stream} stands at event {seq}: {reason}")
