"""The quarters behind us.

Owns: for each quarter of the civil year what was recorded, what was completed, and what stood
overdue and escalated at its end, from the states that each case was in by then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from services.followup.civil import end_of
from services.followup.region.counts import Where
from services.followup.tables import case_, case_state, cursor

MONTHS = 3
DONE = ("implemented",)


@dataclass(frozen=True)
class Quarter:
    """A quarter by its first instant and the first after it; `number` is 1 to 4."""

    year: int
    number: int
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Tallied:
    """What a quarter brought: recorded and completed in it, overdue and escalated at its end (or
    now, where it has not ended)."""

    quarter: Quarter
    recorded: int
    completed: int
    overdue: int
    escalated: int


def last(number: int, today: date, zone: str) -> list[Quarter]:
    """The last quarters up to the one of `today`, the oldest first."""
    index = today.year * 4 + (today.month - 1) // MONTHS
    return [quarter(one // 4, one % 4 + 1, zone) for one in range(index - number + 1, index + 1)]


def quarter(year: int, number: int, zone: str) -> Quarter:
    """That quarter of that year in that zone."""
    return Quarter(year, number, _begin(year, number, zone), _begin(year, number + 1, zone))


def tallied(
    conn: Connection, which: Where, quarters: Sequence[Quarter], now: datetime
) -> list[Tallied]:
    """What each quarter brought."""
    flows = conn.execute(_flows(which, quarters, now)).one()
    stands = conn.execute(_stands(which, [min(one.ends_at, now) for one in quarters])).one()
    return [
        Tallied(
            one,
            flows[2 * n] or 0,
            flows[2 * n + 1] or 0,
            stands[2 * n] or 0,
            stands[2 * n + 1] or 0,
        )
        for n, one in enumerate(quarters)
    ]


def _flows(which: Where, quarters: Sequence[Quarter], now: datetime) -> Any:
    columns: list[ColumnElement[int]] = []
    for one in quarters:
        columns.append(_sum(_within(case_.c.sent_at, one, now)))
        columns.append(_sum(and_(_within(case_.c.closed_at, one, now), case_.c.status.in_(DONE))))
    return select(*_named(columns)).where(*which)


def _stands(which: Where, instants: Sequence[datetime]) -> Any:
    """How many were overdue, and how many escalated, at each instant. Most states are neither; only
    of those that may be is it asked until when they lasted."""
    following = case_state.alias("following")
    until = (
        select(following.c.from_at)
        .where(
            following.c.recommendation_id == case_state.c.recommendation_id,
            following.c.number > case_state.c.number,
        )
        .order_by(following.c.number)
        .limit(1)
        .scalar_subquery()
    )
    late = and_(case_state.c.submitted_at.is_(None), case_state.c.due_at <= max(instants))
    spans = (
        select(case_state, until.label("until"), cursor.c.known_to)
        .join(case_, case_.c.recommendation_id == case_state.c.recommendation_id)
        .join(cursor, cursor.c.stream == case_.c.stream)
        .where(*which, case_state.c.closed_at.is_(None), or_(late, case_state.c.level > 0))
        .subquery()
    )
    columns: list[ColumnElement[int]] = []
    for at in instants:
        then = and_(spans.c.from_at <= at, or_(spans.c.until.is_(None), spans.c.until > at))
        runs = and_(then, spans.c.submitted_at.is_(None), spans.c.closed_at.is_(None))
        overdue = and_(spans.c.due_at <= at, spans.c.due_at <= spans.c.known_to)
        columns.append(_sum(and_(runs, overdue)))
        columns.append(_sum(and_(then, spans.c.closed_at.is_(None), spans.c.level > 0)))
    return select(*_named(columns))


def _named(columns: Sequence[ColumnElement[int]]) -> list[ColumnElement[int]]:
    return [column.label(f"n{number}") for number, column in enumerate(columns)]


def _within(column: ColumnElement[Any], one: Quarter, now: datetime) -> ColumnElement[bool]:
    return and_(column >= one.begins_at, column < min(one.ends_at, now))


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _begin(year: int, number: int, zone: str) -> datetime:
    """The first instant of that quarter; the fifth is the next year's first."""
    year, number = year + (number - 1) // 4, (number - 1) % 4
    first = date(year, 1 + MONTHS * number, 1)
    return end_of(date.fromordinal(first.toordinal() - 1), zone)
