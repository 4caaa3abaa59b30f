"""The register of cases: which rows a list may show.

Owns: the statements behind the lists. Columns only narrow a list down: a case of which time has
spoken since it was saved is always among the candidates, and the core judges how each one stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    and_,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    true,
)

from services.followup.model import CLOSED
from services.followup.orders import ORDERS, RECORDED
from services.followup.policy import Policy
from services.followup.tables import case_, cursor, deadline_card, journal, stuck

_DEEMED = ("sent", "received")  # the one becomes the other when receipt is deemed
_SUBMITTED = frozenset({"awaiting_verification"})
AWAITING = "past_due_awaiting_data"
MOST_COUNTED, MOST_WAITING = 10_000, 200
TIMELINESS = ("no_deadline", "not_started", "on_time", "due_soon", "overdue", "late", AWAITING)


@dataclass(frozen=True)
class Asked:
    """What a list is asked for. `exact` are columns that time does not move, `q` is looked for in
    code, letter number, unit and text; `status`, `level`,
    `timeliness` and the days on which it falls due (from, to; both included) may have moved since
    the row was saved; so may `among`, several statuses of which it has one. `order` is one of
    `orders.ORDERS`."""

    exact: Mapping[str, str]
    status: str | None = None
    level: int | None = None
    timeliness: str | None = None
    q: str | None = None
    due_from: date | None = None
    due_to: date | None = None
    order: str = RECORDED
    among: frozenset[str] | None = None

    @property
    def moves(self) -> bool:
        """Whether it is asked for anything that is not fixed when a case is recorded."""
        return self.may_have_moved or self.status is not None or self.among is not None

    @property
    def may_have_moved(self) -> bool:
        """Whether it is asked for something that time changes without anybody speaking."""
        moving = (self.level, self.timeliness, self.due_from, self.due_to)
        return self.status in _DEEMED or any(value is not None for value in moving)

    def falls_due(self, at: datetime | None) -> bool:
        """Whether `due_at` is within the days asked for."""
        first, last = noon_before(self.due_from), noon_before(self.due_to, 1)
        if first is None and last is None:
            return True
        return at is not None and (first is None or first <= at) and (last is None or at < last)


@dataclass(frozen=True)
class Count:
    """How many rows fit; `exact` is false while some of them wait for time to speak, `more` is true
    where there are more than the number says: beyond MOST_COUNTED nobody counts them."""

    number: int
    exact: bool
    more: bool = False


def noon_before(day: date | None, more: int = 0) -> datetime | None:
    """An instant before all, in whatever zone of Indonesia, at which that day (or the one `more`
    days later) ends, and after all at which the day before it does."""
    if day is None:
        return None
    return datetime.combine(day, time(12), UTC) + timedelta(days=more)


def candidates(
    conn: Connection, asked: Asked, after: str, limit: int, *, now: datetime, policy: Policy
) -> Sequence[Any]:
    """Up to `limit` rows after that place, in the order asked for, with `body`, the stream's
    `known_to` and `stuck_since`: all that fit what is asked, and some that may not.

    Those of which time has something to say are asked for by themselves: with them in one
    condition no index could lead to the others."""
    order, fits = ORDERS[asked.order], moving(asked, now, policy)
    waiting = _waiting(conn, now) if asked.moves else []
    if len(waiting) > MOST_WAITING:
        return _rows(conn, asked, after, limit, or_(fits, case_.c.next_at <= now))
    rows = _rows(conn, asked, after, limit, fits)
    if waiting:
        late = _rows(conn, asked, after, limit, case_.c.recommendation_id.in_(waiting))
        both = {row.recommendation_id: row for row in (*rows, *late)}
        rows = order.sorted(both.values())[:limit]
    return rows


def _waiting(conn: Connection, now: datetime) -> Sequence[str]:
    """The cases of which time has something to say: the longest waiting first, and of very many
    one more than MOST_WAITING."""
    query = select(case_.c.recommendation_id).where(case_.c.next_at <= now)
    return conn.execute(query.order_by(case_.c.next_at).limit(MOST_WAITING + 1)).scalars().all()


def _rows(
    conn: Connection, asked: Asked, after: str, limit: int, which: ColumnElement[bool]
) -> Sequence[Any]:
    """Their keys first, which an index tells; the long rows of those alone."""
    order, key = ORDERS[asked.order], case_.c.recommendation_id
    keys = select(key).where(*order.follows(after), *fixed(asked.exact), *found(asked.q), which)
    query = (
        select(
            key,
            case_.c.next_at,
            case_.c.due_at,
            case_.c.submitted_at,
            case_.c.body,
            cursor.c.known_to,
            stuck.c.since.label("stuck_since"),
        )
        .join(cursor, cursor.c.stream == case_.c.stream)
        .outerjoin(stuck, stuck.c.recommendation_id == key)
        .where(key.in_(keys.order_by(*order.columns).limit(limit)))
        .order_by(*order.columns)
    )
    return conn.execute(query).all()


def count(conn: Connection, asked: Asked, *, now: datetime, policy: Policy) -> Count:
    """How many rows are as asked, by what was saved of them, up to MOST_COUNTED."""
    mine = (*fixed(asked.exact), *found(asked.q))
    fits = select(true().label("one")).where(*mine, moving(asked, now, policy))
    some = fits.limit(MOST_COUNTED + 1).subquery()
    number = conn.execute(select(func.count()).select_from(some)).scalar_one()
    exact = not (asked.may_have_moved and _any_waits(conn, mine, now))
    return Count(min(number, MOST_COUNTED), exact, number > MOST_COUNTED)


def _any_waits(conn: Connection, mine: Sequence[ColumnElement[bool]], now: datetime) -> bool:
    query = select(case_.c.recommendation_id).where(case_.c.next_at <= now, *mine)
    return conn.execute(query.order_by(case_.c.next_at).limit(1)).first() is not None


def behind(conn: Connection, exact: Mapping[str, str], now: datetime) -> list[str]:
    """The streams in which something fell due that is not known yet: their feed must be read
    before anybody can be called overdue. Mostly there is none, which the index of `next_at` alone
    tells; who of all asks comes after."""
    unknown = or_(cursor.c.known_to.is_(None), case_.c.next_at > cursor.c.known_to)
    query = (
        select(case_.c.stream)
        .join(cursor, cursor.c.stream == case_.c.stream)
        .where(case_.c.next_at <= now, unknown)
    )
    if conn.execute(query.order_by(case_.c.next_at).limit(1)).first() is None:
        return []
    return sorted(conn.execute(query.where(*fixed(exact)).distinct()).scalars())


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


def fixed(exact: Mapping[str, str]) -> list[ColumnElement[bool]]:
    """The rows with those values in columns that time does not move."""
    return [case_.c[column] == value for column, value in exact.items()]


def found(q: str | None) -> list[ColumnElement[bool]]:
    """The rows in which each of the words is."""
    words = (q or "").casefold().split()
    return [case_.c.search.contains(word, autoescape=True) for word in words]


def moving(
    asked: Asked, now: datetime, policy: Policy, of: FromClause = case_
) -> ColumnElement[bool]:
    """The rows that stand as asked at that instant, by the columns of `of`: the case as saved last,
    or a state that it was in."""
    conditions: list[ColumnElement[bool]] = [true()]
    if asked.status is not None:
        conditions.append(of.c.status == asked.status)
    if _SUBMITTED in ({asked.status}, asked.among):
        conditions.append(of.c.submitted_at.is_not(None))
    if asked.among is not None:
        conditions.append(of.c.status.in_(sorted(asked.among)))
        if not asked.among & CLOSED:
            conditions.append(of.c.closed_at.is_(None))
    if asked.level is not None:
        conditions.append(of.c.level == asked.level)
        if asked.level:
            conditions.append(of.c.level > literal_column("0"))  # names the index of the few
    if asked.due_from is not None:
        conditions.append(of.c.due_at >= noon_before(asked.due_from))
    if asked.due_to is not None:
        conditions.append(of.c.due_at < noon_before(asked.due_to, 1))
    if asked.timeliness is not None:
        conditions.append(_timeliness(asked.timeliness, now, policy, of))
    return and_(*conditions)


def _timeliness(name: str, now: datetime, policy: Policy, of: FromClause) -> ColumnElement[bool]:
    """`core.timeliness` on columns, to narrow the list down; the core has the last word."""
    done = or_(of.c.submitted_at.is_not(None), of.c.closed_at.is_not(None))
    dateless = of.c.due_at.is_(None)
    runs = and_(not_(done), not_(dateless))
    soon = of.c.due_at <= now + policy.due_soon
    past = of.c.due_at <= now
    conditions = {
        "no_deadline": and_(dateless, case_.c.due_kind != "rule"),
        "not_started": and_(dateless, case_.c.due_kind == "rule"),
        "on_time": or_(and_(done, not_(of.c.breached)), not_(or_(done, soon)), dateless),
        "due_soon": and_(runs, soon, not_(past)),
        "overdue": and_(runs, past),
        AWAITING: and_(runs, past),
        "late": and_(done, of.c.breached),
    }
    return conditions.get(name, false())
