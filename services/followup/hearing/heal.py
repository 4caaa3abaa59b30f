"""Trying stuck cases again.

Owns: folding a stuck case anew, from all that intake and its holders said of it, so that a new
program heals what an old one could not take. Each try is one reading of the stream's feed, so a
few cases are tried at a time, and each ever less often.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import structlog
from sqlalchemy import Connection, delete

from services.followup import fold
from services.followup.fold import Misfit, Unattributed
from services.followup.hearing.feed import FeedTampered, IntakeUnreachable
from services.followup.place import Place
from services.followup.record import record
from services.followup.store import cursors, own, stuck
from services.followup.store.cursors import Cursor
from services.followup.store.tables import (
    case_,
    case_state,
    deadline_card,
    escalation,
    extension_request,
    journal,
)
from shared.clock import real_now
from shared.db import reading, writing
from shared.events import Event

AT_ONCE = 20
FOLDED = (journal, deadline_card, case_state, escalation, extension_request, case_)
_log = structlog.get_logger("heal")
Heard = Mapping[str, Sequence[Event]]


def heal(place: Place) -> list[str]:
    """Try the stuck cases whose time to be tried has come; answers those that fit now."""
    with reading(place.engine) as conn:
        waiting = stuck.to_retry(conn, real_now(), AT_ONCE)
    return [one for stream, ids in waiting.items() for one in _of_stream(place, stream, ids)]


def _of_stream(place: Place, stream: str, ids: Sequence[str]) -> list[str]:
    try:
        held, told = heard(place, stream, ids)
    except (IntakeUnreachable, FeedTampered) as error:
        _log.warning("not_tried_again", stream=stream, reason=str(error))
        return []
    healed = []
    for one in ids:
        with writing(place.engine) as conn:
            now_held = cursors.lock(conn, stream)
            if now_held.seq != held.seq:
                break  # events came meanwhile: the next repair reads them too
            if _healed(conn, place, now_held, one, told.get(one, ())):
                healed.append(one)
    return healed


def heard(place: Place, stream: str, ids: Collection[str]) -> tuple[Cursor, Heard]:
    """What intake said of these, up to the cursor. Raises FeedTampered where that is not the past
    that was heard, or IntakeUnreachable."""
    held, found = cursors.opened(place.engine, stream), defaultdict[str, list[Event]](list)
    after, last = 0, ""
    while after < held.seq:
        page = place.feed.events(stream, after)
        for event in page.events[: held.seq - after]:
            last = event.hash
            if event.subject in ids:
                found[event.subject].append(event)
        after += len(page.events)
        if not page.events:
            break
    if held.seq and last != held.hash:
        raise FeedTampered(f"{stream}: event {held.seq} is not the one that was heard")
    return held, found


def _healed(
    conn: Connection, place: Place, held: Cursor, id_: str, events: Sequence[Event]
) -> bool:
    if held.known_to is None or not stuck.among(conn, [id_]):
        return False
    said = own.waiting(conn, held.stream, {id_: 0}).get(id_, ())
    try:
        step = fold.anew(events, said, held.known_to, place.rules(conn))
        with conn.begin_nested():
            for table in FOLDED:
                conn.execute(delete(table).where(table.c.recommendation_id == id_))
            stuck.freed(conn, id_)
            _must(record(conn, place, [step]))
    except (Misfit, Unattributed) as error:
        stuck.still(conn, id_, str(error))
        return False
    return True


def _must(misfits: Sequence[Misfit]) -> None:
    for misfit in misfits:
        raise misfit
