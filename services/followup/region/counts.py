"""How many recommendations stand where.

Owns: the statements behind the region's grid and its next days. Each is one statement, whatever
the number of rows; how a case stands to its date is computed from dates, so that it is right with
every worker stopped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Row,
    and_,
    func,
    not_,
    select,
)

from services.followup.looking.asof import by_then, latest
from services.followup.store.tables import case_, case_state, cursor

SOON = timedelta(days=14)
UNIT, KANWIL = case_.c.unit, case_.c.kanwil


@dataclass(frozen=True)
class Where:
    """Which cases are counted: those with these values in these columns, which time does not
    move."""

    exact: Mapping[str, str]

    @property
    def cases(self) -> Sequence[ColumnElement[bool]]:
        """The condition on `case_`."""
        return [case_.c[name] == value for name, value in self.exact.items()]

    @property
    def timed(self) -> Sequence[ColumnElement[bool]]:
        """The same by the case's stream, which is its Kanwil: there is an index of its instants."""
        names = ("stream" if name == KANWIL.name else name for name in self.exact)
        pairs = zip(names, self.exact.values(), strict=True)
        return [case_.c[name] == value for name, value in pairs]

    @property
    def by_stream(self) -> Sequence[ColumnElement[bool]] | None:
        """The same on `case_state`, whose stream is the case's Kanwil; None where it does not tell
        enough."""
        if not self.exact.keys() <= {KANWIL.name}:
            return None
        return [case_state.c.stream == value for value in self.exact.values()]


@dataclass
class Tally:
    """One line of the grid: of an office, how many are overdue, are past a date up to which intake
    was not heard (`unheard`), fall due within the next days, are escalated, and how many have each
    status."""

    overdue: int = 0
    unheard: int = 0
    soon: int = 0
    escalated: int = 0
    statuses: dict[str, int] = field(default_factory=dict)

    @property
    def all(self) -> int:
        """How many there are."""
        return sum(self.statuses.values())

    def add(self, row: Row[Any]) -> None:
        """Counts the recommendations of one status."""
        self.overdue += row.overdue
        self.unheard += row.unheard
        self.soon += row.soon
        self.escalated += row.escalated
        self.statuses[row.status] = self.statuses.get(row.status, 0) + row.number


def grid(
    conn: Connection,
    by: Column[str],
    which: Where,
    now: datetime,
    at: datetime | None = None,
) -> dict[str, Tally]:
    """The tally of each office in the column `by`, and under "" that of all together; now, or as
    they stood at that earlier instant."""
    of, moment, source = _stood(now, at)
    runs = and_(of.c.submitted_at.is_(None), of.c.closed_at.is_(None))
    past, heard = and_(runs, of.c.due_at <= moment), heard_to(of.c.due_at)
    soon = and_(runs, of.c.due_at > moment, of.c.due_at <= moment + SOON)
    query = (
        select(
            KANWIL,
            UNIT,
            of.c.status,
            func.count().label("number"),
            _number(and_(past, heard)).label("overdue"),
            _number(and_(past, not_(heard))).label("unheard"),
            _number(soon).label("soon"),
            _number(and_(of.c.level > 0, of.c.closed_at.is_(None))).label("escalated"),
        )
        .select_from(source)
        .where(*which.cases)
        .group_by(KANWIL, UNIT, of.c.status)
    )
    found: dict[str, Tally] = {"": Tally()}
    for row in conn.execute(query):
        found.setdefault(getattr(row, by.name), Tally()).add(row)
        found[""].add(row)
    return found


def heard_to(due_at: ColumnElement[datetime]) -> ColumnElement[bool]:
    """Whether intake was heard up to that date: else nobody can be called overdue."""
    return and_(cursor.c.known_to.is_not(None), cursor.c.known_to >= due_at)


def coming(
    conn: Connection, which: Where, now: datetime, most: int, at: datetime | None = None
) -> Sequence[Any]:
    """The first `most` that fall due within the next days (those after `at`, as it stood then), the
    nearest first."""
    of: FromClause = case_ if at is None else _falling_due(which, at)
    query = (
        select(case_.c.code, UNIT, case_.c.service, of.c.due_at)
        .select_from(cursor.join(case_, cursor.c.stream == KANWIL))
        .where(*which.cases)
    )
    if at is None:
        query = query.where(*_runs_out(case_, now))
    else:
        query = query.where(of.c.recommendation_id == case_.c.recommendation_id)
    return conn.execute(query.order_by(of.c.due_at, case_.c.recommendation_id).limit(most)).all()


def _falling_due(which: Where, at: datetime) -> CTE:
    """The states of that instant whose date lay within the next days: they are few, and found first
    they spare looking at every case."""
    few = (*(which.by_stream or ()), *_runs_out(case_state, at), latest(at))
    found = select(case_state.c.recommendation_id, case_state.c.due_at).where(*few)
    return found.cte("falling_due").prefix_with("MATERIALIZED")


def _runs_out(of: FromClause, moment: datetime) -> Sequence[ColumnElement[bool]]:
    """What runs by these columns, and falls due within the days after that instant."""
    runs = (of.c.submitted_at.is_(None), of.c.closed_at.is_(None))
    return (*runs, of.c.due_at > moment, of.c.due_at <= moment + SOON)


def _stood(now: datetime, at: datetime | None) -> tuple[FromClause, datetime, FromClause]:
    """Whose columns tell how a case stands, at which instant, and from what they are read."""
    heard = cursor.join(case_, cursor.c.stream == KANWIL)
    if at is None:
        return case_, now, heard
    return case_state, at, heard.join(case_state, by_then(at))


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)
