"""The sweep: whose time has come?

Owns: letting time speak. First the feeds of the streams with something due are read to their
heads, in one call; then everything due at or before each page's `as_of` fires. With intake out of
reach nothing fires.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from random import shuffle
from weakref import WeakKeyDictionary

import structlog
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import OperationalError

from services.followup.clockwork.fire import fire
from services.followup.clockwork.pace import Pace
from services.followup.clockwork.turn import Turn
from services.followup.hearing.feed import FeedPage, IntakeSilent, IntakeUnreachable
from services.followup.hearing.receive import StreamStopped, reached, read_up
from services.followup.place import Place
from services.followup.store import cursors, instants, pulse
from services.followup.store.cursors import Cursor
from services.followup.store.tables import case_, cursor
from shared.db import glancing

STREAMS = 50
"""So many are read in one call, which holds all of their locks in intake for a moment."""
_log = structlog.get_logger("sweep")
_turns: WeakKeyDictionary[Engine, Turn] = WeakKeyDictionary()


def sweep_in_turn(place: Place) -> int:
    """As `sweep`; where another thread of this process is at it, that one sweeps once more."""
    return _turns.setdefault(place.engine, Turn()).take(partial(sweep, place))


def sweep(place: Place) -> int:
    """Let time speak wherever it has something to say; answers to how many cases it spoke.

    A stream whose feed cannot be read, or that stands, waits; the others go on. One that did not
    come to its head in the call for many is read by itself, and last: whoever holds it in intake
    keeps no other waiting. Workers side by side go through the streams each in an order of its own,
    so that they seldom meet, and do not go on together when they do.
    """
    due = _whose_time_has_come(place)
    shuffle(due)
    swept, faults, pace, last = 0, list[str](), Pace(), list[Cursor]()
    try:
        for some in _pieces(due):
            heads, more = _first_pages(place, some, faults)
            last += more
            swept += _fired(place, heads, pace, faults)
        for before in last:
            swept += _by_itself(place, before, pace, faults)
    except IntakeSilent as error:
        _told("the rest", error, faults)
    pulse.beat(place.engine, pulse.SWEEP, faults[0] if faults else None)
    return swept


def _whose_time_has_come(place: Place) -> list[Cursor]:
    """One look where nothing is due, as nearly always."""
    with glancing(place.engine) as conn:
        now = place.now(conn)
        if instants.oldest_due(conn, now) is None:
            return []
        names = due_streams(conn, now)
        held = {one.stream: one for one in cursors.read_all(conn)}
        return [held[name] for name in names]


def due_streams(conn: Connection, now: datetime) -> list[str]:
    """The streams with something due: one look at the index for each."""
    of_stream = case_.c.stream == cursor.c.stream
    first = select(case_.c.next_at).where(of_stream, case_.c.next_at.is_not(None))
    first_at = first.order_by(case_.c.next_at).limit(1).scalar_subquery()
    rows = conn.execute(select(cursor.c.stream, first_at.label("first_at"))).all()
    return [row.stream for row in rows if row.first_at is not None and row.first_at <= now]


def _pieces(due: Sequence[Cursor]) -> Iterator[Sequence[Cursor]]:
    return (due[n : n + STREAMS] for n in range(0, len(due), STREAMS))


def _first_pages(
    place: Place, due: Sequence[Cursor], faults: list[str]
) -> tuple[Mapping[str, FeedPage], Sequence[Cursor]]:
    """What one call for the feeds of all these streams shows of those whose heads it reaches, and
    which others there are. Raises IntakeSilent."""
    heads, more = dict[str, FeedPage](), list[Cursor]()
    try:
        pages = place.feed.pages({before.stream: before.seq for before in due})
    except IntakeSilent:
        raise
    except IntakeUnreachable:  # an intake that does not know this call answers others
        return heads, due
    for before in due:
        page = pages.get(before.stream)
        with _alone(before.stream, faults):
            if page is None or not reached(place, before, page):
                more.append(before)
            else:
                heads[before.stream] = page
    return heads, more


def _fired(place: Place, heads: Mapping[str, FeedPage], pace: Pace, faults: list[str]) -> int:
    """Fire all of these streams together; where that fails, each by itself."""
    try:
        return fire(place, heads, pace)
    except OperationalError:
        raise
    except Exception:
        _log.exception("fired_singly", streams=sorted(heads))
    swept = 0
    for name, head in heads.items():
        with _alone(name, faults):
            swept += fire(place, {name: head}, pace)
    return swept


def _by_itself(place: Place, before: Cursor, pace: Pace, faults: list[str]) -> int:
    """Raises IntakeSilent."""
    swept = 0
    with _alone(before.stream, faults):
        swept += fire(place, {before.stream: read_up(place, before.stream)}, pace)
    return swept


@contextmanager
def _alone(stream: str, faults: list[str]) -> Iterator[None]:
    """What befalls this stream is told, and holds up no other; unless intake is silent, or the
    database away."""
    try:
        yield
    except (IntakeSilent, OperationalError):
        raise
    except (IntakeUnreachable, StreamStopped) as error:
        _told(stream, error, faults)
    except Exception as error:
        _told(stream, error, faults, exc_info=True)


def _told(what: str, error: Exception, faults: list[str], *, exc_info: bool = False) -> None:
    faults.append(f"{what}: {type(error).__name__}: {error}" if exc_info else str(error))
    _log.warning("not_swept", stream=what, reason=str(error), exc_info=exc_info)
