"""The states of cases that are older than the table of states.

Owns: folding them once, after the schema's upgrade asked for it by a mark in `pulse`. Nothing else
of a case is touched: its journal keeps the instants at which its lines were written.
"""

from collections.abc import Sequence

import structlog
from sqlalchemy import Connection, delete, insert
from sqlalchemy.exc import SQLAlchemyError

from services.followup.hearing import heal
from services.followup.hearing.feed import FeedTampered, IntakeUnreachable
from services.followup.place import Place
from services.followup.remaking import refold
from services.followup.store import casebook, cursors, pulse, rows, stuck
from services.followup.store.cursors import Cursor
from services.followup.store.tables import case_, case_state
from shared.db import reading, writing
from shared.events import Event

AT_ONCE = 200
_log = structlog.get_logger("past")


def fill(place: Place) -> bool:
    """Fold the past states where that was asked for and is not done; answers whether nothing is
    left to do. What intake cannot tell now is tried again at the next call."""
    with reading(place.engine) as conn:
        at, _ = pulse.last(conn, pulse.STATES)
        held = cursors.read_all(conn) if at else []
    try:
        done = [_of_stream(place, one.stream) for one in held]
    except (IntakeUnreachable, FeedTampered) as error:
        _log.warning("past_not_folded", reason=str(error))
        return False
    if at and all(done):
        pulse.forget(place.engine, pulse.STATES)
    return all(done)


def _of_stream(place: Place, stream: str) -> bool:
    with reading(place.engine) as conn:
        ids = [one.recommendation_id for one in casebook.every(conn, case_.c.stream == stream)]
    for number in range(0, len(ids), AT_ONCE):
        piece = ids[number : number + AT_ONCE]
        held, heard = heal.heard(place, stream, piece)
        with writing(place.engine) as conn:
            if cursors.lock(conn, stream).seq != held.seq:
                return False  # events came meanwhile
            aside = stuck.among(conn, piece)
            for one in piece:
                if one not in aside:
                    _write(conn, place, held, one, heard.get(one, ()))
    return True


def _write(conn: Connection, place: Place, held: Cursor, id_: str, events: Sequence[Event]) -> None:
    try:
        road = refold.folded(conn, held, id_, events, place.rules(conn))
    except SQLAlchemyError:
        raise
    except (
        Exception
    ) as error:  # whatever the core raises: the others have their past, `verify` asks
        _log.warning("past_not_folded", recommendation_id=id_, reason=str(error))
        return
    conn.execute(delete(case_state).where(case_state.c.recommendation_id == id_))
    conn.execute(
        insert(case_state),
        [rows.state_row(road.case, n, at, state) for n, (at, state) in enumerate(road.states, 1)],
    )
