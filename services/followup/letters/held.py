"""Letters that wait for an admin's word.

Owns: the word itself. What is released leaves as any other letter: checked against its case, in
office hours, and under its old Message-ID where an earlier database had bound it to a departure;
letters of one departure share its fate. What is discarded does not leave.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select, update

from services.followup.core.calendar import Calendar
from services.followup.core.policy import DEFAULT
from services.followup.letters.hours import departure as leaving
from services.followup.letters.origin import DISCARDED
from services.followup.letters.plan import offices_of
from services.followup.letters.tables import departure, letter
from services.followup.place import Place
from services.followup.store import casebook
from shared.clock import real_now
from shared.db import reading
from shared.refusal import Conflict, NotFound

_HELD = letter.c.state == "held"


class UnknownLetter(NotFound):
    """There is no such letter."""


class NotHeld(Conflict):
    """The letter waits for nobody's word."""


@dataclass(frozen=True)
class Office:
    """When letters may leave: the domain's present instant, and the calendar of then."""

    now: datetime
    calendar: Calendar


def every(conn: Connection) -> Iterator[str]:
    """One letter of each fate, the oldest first: its id stands for those of its departure."""
    query = select(letter.c.id, letter.c.departure).where(_HELD).order_by(letter.c.at, letter.c.id)
    seen = set[str]()
    for row in conn.execute(query).all():
        if row.departure not in seen:
            yield row.id
        if row.departure is not None:
            seen.add(row.departure)


def check(place: Place) -> Callable[[], tuple[bool, str]]:
    """What readiness shows of them: they wait, and nothing waits for them."""

    def waiting() -> tuple[bool, str]:
        with reading(place.engine) as conn:
            count = conn.execute(select(func.count()).where(_HELD)).scalar_one()
        return True, f"{count} wait for an admin's word"

    return waiting


def release(conn: Connection, letter_id: str, office: Office) -> int:
    """The letter, and those of its departure, may leave; answers how many. Raises UnknownLetter,
    NotHeld."""
    row = _held(conn, letter_id)
    values: dict[str, Any] = {"state": "waiting", "reason": None}
    if row.departure is None:
        values["depart_at"] = _next(conn, row, office)
    else:
        again = {**values, "attempts": 0, "try_at": real_now()}
        conn.execute(update(departure).where(departure.c.id == row.departure).values(again))
    return conn.execute(update(letter).where(_fate(row)).values(values)).rowcount


def discard(conn: Connection, letter_id: str, _office: Office | None = None) -> int:
    """The letter, and those of its departure, never leave; answers how many. Raises UnknownLetter,
    NotHeld."""
    row = _held(conn, letter_id)
    if row.departure is not None:
        empty = {"state": "empty", "reason": DISCARDED}
        conn.execute(update(departure).where(departure.c.id == row.departure).values(empty))
    dropped = {"state": "dropped", "reason": DISCARDED}
    return conn.execute(update(letter).where(_fate(row)).values(dropped)).rowcount


def _held(conn: Connection, letter_id: str) -> Row[Any]:
    row = conn.execute(
        select(letter).where(letter.c.id == letter_id).with_for_update()
    ).one_or_none()
    if row is None:
        raise UnknownLetter("There is no letter {id}.", id=letter_id)
    if row.state != "held":
        raise NotHeld("This letter is {state}, not held.", state=row.state)
    return row


def _fate(row: Row[Any]) -> ColumnElement[bool]:
    mine: ColumnElement[bool] = letter.c.id == row.id
    return mine if row.departure is None else _HELD & (letter.c.departure == row.departure)


def _next(conn: Connection, row: Row[Any], office: Office) -> datetime:
    """When it may leave at the earliest. A case that is being rebuilt has no offices now: the
    letter keeps its old instant, and is checked when it leaves."""
    case = casebook.cases(conn, [row.recommendation_id]).get(row.recommendation_id)
    whom = offices_of(case).get(row.recipient) if case else None
    if whom is None:
        kept: datetime = row.depart_at
        return kept
    regency = whom.regency

    def works(on: date) -> bool:
        return office.calendar.working_day(on, regency)

    return leaving(office.now, whom.time_zone, works, DEFAULT.office_hours)
