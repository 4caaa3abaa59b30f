"""What is said to followup: acknowledgements, decisions, requests for more time.

Owns: the road of a decision. It is checked against the case as it is known and kept in followup's
own stream, stamped later than all that intake is known to have said; then the feed is read past
that instant, and the case applies it at its place in time. With intake out of reach it is kept and
waits: an outage neither blocks nor accuses anybody.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from services.followup import fold
from services.followup.core.model import Case
from services.followup.core.road import Road, travelled, wake_at
from services.followup.core.rules import Rules
from services.followup.hearing.feed import IntakeUnreachable
from services.followup.hearing.receive import StreamStopped, catch_up
from services.followup.place import Place
from services.followup.record import record
from services.followup.store import casebook, cursors, instants, own, rows, stuck
from services.followup.store.tables import case_, streams
from shared.db import reading, writing
from shared.events import Draft, Event
from shared.refusal import Conflict, Refusal

READINGS = 3
_log = structlog.get_logger("say")
Verb = Callable[[Case, datetime], Draft]
"""What the core makes of a command, given the case and the present: the event, or why not."""


class CaseStuck(Conflict):
    """The case cannot take what was said before; nothing more is said to it until it is mended."""


class DoesNotFit(Conflict):
    """What was said cannot be applied to the case, so it was not kept."""


@dataclass(frozen=True)
class Settled:
    """A case after all that is known; `awaiting_data_since` is set while something that was said
    waits for what intake has to tell first."""

    case: Case
    awaiting_data_since: datetime | None


def say(conn: Connection, place: Place, recommendation_id: str, verb: Verb) -> Event:
    """Check and keep what somebody says about a case, in the caller's transaction.

    Raises UnknownCase, CaseStuck, DoesNotFit, and whatever the verb refuses with.
    """
    stream = casebook.case(conn, recommendation_id).stream
    held = cursors.lock(conn, stream)
    if since := stuck.among(conn, [recommendation_id]).get(recommendation_id):
        raise CaseStuck("The case is being mended since {since}; try again later.", since=since)
    with _fitting():
        case = _as_said(conn, place, casebook.case(conn, recommendation_id))
        draft = verb(case, place.now(conn))
    [event] = streams.append(conn, place.clock, stream, [draft], not_before=held.known_to)
    with _fitting():
        _try_on(case, event, place.rules(conn))
    instants.wake(conn, event.time, case_.c.recommendation_id == recommendation_id)
    return event


def settle(place: Place, recommendation_id: str) -> Settled:
    """Bring the case up to all that can be known now; raises UnknownCase."""
    with reading(place.engine) as conn:
        case = casebook.case(conn, recommendation_id)
        stream, waiting = case.stream, _waiting(conn, case)
    with suppress(IntakeUnreachable, StreamStopped):  # then what is known is shown, and since when
        _read_past(place, stream, waiting[-1].time if waiting else None)
    with writing(place.engine) as conn:
        known_to = cursors.lock(conn, stream).known_to
        case = casebook.case(conn, recommendation_id)
        if known_to is None:
            return Settled(case, case.sent_at)
        if not stuck.among(conn, [recommendation_id]):
            case = _moved(conn, place, case, known_to)
        return Settled(case, known_to if _waiting(conn, case) else None)


def _read_past(place: Place, stream: str, instant: datetime | None) -> None:
    """Read the feed past `instant`: under a clock that stands, or one of intake's that lags, the
    first reading may not reach it."""
    for _ in range(READINGS):
        known_to = catch_up(place, stream)
        if instant is None or known_to >= instant:
            return


def _moved(conn: Connection, place: Place, case: Case, known_to: datetime) -> Case:
    rules = place.rules(conn)
    steps, misfits = fold.advance(conn, rules, case.stream, [case], known_to)
    moved = [step for step in steps if step.after != case]
    misfits += record(conn, place, moved, rules)
    stuck.put_aside(conn, case.stream, misfits)
    return moved[0].after if moved and not misfits else case


def _try_on(case: Case, event: Event, rules: Rules) -> None:
    """Fold the event in memory, and the next instant after it: what the case could not take is
    refused while it still can be."""
    road = travelled(Road(case), fold.told([event]), event.time, rules)
    wake = wake_at(road.case, (), event.time, rules)
    rows.case_row(road.case, wake)
    if wake:
        travelled(road, (), wake, rules)


@contextmanager
def _fitting() -> Iterator[None]:
    """Whatever the pure core raises here means that the case cannot take it."""
    try:
        yield
    except (Refusal, DBAPIError):
        raise
    except Exception as error:
        _log.error("does_not_fit", exc_info=error)
        raise DoesNotFit("The case cannot take this ({reason}).", reason=repr(error)) from error


def _as_said(conn: Connection, place: Place, case: Case) -> Case:
    """The case as it will be if intake says nothing more: with what waits applied."""
    waiting = _waiting(conn, case)
    if not waiting:
        return case
    told, until = fold.told(waiting), waiting[-1].time
    return travelled(Road(case), told, until, place.rules(conn)).case


def _waiting(conn: Connection, case: Case) -> list[Event]:
    seen = {case.recommendation_id: case.decisions_seen}
    return list(own.waiting(conn, case.stream, seen).get(case.recommendation_id, ()))
