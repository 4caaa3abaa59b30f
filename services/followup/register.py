"""The register of cases: which rows a list may show.

Owns: the statements behind the lists. Columns only narrow a list down: a case of which time has
spoken since it was saved is always among the candidates, and the core judges how each one stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, false, not_, or_, select, true

from services.followup.policy import Policy
from services.followup.tables import case_, cursor, deadline_card, journal, stuck

AWAITING = "past_due_awaiting_data"
TIMELINESS = ("no_deadline", "not_started", "on_time", "due_soon", "overdue", "late", AWAITING)


@dataclass(frozen=True)
class Asked:
    """What a list is asked for. `exact` are columns that time does not move; `status`, `level` and
    `timeliness` may have moved since the row was saved."""

    exact: Mapping[str, str]
    status: str | None = None
    level: int | None = None
    timeliness: str | None = None


def candidates(
    conn: Connection, asked: Asked, after: str, limit: int, *, now: datetime, policy: Policy
) -> Sequence[Any]:
    """Up to `limit` rows after that id, in order of ids, with `body`, the stream's `known_to`
    and `stuck_since`: all that fit what is asked, and some that may not."""
    query = (
        select(
            case_.c.recommendation_id,
            case_.c.next_at,
            case_.c.body,
            cursor.c.known_to,
            stuck.c.since.label("stuck_since"),
        )
        .join(cursor, cursor.c.stream == case_.c.stream)
        .outerjoin(stuck, stuck.c.recommendation_id == case_.c.recommendation_id)
        .where(case_.c.recommendation_id > after, *_exact(asked.exact))
        .where(or_(_moving(asked, now, policy), case_.c.next_at <= now))
        .order_by(case_.c.recommendation_id)
        .limit(limit)
    )
    return conn.execute(query).all()


def behind(conn: Connection, exact: Mapping[str, str], now: datetime) -> list[str]:
    """The streams in which something fell due that is not known yet: their feed must be read
    before anybody can be called overdue."""
    unknown = or_(cursor.c.known_to.is_(None), case_.c.next_at > cursor.c.known_to)
    query = (
        select(case_.c.stream)
        .join(cursor, cursor.c.stream == case_.c.stream)
        .where(case_.c.next_at <= now, unknown, *_exact(exact))
        .distinct()
    )
    return sorted(conn.execute(query).scalars())


def lines(conn: Connection, ids: Sequence[str]) -> Mapping[str, list[Row[Any]]]:
    """The journals of these cases, each in its order."""
    query = select(journal).where(journal.c.recommendation_id.in_(ids))
    found: dict[str, list[Row[Any]]] = {one: [] for one in ids}
    for row in conn.execute(query.order_by(journal.c.recommendation_id, journal.c.position)):
        found[row.recommendation_id].append(row)
    return found


def cards(conn: Connection, recommendation_id: str) -> Sequence[Row[Any]]:
    """Every card that the case ever had, the first one first."""
    table = deadline_card
    query = select(table).where(table.c.recommendation_id == recommendation_id)
    return conn.execute(query.order_by(table.c.number)).all()


def _exact(exact: Mapping[str, str]) -> list[ColumnElement[bool]]:
    return [case_.c[column] == value for column, value in exact.items()]


def _moving(asked: Asked, now: datetime, policy: Policy) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [true()]
    if asked.status is not None:
        conditions.append(case_.c.status == asked.status)
    if asked.level is not None:
        conditions.append(case_.c.level == asked.level)
    if asked.timeliness is not None:
        conditions.append(_timeliness(asked.timeliness, now, policy))
    return and_(*conditions)


def _timeliness(name: str, now: datetime, policy: Policy) -> ColumnElement[bool]:
    """`core.timeliness` on columns, to narrow the list down; the core has the last word."""
    done = or_(case_.c.submitted_at.is_not(None), case_.c.closed_at.is_not(None))
    dateless = case_.c.due_at.is_(None)
    runs = and_(not_(done), not_(dateless))
    soon = case_.c.due_at <= now + policy.due_soon
    past = case_.c.due_at <= now
    conditions = {
        "no_deadline": and_(dateless, case_.c.due_kind != "rule"),
        "not_started": and_(dateless, case_.c.due_kind == "rule"),
        "on_time": or_(and_(done, not_(case_.c.breached)), not_(or_(done, soon)), dateless),
        "due_soon": and_(runs, soon, not_(past)),
        "overdue": and_(runs, past),
        AWAITING: and_(runs, past),
        "late": and_(done, case_.c.breached),
    }
    return conditions.get(name, false())
