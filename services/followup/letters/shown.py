"""What has left, what waits and what could not leave, for people to see.

Owns: listing letters with the state of their departure, counting what did not leave, and sending
a parked departure again.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from services.followup.letters.tables import delivery, departure, letter
from shared.clock import real_now
from shared.refusal import Conflict, NotFound

STATES = ("waiting", "held", "sent", "dropped", "parked")


class UnknownDeparture(NotFound):
    """There is no such departure."""


class NotParked(Conflict):
    """The departure has left, or will be tried again by itself."""


def letters(
    conn: Connection, office: str | None, state: str | None, before: str | None, limit: int
) -> Sequence[Row[Any]]:
    """Up to `limit` letters to the office (to all, where None), newest first, each with its
    departure's attempts, last reason and time of leaving."""
    query = (
        select(letter)
        .add_columns(
            departure.c.attempts, departure.c.left_at, departure.c.reason.label("last_fault")
        )
        .outerjoin(departure, departure.c.id == letter.c.departure)
        .order_by(letter.c.id.desc())
        .limit(limit)
    )
    for column, value in ((letter.c.recipient, office), (letter.c.state, state)):
        if value is not None:
            query = query.where(column == value)
    if before is not None:
        query = query.where(letter.c.id < before)
    return conn.execute(query).all()


def counts(conn: Connection) -> dict[str, int]:
    """How many letters are in each state that any is in."""
    query = select(letter.c.state, func.count()).group_by(letter.c.state)
    return {row[0]: row[1] for row in conn.execute(query)}


def stuck(conn: Connection, now: datetime) -> dict[str, int]:
    """How much has not left though it should have at the domain's instant `now`: letters `late`
    (waiting past their time), `parked` and `held` (for an admin's word), webhook `deliveries`
    parked."""
    late = (letter.c.state == "waiting") & (letter.c.depart_at <= now)
    parked, held = letter.c.state == "parked", letter.c.state == "held"
    counts = {
        "late": select(func.count()).select_from(letter).where(late),
        "parked": select(func.count()).select_from(letter).where(parked),
        "held": select(func.count()).select_from(letter).where(held),
        "deliveries": select(func.count())
        .select_from(delivery)
        .where(delivery.c.state == "parked"),
    }
    return {name: conn.execute(query).scalar_one() for name, query in counts.items()}


def resend(conn: Connection, departure_id: str) -> Row[Any]:
    """A parked departure waits again, under its old Message-ID, and with it the letters that were
    parked. Raises UnknownDeparture, NotParked."""
    which = departure.c.id == departure_id
    row = conn.execute(select(departure.c.state).where(which).with_for_update()).one_or_none()
    if row is None:
        raise UnknownDeparture("There is no departure {id}.", id=departure_id)
    if row.state != "parked":
        raise NotParked("This departure is {state}, not parked.", state=row.state)
    values = {"state": "waiting", "reason": None, "attempts": 0, "try_at": real_now()}
    conn.execute(update(departure).where(which).values(values))
    mine = (letter.c.departure == departure_id) & (letter.c.state == "parked")
    conn.execute(update(letter).where(mine).values(state="waiting", reason=None))
    return conn.execute(select(departure).where(which)).one()
