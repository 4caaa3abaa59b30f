"""Which cases of a list have all of the words, where very many have them.

Owns: reading the words of so many cases at a time, in the order of the list, until a page is full.
In one statement PostgreSQL, which cannot know how many have them, would read all and sort them;
that statement is for where the first two thousand do not fill a page.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, literal_column, select

from services.followup.looking.orders import Order
from services.followup.search.find import containing, read
from services.followup.search.table import case_words
from services.followup.store.tables import case_

AT_ONCE = (500, 1_500)
_KEY = case_.c.recommendation_id


def keys(
    conn: Connection,
    order: Order,
    after: str,
    limit: int,
    *,
    which: ColumnElement[bool],
    words: Sequence[str],
) -> list[str]:
    """Up to `limit` recommendations after that place, in that order, that are so and have them."""
    found = list[str]()
    for number in AT_ONCE:
        part = _listed(conn, order, after, number, which)
        having = _having(conn, [row.recommendation_id for row in part], words)
        found += [row.recommendation_id for row in part if row.recommendation_id in having]
        if len(found) >= limit or len(part) < number:
            return found[:limit]
        after = order.place(part[-1])
    rest = _listed(conn, order, after, limit - len(found), and_(which, *read(words)))
    return [*found, *(row.recommendation_id for row in rest)]


def _listed(
    conn: Connection, order: Order, after: str, limit: int, which: ColumnElement[bool]
) -> Sequence[Row[Any]]:
    columns = (_KEY,) if order.by is None else (_KEY, order.by)
    query = select(*columns).where(*order.follows(after), which).order_by(*order.columns)
    return conn.execute(query.limit(literal_column(str(limit)))).all()


def _having(conn: Connection, ids: Sequence[str], words: Sequence[str]) -> set[str]:
    its = case_words.c.recommendation_id
    query = select(its).where(its.in_(ids), *containing(words))
    return set(conn.execute(query).scalars())
