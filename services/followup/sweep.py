"""The sweep: whose time has come?

Owns: letting time speak, stream by stream: first the feed is read to its head, then everything
due at or before that page's `as_of` fires. With intake out of reach nothing fires.
"""

from collections import deque
from datetime import datetime
from random import randrange

import structlog
from sqlalchemy import Connection, select

from services.followup import cursors, fold, instants, pulse, stuck
from services.followup.cursors import Cursor
from services.followup.feed import FeedPage, IntakeSilent, IntakeUnreachable
from services.followup.pace import Pace
from services.followup.place import Place
from services.followup.receive import StreamStopped, read_up
from services.followup.record import record
from services.followup.tables import case_, cursor
from shared.clock import real_now
from shared.db import glancing, writing

_log = structlog.get_logger("sweep")


class Busy(Exception):
    """Another worker is at this stream."""


def sweep(place: Place) -> int:
    """Let time speak wherever it has something to say; answers to how many cases it spoke.

    A stream whose feed cannot be read, or that stands, waits; the others go on. Workers side by
    side take different streams: each begins at another one, one that is taken comes last, and of
    one that somebody else has swept meanwhile the feed is not read.
    """
    waits = deque((name, False) for name in _whose_time_has_come(place))
    waits.rotate(-randrange(len(waits)) if waits else 0)  # noqa: S311  (no secret)
    swept, faults, pace = 0, list[str](), Pace()
    while waits:
        name, patient = waits.popleft()
        if not _still_due(place, name):
            continue
        try:
            swept += sweep_stream(place, name, pace, patient=patient)
        except Busy:
            waits.append((name, True))
        except (IntakeUnreachable, StreamStopped) as error:
            _log.warning("not_swept", stream=name, reason=str(error))
            faults.append(str(error))
            if isinstance(error, IntakeSilent):
                break
    pulse.beat(place.engine, pulse.SWEEP, faults[0] if faults else None)
    return swept


def _whose_time_has_come(place: Place) -> list[str]:
    """One look where nothing is due, as nearly always."""
    with glancing(place.engine) as conn:
        now = place.now(conn)
        return [] if instants.oldest_due(conn, now) is None else due_streams(conn, now)


def _still_due(place: Place, stream: str) -> bool:
    with glancing(place.engine) as conn:
        return instants.stream_due(conn, stream, place.now(conn))


def due_streams(conn: Connection, now: datetime) -> list[str]:
    """The streams with something due, the longest due first: one look at the index for each."""
    of_stream = case_.c.stream == cursor.c.stream
    first = select(case_.c.next_at).where(of_stream, case_.c.next_at.is_not(None))
    first_at = first.order_by(case_.c.next_at).limit(1).scalar_subquery()
    rows = conn.execute(select(cursor.c.stream, first_at.label("first_at"))).all()
    due = [row for row in rows if row.first_at is not None and row.first_at <= now]
    return [row.stream for row in sorted(due, key=lambda row: row.first_at)]


def sweep_stream(
    place: Place, stream: str, pace: Pace | None = None, *, patient: bool = True
) -> int:
    """Read the stream's feed to its head, then fire what was due by then; answers to how many.

    Raises IntakeUnreachable or StreamStopped, and then nothing has fired.
    """
    head = read_up(place, stream)
    return fire(place, stream, head, pace, patient=patient)


def fire(
    place: Place,
    stream: str,
    head: FeedPage | None = None,
    pace: Pace | None = None,
    *,
    patient: bool = True,
) -> int:
    """Fire what is due by what is known of the stream, and by the feed's last page `head` where it
    was read; answers to how many cases time spoke. Unless `patient`, raises Busy where another
    worker is at the stream."""
    swept, pace = 0, pace or Pace()
    while True:
        begun, at_once = real_now(), pace.at_once
        done = _sweep_some(place, stream, at_once, head, patient=patient)
        pace.learn(done, real_now() - begun)
        swept += done
        if done < at_once:
            return swept
        head, patient = None, True


def _sweep_some(
    place: Place, stream: str, at_once: int, head: FeedPage | None, *, patient: bool
) -> int:
    """One short transaction: the oldest due cases of the stream, advanced to what is known. One
    that cannot be advanced is left as it is, and put aside."""
    with writing(place.engine) as conn:
        known_to = _known(conn, _locked(conn, stream, patient), head).known_to
        assert known_to is not None, "the feed has been read to its head"
        cases = instants.due(conn, stream, known_to, at_once)
        if cases:
            rules = place.rules(conn)
            steps, misfits = fold.advance(conn, rules, stream, cases, known_to)
            stuck.put_aside(conn, stream, [*misfits, *record(conn, place, steps, rules)])
    return len(cases)


def _known(conn: Connection, held: Cursor, head: FeedPage | None) -> Cursor:
    if head is None or head.as_of is None:
        return held
    return cursors.knows(conn, held, head.head, head.as_of)


def _locked(conn: Connection, stream: str, patient: bool) -> Cursor:
    held = cursors.lock(conn, stream) if patient else cursors.try_lock(conn, stream)
    if held is None:
        raise Busy
    return held
