"""Proposals of amendments, as kept.

Owns: keeping one with its impact, listing them, and the second account's word. Nobody approves
what they proposed themselves, nor an impact that they have not seen; whoever proposed may take
it back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from services.followup.amendments.amend import amend_calendar, amend_policy
from services.followup.amendments.impact import Impact
from services.followup.amendments.tables import amendment, amendment_case
from services.followup.amendments.weighing import CalendarChanges, Changes
from services.followup.core.policy_changes import PolicyChanges
from services.followup.place import Place
from shared.codec import dump, load
from shared.events import Actor
from shared.ids import new_id
from shared.refusal import Conflict, Forbidden, NotFound

CALENDAR, POLICY = "calendar", "policy"
KINDS: Mapping[str, type[Changes]] = {CALENDAR: CalendarChanges, POLICY: PolicyChanges}
PROPOSED, APPROVED, REFUSED = STATUSES = ("proposed", "approved", "refused")


class UnknownAmendment(NotFound):
    """There is no such proposal."""


class AmendmentAnswered(Conflict):
    """The proposal was approved or refused before."""


class SecondAccountNeeded(Forbidden):
    """Whoever proposed an amendment does not approve it."""


class ImpactChanged(Conflict):
    """The amendment would now do something else than what the approver saw."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants amended, by which decree, and why."""

    decree: str
    note: str
    changes: Changes

    @property
    def kind(self) -> str:
        """calendar or policy."""
        return POLICY if isinstance(self.changes, PolicyChanges) else CALENDAR


def wish_of(row: Row[Any]) -> Wish:
    """What the proposal wants."""
    return Wish(row.decree, row.note, load(KINDS[row.kind], row.body))


def propose(conn: Connection, wish: Wish, impact: Impact, actor: Actor) -> Row[Any]:
    """Keep the proposal with its impact."""
    made = new_id()
    values = {
        "id": made,
        "kind": wish.kind,
        "decree": wish.decree,
        "note": wish.note,
        "body": dump(wish.changes),
        "status": PROPOSED,
        "proposed_at": impact.at,
        "proposed_by": dump(actor),
    }
    conn.execute(insert(amendment).values(values | _weight(impact)))
    _keep_cases(conn, made, impact)
    return one(conn, made)


def reweigh(conn: Connection, id_: str, impact: Impact) -> None:
    """Keep what the proposal would do now, if it still waits; raises UnknownAmendment."""
    if _locked(conn, id_).status == PROPOSED:
        conn.execute(update(amendment).where(amendment.c.id == id_).values(_weight(impact)))
        conn.execute(delete(amendment_case).where(amendment_case.c.amendment == id_))
        _keep_cases(conn, id_, impact)


def approve(conn: Connection, place: Place, id_: str, digest: str, actor: Actor) -> Row[Any]:
    """The amendment comes into force. Raises UnknownAmendment, AmendmentAnswered,
    SecondAccountNeeded, ImpactChanged, NotAHoliday, Invalid."""
    row = _waiting(conn, id_)
    if row.proposed_by["id"] == actor.id:
        raise SecondAccountNeeded(
            "{name} proposed this amendment; another account must approve it.", name=actor.name
        )
    if row.digest != digest:
        raise ImpactChanged("What the amendment would do has changed; look at it again.")
    at, version = _enact(conn, place, wish_of(row), actor)
    return _answer(conn, id_, APPROVED, at, actor, version=version)


def refuse(conn: Connection, id_: str, reason: str, actor: Actor, now: datetime) -> Row[Any]:
    """Nothing changes; whoever proposed it may do so too. Raises UnknownAmendment,
    AmendmentAnswered."""
    _waiting(conn, id_)
    return _answer(conn, id_, REFUSED, now, actor, reason=reason)


def one(conn: Connection, id_: str) -> Row[Any]:
    """That proposal; raises UnknownAmendment."""
    row = conn.execute(select(amendment).where(amendment.c.id == id_)).one_or_none()
    return _there(row, id_)


def listed(
    conn: Connection, exact: Mapping[str, str], before: str | None, limit: int
) -> Sequence[Row[Any]]:
    """Up to `limit` proposals with those values of `kind` and `status`, the newest first."""
    query = select(amendment).order_by(amendment.c.id.desc()).limit(limit)
    query = query.where(*(amendment.c[name] == value for name, value in exact.items()))
    if before is not None:
        query = query.where(amendment.c.id < before)
    return conn.execute(query).all()


def cases(conn: Connection, id_: str, after: int, limit: int) -> Sequence[Row[Any]]:
    """Up to `limit` of the cases that it would move, after that number, in the order of codes."""
    table = amendment_case
    query = select(table).where(table.c.amendment == id_, table.c.number > after)
    return conn.execute(query.order_by(table.c.number).limit(limit)).all()


def _enact(conn: Connection, place: Place, wish: Wish, actor: Actor) -> tuple[datetime, int]:
    said = (conn, place, wish.decree, wish.note)
    if isinstance(wish.changes, PolicyChanges):
        policy = amend_policy(*said, changes=wish.changes, actor=actor)
        return policy.at, policy.version
    days = wish.changes
    made = amend_calendar(*said, additions=days.additions, removals=days.removals, actor=actor)
    return made.at, made.version


def _answer(
    conn: Connection, id_: str, status: str, at: datetime, actor: Actor, **more: object
) -> Row[Any]:
    values = {"status": status, "answered_at": at, "answered_by": dump(actor), **more}
    conn.execute(update(amendment).where(amendment.c.id == id_).values(values))
    return one(conn, id_)


def _weight(impact: Impact) -> dict[str, Any]:
    totals = dump(impact.totals)
    return {"weighed_at": impact.at, "digest": impact.digest, "totals": totals}


def _keep_cases(conn: Connection, id_: str, impact: Impact) -> None:
    rows = [
        {"amendment": id_, "number": number, "code": moved.code, "body": dump(moved)}
        for number, moved in enumerate(impact.cases, 1)
    ]
    if rows:
        conn.execute(insert(amendment_case), rows)


def _waiting(conn: Connection, id_: str) -> Row[Any]:
    row = _locked(conn, id_)
    if row.status != PROPOSED:
        raise AmendmentAnswered("This proposal is {status} already.", status=row.status)
    return row


def _locked(conn: Connection, id_: str) -> Row[Any]:
    query = select(amendment).where(amendment.c.id == id_).with_for_update()
    return _there(conn.execute(query).one_or_none(), id_)


def _there(row: Row[Any] | None, id_: str) -> Row[Any]:
    if row is None:
        raise UnknownAmendment("There is no amendment {id}.", id=id_)
    return row
