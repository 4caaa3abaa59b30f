"""What is kept of departures.

Owns: gathering the letters whose time has come into departures, one per recipient, reading them,
and writing what became of them. A letter is bound to one departure for good before anything of it
is sent, so that every attempt has the same letters and the same Message-ID.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, insert, select, update

from services.followup.core.model import Case, Line
from services.followup.letters import keys, lease, origin
from services.followup.letters.lease import Claim
from services.followup.letters.standing import escalation_id, why_dropped
from services.followup.letters.tables import UNBOUND, departure, letter
from shared.clock import real_now
from shared.codec import load
from shared.db import reading, writing
from shared.ids import new_id


@dataclass(frozen=True)
class Letter:
    """One letter of a departure."""

    id: str
    recommendation_id: str
    stream: str
    line: Line


@dataclass(frozen=True)
class Departure:
    """The letters that leave together to one office, under one Message-ID."""

    office: str
    message_id: str
    letters: tuple[Letter, ...]


def streams(engine: Engine, now: datetime) -> Sequence[str]:
    """The streams of the letters that may leave at the domain's instant `now`."""
    query = select(letter.c.stream).where(_may_leave(now)).distinct().order_by(letter.c.stream)
    with reading(engine) as conn:
        return conn.execute(query).scalars().all()


def next_departure(conn: Connection, after: datetime) -> datetime | None:
    """The first instant after `after` at which a letter may leave."""
    query = select(letter.c.depart_at).where(UNBOUND, letter.c.depart_at > after)
    return conn.execute(query.order_by(letter.c.depart_at).limit(1)).scalar_one_or_none()


def gather(engine: Engine, now: datetime, host: str, ready: Collection[str]) -> None:
    """Bind every letter of the streams `ready` that may leave at the domain's instant `now` to a
    departure of its recipient."""
    which = _may_leave(now) & letter.c.stream.in_(ready)
    recipients = select(letter.c.recipient).where(which).distinct().order_by(letter.c.recipient)
    with reading(engine) as conn:
        offices = conn.execute(recipients).scalars().all()
    for office in offices:
        with writing(engine) as conn:
            _bind(conn, office, which, host)


def read(conn: Connection, claimed: Claim) -> Departure:
    """The claimed departure with those of its letters that still wait, in the order of time."""
    row = conn.execute(select(departure).where(departure.c.id == claimed.id)).one()
    query = (
        select(letter)
        .where(letter.c.departure == claimed.id, letter.c.state == "waiting")
        .order_by(letter.c.at, letter.c.id)
    )
    found = tuple(_letter(one) for one in conn.execute(query))
    return Departure(row.office, row.message_id, found)


def fallen(
    conn: Connection, leaving: Departure, cases: Mapping[str, Case], now: datetime
) -> dict[str, str]:
    """Why those letters, by id, stand no more at the domain's instant `now`."""
    told = _told(conn, leaving)
    reasons: dict[str, str] = {}
    for one in leaving.letters:
        reason = why_dropped(cases[one.recommendation_id], one.line, told, now)
        if reason:
            reasons[one.id] = reason
        elif one.line.kind == "escalated":
            told.add(escalation_id(one.line))
    return reasons


def finish(
    engine: Engine, claimed: Claim, state: str, reason: str | None, left_at: datetime | None
) -> bool:
    """The departure is sent, parked or empty, and so are its letters that still waited; False
    where the lease had passed to another."""
    letters = (letter.c.departure == claimed.id) & (letter.c.state == "waiting")
    with writing(engine) as conn:
        ours = lease.settle(conn, departure, claimed, state=state, reason=reason, left_at=left_at)
        if ours:
            conn.execute(update(letter).where(letters).values(state=state, reason=reason))
    return ours


def drop(engine: Engine, claimed: Claim, reasons: Mapping[str, str]) -> None:
    """Keep why these letters, by id, do not leave."""
    with writing(engine) as conn:
        for one, reason in reasons.items():
            mine = (letter.c.id == one) & (letter.c.departure == claimed.id)
            conn.execute(update(letter).where(mine).values(state="dropped", reason=reason))


def postpone(
    engine: Engine, claimed: Claim, until: datetime, reason: str, *, counted: bool
) -> None:
    """Give the departure back until the real instant `until`; an attempt that reached no mail
    server is not `counted`."""
    attempts = claimed.attempts if counted else claimed.attempts - 1
    with writing(engine) as conn:
        lease.settle(conn, departure, claimed, try_at=until, reason=reason, attempts=attempts)


def _may_leave(now: datetime) -> ColumnElement[bool]:
    return UNBOUND & (letter.c.depart_at <= now)


def _bind(conn: Connection, office: str, which: ColumnElement[bool], host: str) -> None:
    """Locked in one order, so that two who gather at once take turns and the second finds none."""
    query = (
        select(letter.c.id, letter.c.depart_at)
        .where(which, letter.c.recipient == office)
        .order_by(letter.c.id)
        .with_for_update()
    )
    found = conn.execute(query).all()
    if not found:
        return
    made = new_id()
    depart_at = max(row.depart_at for row in found)
    conn.execute(insert(departure).values(_departure(made, office, depart_at, host)))
    ids = [row.id for row in found]
    conn.execute(update(letter).where(letter.c.id.in_(ids)).values(departure=made))


def _told(conn: Connection, leaving: Departure) -> set[str]:
    """The escalations, by id, of which the office has been told; it may have been told of one whose
    letter an admin discarded, since an earlier database may have sent it."""
    query = select(letter.c.line).where(
        letter.c.recommendation_id.in_({one.recommendation_id for one in leaving.letters}),
        letter.c.recipient == leaving.office,
        letter.c.kind == "escalated",
        (letter.c.state == "sent") | (letter.c.reason == origin.DISCARDED),
    )
    return {escalation_id(load(Line, row.line)) for row in conn.execute(query)}


def _departure(made: str, office: str, depart_at: datetime, host: str) -> dict[str, Any]:
    return {
        "id": made,
        "office": office,
        "depart_at": depart_at,
        "message_id": keys.message_id(made, office, host),
        "state": "waiting",
        "attempts": 0,
        "try_at": real_now(),
    }


def _letter(row: Row[Any]) -> Letter:
    return Letter(row.id, row.recommendation_id, row.stream, load(Line, row.line))
