"""The queues: escalations, and requests for more time.

Owns: the statements behind their lists, and finding one of either that somebody may see.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, or_, select, true

from services.followup.store.tables import escalation, extension_request
from shared.refusal import NotFound

SECOND = 2
UNDECIDED = ("open", "acknowledged")
GRAVEST = (escalation.c.level.desc(), escalation.c.opened_at, escalation.c.id)
"""The order of the queue: the highest level first, of one level the longest open."""
Place = tuple[str, str]


class UnknownEscalation(NotFound):
    """No such escalation, or not one that the asker may see."""


class UnknownRequest(NotFound):
    """No such request for more time, or not one that the asker may see."""


@dataclass(frozen=True)
class Sight:
    """Which rows somebody looks for: `exact` by column; `holder` is set for the directorate, which
    sees what came to level 2, and what it holds itself."""

    exact: Mapping[str, Any]
    holder: str | None = None


def escalations(
    conn: Connection, sight: Sight, after: Place | None, limit: int
) -> Sequence[Row[Any]]:
    """Up to `limit` escalations after that place (instant, id), the longest open first."""
    return _listed(conn, escalation, escalation.c.opened_at, seen(sight), after=after, limit=limit)


def undecided(
    conn: Connection, sight: Sight, after: str, limit: int
) -> tuple[Sequence[Row[Any]], str | None]:
    """Up to `limit` escalations after that place that wait for a decision: the highest level first,
    of one level the longest open; and the place after which the rest follow, if any do."""
    query = select(escalation).where(escalation.c.status.in_(UNDECIDED), *seen(sight))
    rows = conn.execute(query.where(follows(after)).order_by(*GRAVEST).limit(limit + 1)).all()
    return rows[:limit], place_of(rows[limit - 1]) if len(rows) > limit else None


def follows(after: str) -> ColumnElement[bool]:
    """The escalations after that place, the gravest first; all where it is empty."""
    if not after:
        return true()
    level, opened, key = escalation.c.level, escalation.c.opened_at, escalation.c.id
    of, at, id_ = after.split("|", 2)
    begin = datetime.fromisoformat(at)
    later = or_(opened > begin, (opened == begin) & (key > id_))
    return or_(level < int(of), (level == int(of)) & later)


def place_of(row: Row[Any]) -> str:
    """Where that escalation stands in the queue."""
    return f"{row.level}|{row.opened_at.isoformat()}|{row.id}"


def one_escalation(conn: Connection, sight: Sight, escalation_id: str) -> Row[Any]:
    """That escalation; raises UnknownEscalation."""
    query = select(escalation).where(escalation.c.id == escalation_id, *seen(sight))
    found = conn.execute(query).one_or_none()
    if found is None:
        raise UnknownEscalation("There is no escalation {id}.", id=escalation_id)
    return found


def requests(conn: Connection, sight: Sight, after: Place | None, limit: int) -> Sequence[Row[Any]]:
    """Up to `limit` requests after that place (instant, id), the oldest first."""
    table = extension_request
    return _listed(conn, table, table.c.at, _exact(table, sight), after=after, limit=limit)


def one_request(conn: Connection, sight: Sight, request_id: str) -> Row[Any]:
    """That request; raises UnknownRequest."""
    table = extension_request
    query = select(table).where(table.c.id == request_id, *_exact(table, sight))
    found = conn.execute(query).one_or_none()
    if found is None:
        raise UnknownRequest("There is no extension request {id}.", id=request_id)
    return found


def _listed(
    conn: Connection,
    table: Table,
    at: ColumnElement[datetime],
    which: Sequence[ColumnElement[bool]],
    *,
    after: Place | None,
    limit: int,
) -> Sequence[Row[Any]]:
    query = select(table).where(*which).order_by(at, table.c.id).limit(limit)
    if after:
        begin = datetime.fromisoformat(after[0])
        query = query.where(or_(at > begin, (at == begin) & (table.c.id > after[1])))
    return conn.execute(query).all()


def seen(sight: Sight) -> list[ColumnElement[bool]]:
    """The escalations that somebody may see."""
    theirs = or_(escalation.c.level >= SECOND, escalation.c.office == sight.holder)
    return [*_exact(escalation, sight), theirs if sight.holder else true()]


def _exact(table: Table, sight: Sight) -> list[ColumnElement[bool]]:
    return [table.c[column] == value for column, value in sight.exact.items()]
