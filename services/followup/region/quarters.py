"""The quarters behind us.

Owns: for each quarter of the civil year what was recorded, what was completed, and what stood
overdue and escalated at its end, from the states that each case was in by then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, Join, and_, func, or_, select

from services.followup.core.civil import end_of
from services.followup.region.counts import Where
from services.followup.store.tables import case_, case_state, cursor

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
            flows[2 * n],
            flows[2 * n + 1],
            stands[2 * n],
            stands[2 * n + 1],
        )
        for n, one in enumerate(quarters)
    ]


def _flows(which: Where, quarters: Sequence[Quarter], now: datetime) -> Any:
    """A count over an index for each, stream by stream: a column of the quarter alone would be
    asked of every row."""
    columns: list[ColumnElement[int]] = []
    for one in quarters:
        columns.append(_counted(which, _within(case_.c.sent_at, one, now)))
        done = case_.c.status.in_(DONE), case_.c.closed_at.is_not(None)
        columns.append(_counted(which, _within(case_.c.closed_at, one, now), *done))
    return select(*_named(columns))


def _counted(which: Where, *conditions: ColumnElement[bool]) -> ColumnElement[int]:
    streams = cursor.join(case_, case_.c.kanwil == cursor.c.stream)
    counted = select(func.count()).select_from(streams).where(*which.cases, *conditions)
    return counted.scalar_subquery()


def _stands(which: Where, instants: Sequence[datetime]) -> Any:
    """How many were overdue, and how many escalated, at each instant. Most states are neither: only
    those are looked at that lasted beyond their date, or were escalated."""
    spans = _spans(which, max(instants))
    columns: list[ColumnElement[int]] = []
    for at in instants:
        then = and_(spans.c.from_at <= at, or_(spans.c.until.is_(None), spans.c.until > at))
        overdue = and_(spans.c.due_at <= at, spans.c.due_at <= spans.c.known_to)
        columns.append(_number(and_(then, spans.c.submitted_at.is_(None), overdue)))
        columns.append(_number(and_(then, spans.c.level > 0)))
    return select(*_named(columns)).select_from(spans)


def _spans(which: Where, last: datetime) -> CTE:
    """The states of open cases that may count by that instant, each until when it lasted. It is
    made once, not anew in each column."""
    following = case_state.alias("following")
    nexts = and_(
        following.c.stream == case_state.c.stream,
        following.c.recommendation_id == case_state.c.recommendation_id,
        following.c.number == case_state.c.number + 1,
    )
    until, due = following.c.from_at, case_state.c.due_at
    late = and_(case_state.c.submitted_at.is_(None), due <= last, or_(until.is_(None), until > due))
    columns = (case_state.c.from_at, due, case_state.c.submitted_at, case_state.c.level)
    query = (
        select(*columns, until.label("until"), cursor.c.known_to)
        .select_from(_states(which).outerjoin(following, nexts))
        .where(case_state.c.closed_at.is_(None), case_state.c.from_at <= last)
        .where(or_(late, case_state.c.level > 0), *(which.by_stream or which.cases))
    )
    return query.cte("spans").prefix_with("MATERIALIZED")


def _states(which: Where) -> Join:
    """The states with their streams; with their cases only where those must tell which count."""
    states = cursor.join(case_state, case_state.c.stream == cursor.c.stream)
    if which.by_stream is not None:
        return states
    return states.join(case_, case_.c.recommendation_id == case_state.c.recommendation_id)


def _named(columns: Sequence[ColumnElement[int]]) -> list[ColumnElement[int]]:
    return [column.label(f"n{number}") for number, column in enumerate(columns)]


def _within(column: ColumnElement[Any], one: Quarter, now: datetime) -> ColumnElement[bool]:
    return and_(column >= one.begins_at, column < min(one.ends_at, now))


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)


def _begin(year: int, number: int, zone: str) -> datetime:
    """The first instant of that quarter; the fifth is the next year's first."""
    year, number = year + (number - 1) // 4, (number - 1) % 4
    first = date(year, 1 + MONTHS * number, 1)
    return end_of(date.fromordinal(first.toordinal() - 1), zone)
