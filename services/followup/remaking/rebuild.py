"""Everything of one stream, made anew.

Owns: folding every case again from its first event, and putting each in the place of what stood
there, some at a time under the lock of the stream's cursor. A case is never away and never behind
while that runs. What was said stays, in intake's stream and in followup's own; letters are kept
under keys that exist once, so none is sent twice.
"""

import gc
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, delete, select

from services.followup import fold
from services.followup.fold import Misfit, Unattributed
from services.followup.hearing.feed import FeedTampered, IntakeUnreachable
from services.followup.hearing.heal import FOLDED
from services.followup.hearing.receive import StreamStopped, catch_up
from services.followup.place import Place
from services.followup.record import record
from services.followup.remaking.spool import Part, Spool
from services.followup.search import words
from services.followup.store import cursors, own, stuck
from services.followup.store.casebook import Step
from services.followup.store.cursors import Cursor
from services.followup.store.tables import stuck as stuck_table
from shared.db import writing
from shared.events import LetterRecorded

AT_ONCE = 100
PAGE = 500


def rebuild(place: Place, stream: str) -> int:
    """Fold the stream again, up to what is known of it; answers to how many cases.

    Raises IntakeUnreachable or StreamStopped; what was made anew by then is.
    """
    catch_up(place, stream)
    with Spool() as heard:
        held, last, count = _listen(place, cursors.opened(place.engine, stream), heard, 0), "", 0
        while part := heard.part(last, AT_ONCE):
            with _undisturbed():
                made = _made_anew(place, held, part)
            if made:
                last, count = max(part), count + len(part)
            else:
                held = _listen(place, held, heard, held.seq)
        while not _forgot_others(place, held, heard):
            held = _listen(place, held, heard, held.seq)
    return count


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the collector of cycles for the time of a part, whose rows it would go through again
    and again: a fifth of a rebuild. A part leaves few cycles, and is small."""
    ours = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ours:
            gc.enable()


def _listen(place: Place, before: Cursor, heard: Spool, after: int) -> Cursor:
    """Lay aside what intake said after that event, up to the cursor; answers the cursor."""
    held = cursors.opened(place.engine, before.stream)
    while after < held.seq:
        try:
            events = place.feed.events(held.stream, after, PAGE).events[: held.seq - after]
        except FeedTampered as error:
            raise StreamStopped(f"{held.stream}: {error}") from error
        if not events:
            raise IntakeUnreachable(f"the feed of {held.stream} ends before event {held.seq}")
        heard.keep(event for event in events if event.name != LetterRecorded.name)
        after = events[-1].seq
        if after == held.seq and events[-1].hash != held.hash:
            raise StreamStopped(f"{held.stream}: event {after} is not the one that was heard")
    return held


def _made_anew(place: Place, held: Cursor, part: Part) -> bool:
    """Whether these cases are written anew; they are not where events came since `held`. One that
    does not fit stays as it was, and is put aside."""
    with writing(place.engine) as conn:
        now_held = cursors.lock(conn, held.stream)
        if now_held.seq != held.seq:
            return False
        steps, misfits = _folded(conn, place, now_held, part)
        _forget(conn, [step.after.recommendation_id for step in steps])
        stuck.put_aside(conn, held.stream, [*misfits, *record(conn, place, steps)])
    return True


def _folded(
    conn: Connection, place: Place, held: Cursor, part: Part
) -> tuple[Sequence[Step], Sequence[Misfit]]:
    assert held.known_to is not None, "the feed has been read to its head"
    said = own.waiting(conn, held.stream, dict.fromkeys(part, 0))
    rules, steps, misfits = place.rules(conn), list[Step](), list[Misfit]()
    for subject, events in part.items():
        try:
            steps.append(fold.anew(events, said.get(subject, ()), held.known_to, rules))
        except Misfit as error:
            misfits.append(error)
        except Unattributed as error:
            misfits.append(Misfit(subject, str(error), events[0].seq))
    return steps, misfits


def _forget(conn: Connection, ids: Collection[str]) -> None:
    for table in (*FOLDED, stuck_table):
        conn.execute(delete(table).where(table.c.recommendation_id.in_(sorted(ids))))


def _forgot_others(place: Place, held: Cursor, heard: Spool) -> bool:
    """Whether nothing is left of what intake never said; not asked where events came meanwhile."""
    with writing(place.engine) as conn:
        if cursors.lock(conn, held.stream).seq != held.seq:
            return False
        for table in FOLDED:
            of, here = table.c.recommendation_id, table.c.stream == held.stream
            others = set(conn.execute(select(of).where(here).distinct()).scalars())
            others -= heard.subjects()
            for id_ in others:
                conn.execute(delete(table).where(here, of == id_))
        words.weed(conn)
    return True
