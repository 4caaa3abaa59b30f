"""How things stood at an earlier instant.

Owns: reading a case as it was by then, from the states, cards and lines that are kept with their
instants: what was said or fell due later is left out. It is the record of today about that day;
what was recorded late stands under its own time.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, select

from services.followup import core
from services.followup.core.model import Card, Case, Escalation, ExtensionRequest
from services.followup.core.policy import Policy
from services.followup.looking import narrowing
from services.followup.looking.asked import AWAITING, Asked
from services.followup.looking.look import Seen
from services.followup.looking.orders import ORDERS
from services.followup.search import find
from services.followup.store.tables import case_, case_state, cursor, deadline_card
from shared.codec import load


def listed(
    conn: Connection, asked: Asked, at: datetime, page: tuple[str, int], policy: Policy
) -> list[Seen]:
    """The cases that stood as asked at that instant, in the order asked for, by how they stood; a
    page is the place after which it begins, and how many there may be."""
    order, (after, limit) = ORDERS[asked.order].of(case_state), page
    query = (
        select(case_.c.recommendation_id, case_.c.body, *_state_columns())
        .join_from(case_, case_state, by_then(at))
        .where(*order.follows(after), *narrowing.fixed(asked.exact))
        .where(*find.narrowed(conn, find.words_of(asked.q)))
        .where(case_.c.sent_at <= at, narrowing.moving(asked, at, policy, case_state))
        .where(*_heard(asked))
        .order_by(*order.columns)
        .limit(limit)
    )
    rows = conn.execute(query).all()
    cards = _cards(conn, [row.recommendation_id for row in rows], at)
    seen = ((_seen(row, cards[row.recommendation_id], at, policy), row) for row in rows)
    return [replace(one, place=order.place(row)) for one, row in seen]


def _heard(asked: Asked) -> list[ColumnElement[bool]]:
    """Overdue is who is past a date up to which intake was heard; of the others that is awaited."""
    if asked.timeliness not in {"overdue", AWAITING}:
        return []
    heard = exists().where(
        cursor.c.stream == case_.c.stream, cursor.c.known_to >= case_state.c.due_at
    )
    return [heard if asked.timeliness == "overdue" else ~heard]


def by_then(at: datetime) -> ColumnElement[bool]:
    """What joins to each case the state in which it was at that instant; a case that was not yet
    has none."""
    return and_(case_state.c.recommendation_id == case_.c.recommendation_id, latest(at))


def latest(at: datetime) -> ColumnElement[bool]:
    """Which of its states a case was in at that instant."""
    following = case_state.alias()
    same = following.c.recommendation_id == case_state.c.recommendation_id
    nexts = and_(same, following.c.number == case_state.c.number + 1, following.c.from_at <= at)
    return and_(case_state.c.from_at <= at, ~exists().where(nexts))


def lines(rows: Sequence[Row[Any]], at: datetime) -> list[Row[Any]]:
    """Those of the journal's lines that speak of that instant or an earlier one."""
    return [row for row in rows if row.at <= at]


def _state_columns() -> list[Any]:
    names = ("status", "level", "official_due_on", "internal_due_on", "due_at", "submitted_at")
    return [case_state.c[name] for name in (*names, "closed_at", "breached")]


def _cards(conn: Connection, ids: Sequence[str], at: datetime) -> dict[str, Card]:
    """The deadline card that each case had then."""
    table = deadline_card
    query = select(table.c.recommendation_id, table.c.body).where(
        table.c.recommendation_id.in_(ids), table.c.made_at <= at
    )
    rows = conn.execute(query.order_by(table.c.recommendation_id, table.c.number))
    bodies = {row.recommendation_id: row.body for row in rows}
    return {id_: load(Card, body) for id_, body in bodies.items()}


def _seen(row: Any, card: Card, at: datetime, policy: Policy) -> Seen:
    case = _stood(load(Case, row.body), row, card, at)
    timeliness = core.timeliness(case, at, policy)
    return Seen(case, timeliness, row.level, at, at)


def _stood(case: Case, row: Any, card: Card, at: datetime) -> Case:
    acknowledged = case.acknowledged_at is not None and case.acknowledged_at <= at
    return replace(
        case,
        status=row.status,
        card=card,
        receipt=card.receipt,
        received_on=card.start_on,
        acknowledged_at=case.acknowledged_at if acknowledged else None,
        official_due_on=row.official_due_on,
        internal_due_on=row.internal_due_on,
        due_at=row.due_at,
        submitted_at=row.submitted_at,
        closed_at=row.closed_at,
        breached_at=(case.breached_at or at) if row.breached else None,
        exhausted=False,
        dates_set=tuple(one for one in case.dates_set if one.at <= at),
        escalations=tuple(_escalation(one, at) for one in case.escalations if one.opened_at <= at),
        requests=tuple(_request(one, at) for one in case.requests if one.at <= at),
        next_at=None,
    )


def _escalation(one: Escalation, at: datetime) -> Escalation:
    if one.closed_at and one.closed_at <= at:
        return one
    open_ = replace(one, status="open", closed_at=None, closed_because=None)
    if one.decided_at and one.decided_at <= at:
        return replace(open_, status="decided")
    undecided = replace(
        open_, decided_at=None, decided_by=None, decision=None, note=None, internal_due_on=None
    )
    if one.acknowledged_at and one.acknowledged_at <= at:
        return replace(undecided, status="acknowledged")
    return replace(undecided, acknowledged_at=None, acknowledged_by=None)


def _request(one: ExtensionRequest, at: datetime) -> ExtensionRequest:
    if one.answered_at and one.answered_at <= at:
        return one
    return replace(one, status="open", answer=None, answered_at=None)
