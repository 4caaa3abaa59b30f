"""Which cases have all of the words.

Owns: asking the index, and what to ask where it does not help: of words that very many have, a list
in its order meets a page soon; of words with fewer than three letters the index knows nothing.
"""

from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    func,
    literal_column,
    select,
    text,
)

from services.followup.search.table import INDEX, case_words
from services.followup.search.table import found as by_letters
from services.followup.search.words import indexed_to
from services.followup.store.tables import case_

MOST, SHORTEST = 2_000, 3
LOOKED_AT, MANY = 2_000, 20


def words_of(q: str | None) -> list[str]:
    """The words, as `case_words` has them."""
    return (q or "").casefold().split()


def having(conn: Connection, words: Sequence[str]) -> Sequence[str] | None:
    """The recommendations that have them all; None where they are more than MOST, or where only
    reading could tell."""
    if all(len(word) < SHORTEST for word in words):
        return None
    if _are_frequent(conn, words):
        return None
    found: list[str] = []
    for query in _asked(conn, words):
        found.extend(conn.execute(query.limit(literal_column(str(MOST + 1)))).scalars())
    return found if len(found) <= MOST else None


def narrowed(conn: Connection, words: Sequence[str]) -> list[ColumnElement[bool]]:
    """The condition on a case that it has them all: it is one of those that the index names, where
    they are few; else told by reading."""
    few = having(conn, words) if words else None
    return read(words) if few is None else [case_.c.recommendation_id.in_(few)]


def _are_frequent(conn: Connection, words: Sequence[str]) -> bool:
    """Whether many of the newest have them: then so will a list, and PostgreSQL's index, which has
    to be read to its end, need not be asked."""
    newest = select(case_words.c.search).order_by(case_words.c.number.desc())
    some = newest.limit(literal_column(str(LOOKED_AT))).subquery()
    having = (some.c.search.contains(word, autoescape=True) for word in words)
    number = conn.execute(select(func.count()).select_from(some).where(*having)).scalar_one()
    return number >= MANY


def read(words: Sequence[str], of: FromClause = case_) -> list[ColumnElement[bool]]:
    """The condition on a recommendation of `of` that it has them all, told by reading."""
    mine = case_words.c.recommendation_id == of.c.recommendation_id
    its = select(case_words.c.search).where(mine).scalar_subquery()  # one row's, never all rows'
    return [its.contains(word, autoescape=True) for word in words]


def _asked(conn: Connection, words: Sequence[str]) -> list[Select[str]]:
    query = select(case_words.c.recommendation_id).where(*containing(words))
    if conn.dialect.name == "postgresql":
        conn.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))  # by these words
        return [query]
    last = indexed_to(conn)
    if last is None:
        return [query]
    phrases = ('"{}"'.format(word.replace('"', '""')) for word in words if len(word) >= SHORTEST)
    by_index = by_letters.c[INDEX].op("MATCH")(" AND ".join(phrases))
    indexed = query.join(by_letters, by_letters.c.rowid == case_words.c.number).where(by_index)
    return [indexed, query.where(case_words.c.number > last)]


def containing(words: Sequence[str]) -> list[ColumnElement[bool]]:
    """The rows of `case_words` with all the words."""
    return [case_words.c.search.contains(word, autoescape=True) for word in words]
