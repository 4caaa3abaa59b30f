"""Whose time has come.

Owns: every look at `next_at`, the instant at which a case is to be looked at again. All go
through its index, and are ordered: a prepared statement without an order becomes a scan.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Text,
    bindparam,
    or_,
    select,
    type_coerce,
    update,
)

from services.followup.core.model import Case
from services.followup.store.tables import case_, stuck
from shared.codec import read
from shared.ready import Ready
from shared.stream import TICK

_OLDEST_DUE = (
    select(case_.c.next_at)
    .where(case_.c.next_at <= bindparam("now"))
    .order_by(case_.c.next_at)
    .limit(1)
)
"""Asked every second, so it is made once."""
_BODY = type_coerce(case_.c.body, Text).label("body")
_DUE = Ready(
    select(case_.c.recommendation_id, _BODY)
    .where(case_.c.stream == bindparam("stream"), case_.c.next_at <= bindparam("until"))
    .order_by(case_.c.next_at)
    .limit(bindparam("most", type_=Integer))
)
"""Asked once for each stream that is swept."""


@dataclass(frozen=True)
class Lying:
    """A case's text as it lies in the table, and the case that it is; where it cannot be read, why
    not."""

    id: str
    stream: str
    body: str
    case: Case | None
    fault: str = ""


def due(conn: Connection, stream: str, until: datetime, limit: int) -> list[Lying]:
    """The stream's cases of which time says something at or before `until`, oldest first."""
    found = _DUE.all(conn, {"stream": stream, "until": until, "most": limit})
    return [_lying(row.recommendation_id, stream, row.body) for row in found]


def _lying(id_: str, stream: str, body: str) -> Lying:
    try:
        case = read(Case, body)
    except Exception as error:  # whatever lies there, it holds up no other case
        return Lying(id_, stream, body, None, f"{type(error).__name__}: {error}")
    if (case.recommendation_id, case.stream) != (id_, stream):
        return Lying(id_, stream, body, None, f"it says {case.recommendation_id}, {case.stream}")
    return Lying(id_, stream, body, case)


def lying(conn: Connection, ids: Collection[str]) -> dict[str, str]:
    """The text of each of these cases at which a sweep is still to look."""
    of = case_.c.recommendation_id
    query = select(of, _BODY).where(of.in_(sorted(ids)), case_.c.next_at.is_not(None))
    return {row[0]: row[1] for row in conn.execute(query)} if ids else {}


def next_instant(conn: Connection, after: datetime) -> datetime | None:
    """The first instant after `after` at which time says something about a case."""
    column = case_.c.next_at
    query = select(column).where(column > after).order_by(column).limit(1)
    return conn.execute(query).scalar_one_or_none()


def oldest_due(conn: Connection, now: datetime) -> datetime | None:
    """The earliest instant that has come and was not swept yet."""
    return conn.execute(_OLDEST_DUE, {"now": now}).scalar_one_or_none()


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
