"""The sweep: whose time has come?

Owns: letting time speak. First the feeds of the streams with something due are read to their
heads, in one call; then everything due at or before each page's `as_of` fires. With intake out of
reach nothing fires.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from random import shuffle
from weakref import WeakKeyDictionary

import structlog
from sqlalchemy import Connection, Engine, select

from services.followup import cursors, instants, pulse
from services.followup.cursors import Cursor
from services.followup.feed import FeedPage, IntakeSilent, IntakeUnreachable
from services.followup.fire import fire
from services.followup.pace import Pace
from services.followup.place import Place
from services.followup.receive import StreamStopped, reached, read_up
from services.followup.tables import case_, cursor
from services.followup.turn import Turn
from shared.db import glancing

STREAMS = 50
"""So many are read in one call, which holds all of their locks in intake for a moment."""
_log = structlog.get_logger("sweep")
_turns: WeakKeyDictionary[Engine, Turn] = WeakKeyDictionary()
Read = dict[str, FeedPage]


def sweep_in_turn(place: Place) -> int:
    """As `sweep`; where another thread of this process is at it, that one sweeps once more."""
    return _turns.setdefault(place.engine, Turn()).take(partial(sweep, place))


def sweep(place: Place) -> int:
    """Let time speak wherever it has something to say; answers to how many cases it spoke.

    A stream whose feed cannot be read, or that stands, waits; the others go on. Workers side by
    side go through the streams each in an order of its own, so that they seldom meet, and do not go
    on together when they do.
    """
    due = _whose_time_has_come(place)
    shuffle(due)
    swept, faults, pace = 0, list[str](), Pace()
    for some in _pieces(due):
        try:
            heads = _read(place, some, faults)
        except IntakeSilent as error:
            _not_swept(some, error, faults)
            break
        swept += fire(place, heads, pace)
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


def _read(place: Place, due: Sequence[Cursor], faults: list[str]) -> Read:
    """The last page of the feed of each of these streams: of most from one call, of one that it
    did not bring to its head by itself. Raises IntakeSilent."""
    pages, heads = _first_pages(place, due), Read()
    for before in due:
        page = pages.get(before.stream)
        try:
            if page is None or not reached(place, before, page):
                page = read_up(place, before.stream)
            heads[before.stream] = page
        except IntakeSilent:
            raise
        except (IntakeUnreachable, StreamStopped) as error:
            _not_swept([before], error, faults)
    return heads


def _first_pages(place: Place, due: Sequence[Cursor]) -> Read:
    try:
        return dict(place.feed.pages({before.stream: before.seq for before in due}))
    except IntakeSilent:
        raise
    except IntakeUnreachable:  # an intake that does not know this call answers others
        return {}


def _not_swept(due: Sequence[Cursor], error: Exception, faults: list[str]) -> None:
    faults.append(str(error))
    for before in due:
        _log.warning("not_swept", stream=before.stream, reason=str(error))
