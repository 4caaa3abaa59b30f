"""How many recommendations stand where.

Owns: the statements behind the region's grid and its next days. Each is one statement, whatever
the number of rows; how a case stands to its date is computed from dates, so that it is right with
every worker stopped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, func, select

from services.followup.tables import case_, cursor

SOON = timedelta(days=14)
UNIT, KANWIL = case_.c.unit, case_.c.kanwil
KNOWN = cursor.c.known_to >= case_.c.due_at
"""Whether intake was heard up to the date: else nobody can be called overdue."""
Where = Sequence[ColumnElement[bool]]


@dataclass
class Tally:
    """One line of the grid: of an office, how many are overdue, fall due within the next days, are
    escalated, and how many have each status."""

    overdue: int = 0
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
        self.soon += row.soon
        self.escalated += row.escalated
        self.statuses[row.status] = self.statuses.get(row.status, 0) + row.number


def where(exact: Mapping[str, str]) -> Where:
    """The cases with those values in those columns."""
    return [case_.c[name] == value for name, value in exact.items()]


def grid(conn: Connection, by: ColumnElement[str], which: Where, now: datetime) -> dict[str, Tally]:
    """The tally of each office in the column `by`, and under "" that of all together."""
    runs = and_(case_.c.submitted_at.is_(None), case_.c.closed_at.is_(None))
    overdue = and_(runs, case_.c.due_at <= now, KNOWN)
    soon = and_(runs, case_.c.due_at > now, case_.c.due_at <= now + SOON)
    query = (
        select(
            by.label("office"),
            case_.c.status,
            func.count().label("number"),
            _sum(overdue).label("overdue"),
            _sum(soon).label("soon"),
            _sum(and_(case_.c.level > 0, case_.c.closed_at.is_(None))).label("escalated"),
        )
        .join_from(case_, cursor, cursor.c.stream == case_.c.stream)
        .where(*which)
        .group_by(by, case_.c.status)
    )
    found: dict[str, Tally] = {"": Tally()}
    for row in conn.execute(query):
        found.setdefault(row.office, Tally()).add(row)
        found[""].add(row)
    return found


def coming(conn: Connection, which: Where, now: datetime, most: int) -> Sequence[Any]:
    """The first `most` that fall due within the next days, the nearest first."""
    query = select(case_.c.code, case_.c.unit, case_.c.service, case_.c.due_at).where(
        *which,
        case_.c.submitted_at.is_(None),
        case_.c.closed_at.is_(None),
        case_.c.due_at > now,
        case_.c.due_at <= now + SOON,
    )
    return conn.execute(query.order_by(case_.c.due_at, case_.c.code).limit(most)).all()


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
