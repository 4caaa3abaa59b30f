"""Whose time has come.

Owns: every look at `next_at`, the instant at which a case is to be looked at again. All go
through its index, and are ordered: a prepared statement without an order becomes a scan.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, or_, select, update

from services.followup.model import Case
from services.followup.tables import case_, stuck
from shared.codec import load
from shared.stream import TICK

_OLDEST_DUE = (
    select(case_.c.next_at)
    .where(case_.c.next_at <= bindparam("now"))
    .order_by(case_.c.next_at)
    .limit(1)
)
"""Asked every second, so it is made once."""


def due(conn: Connection, stream: str, until: datetime, limit: int) -> list[Case]:
    """The stream's cases of which time says something at or before `until`, oldest first."""
    query = (
        select(case_.c.body)
        .where(case_.c.stream == stream, case_.c.next_at <= until)
        .order_by(case_.c.next_at)
        .limit(limit)
    )
    return [load(Case, row.body) for row in conn.execute(query)]


def next_instant(conn: Connection, after: datetime) -> datetime | None:
    """The first instant after `after` at which time says something about a case."""
    column = case_.c.next_at
    query = select(column).where(column > after).order_by(column).limit(1)
    return conn.execute(query).scalar_one_or_none()


def oldest_due(conn: Connection, now: datetime) -> datetime | None:
    """The earliest instant that has come and was not swept yet."""
    return conn.execute(_OLDEST_DUE, {"now": now}).scalar_one_or_none()


def stream_due(conn: Connection, stream: str, now: datetime) -> bool:
    """Whether an instant of the stream has come and was not swept yet."""
    column = case_.c.next_at
    query = select(column).where(case_.c.stream == stream, column <= now)
    return conn.execute(query.order_by(column).limit(1)).first() is not None


def swept_to(conn: Connection, stream: str, known_to: datetime) -> datetime:
    """Up to which instant the stream's sweep has come: `known_to`, or just before its first case
    that is due and waits."""
    column = case_.c.next_at
    query = select(column).where(case_.c.stream == stream, column <= known_to)
    first = conn.execute(query.order_by(column).limit(1)).scalar_one_or_none()
    return known_to if first is None else first - TICK


def wake(conn: Connection, at: datetime, *which: ColumnElement[bool]) -> None:
    """Let the sweep look at these cases at `at`, or earlier where it would anyway; it does not look
    at those that are stuck."""
    column = case_.c.next_at
    later = or_(column.is_(None), column > at)
    fits = case_.c.recommendation_id.not_in(select(stuck.c.recommendation_id))
    conn.execute(update(case_).where(*which, later, fits).values(next_at=at))
