"""The register of cases: which rows a list may show.

Owns: the statements behind the lists. Columns only narrow a list down: a case of which time has
spoken since it was saved is always among the candidates, and the core judges how each one stands.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, literal_column, or_, select, true

from services.followup.core.policy import Policy
from services.followup.looking.asked import AWAITING, TIMELINESS, Asked, Count
from services.followup.looking.narrowing import asked_of, fixed, moving
from services.followup.looking.orders import ORDERS
from services.followup.search import find, walk
from services.followup.store.tables import case_, cursor, deadline_card, journal, stuck

__all__ = ["AWAITING", "TIMELINESS", "Asked", "Count"]
MOST_COUNTED, MOST_WAITING = 10_000, 200
UNHEARD = timedelta(seconds=5)
"""So long a stream in which something is due may go without being read."""


def candidates(
    conn: Connection, asked: Asked, after: str, limit: int, *, now: datetime, policy: Policy
) -> Sequence[Any]:
    """Up to `limit` rows after that place, in the order asked for, with `body`, the stream's
    `known_to` and `stuck_since`: all that fit what is asked, and some that may not.

    Those of which time has something to say are asked for by themselves: with them in one
    condition no index could lead to the others."""
    order, fits = ORDERS[asked.order], moving(asked, now, policy)
    waiting = _waiting(conn, now) if asked.moves else []
    mine, words = and_(true(), *asked_of(asked)), find.words_of(asked.q)
    having = find.having(conn, words) if words else None
    if having is not None:  # the index named them
        mine, words = and_(mine, case_.c.recommendation_id.in_(having)), []
    if len(waiting) > MOST_WAITING:
        late = or_(fits, case_.c.next_at <= now)
        return _rows(conn, asked, after, limit, which=and_(mine, late), words=words)
    rows = _rows(conn, asked, after, limit, which=and_(mine, fits), words=words)
    if waiting:
        among = and_(mine, case_.c.recommendation_id.in_(waiting))
        late_rows = _rows(conn, asked, after, limit, which=among, words=words)
        both = {row.recommendation_id: row for row in (*rows, *late_rows)}
        rows = order.sorted(both.values())[:limit]
    return rows


def _waiting(conn: Connection, now: datetime) -> Sequence[str]:
    """The cases of which time has something to say: the longest waiting first, and of very many
    one more than MOST_WAITING."""
    query = select(case_.c.recommendation_id).where(case_.c.next_at <= now)
    return (
        conn.execute(query.order_by(case_.c.next_at).limit(_said(MOST_WAITING + 1))).scalars().all()
    )


def _rows(
    conn: Connection,
    asked: Asked,
    after: str,
    limit: int,
    *,
    which: ColumnElement[bool],
    words: Sequence[str],
) -> Sequence[Any]:
    """Their keys first, which an index tells; the long rows of those alone. `words` are still to
    be looked for."""
    order, key = ORDERS[asked.order], case_.c.recommendation_id
    keys: Any = select(key).where(*order.follows(after), which)
    keys = keys.order_by(*order.columns).limit(_said(limit))
    if words:
        keys = walk.keys(conn, order, after, limit, which=which, words=words)
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
        .where(key.in_(keys))
        .order_by(*order.columns)
    )
    return conn.execute(query).all()


def _said(limit: int) -> ColumnElement[int]:
    """The limit in the statement's own text: of a prepared one whose limit is not told PostgreSQL
    believes that it asks for a tenth of all rows, and reads them all."""
    return literal_column(str(int(limit)))


def count(conn: Connection, asked: Asked, *, now: datetime, policy: Policy) -> Count:
    """How many rows are as asked, by what was saved of them, as far as they are counted."""
    mine, words = asked_of(asked), find.words_of(asked.q)
    having = find.having(conn, words) if words else ()
    if words and having is not None:
        mine.append(case_.c.recommendation_id.in_(having))
    key, most = case_.c.recommendation_id, _said(MOST_COUNTED + 1)
    some = select(key).where(*mine, moving(asked, now, policy)).limit(most).subquery()
    all_ = func.count()
    fits: ColumnElement[int] = all_
    if having is None:
        fits = func.count().filter(*find.read(words, some))  # of those that are counted, read
    number, looked_at = conn.execute(select(fits, all_).select_from(some)).one()
    exact = not (asked.may_have_moved and _any_waits(conn, mine, now))
    return Count(min(number, MOST_COUNTED), exact, looked_at > MOST_COUNTED)


def _any_waits(conn: Connection, mine: Sequence[ColumnElement[bool]], now: datetime) -> bool:
    waiting, key = _waiting(conn, now), case_.c.recommendation_id
    if not waiting or len(waiting) > MOST_WAITING:
        return bool(waiting)
    return conn.execute(select(key).where(key.in_(waiting), *mine).limit(1)).first() is not None


def behind(conn: Connection, exact: Mapping[str, str], now: datetime) -> list[str]:
    """The streams in which something fell due that is not known yet: their feed must be read
    before anybody can be called overdue. Where no worker tells the case, what it waits for may be
    known and what came after it not. Mostly there is none, which the index of `next_at` alone
    tells; who of all asks comes after."""
    known_to = cursor.c.known_to
    unknown = or_(known_to.is_(None), case_.c.next_at > known_to, known_to < now - UNHEARD)
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
