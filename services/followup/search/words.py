"""The words of each case, as they come in.

Owns: writing `case_words` with a new case, and bringing SQLite's index up to it. That is left to
the repair, piece by piece: within each recording it would cost more than the recording.
PostgreSQL's index is never behind.
"""

from collections.abc import Iterable
from functools import cache

from sqlalchemy import Connection, Engine, delete, func, insert, select

from services.followup.search.table import case_words, found, is_there, sizes
from services.followup.store.tables import case_
from shared.db import writing
from shared.dialects import Insert, insert_into

AT_ONCE = 2_000
_id, _number = case_words.c.recommendation_id, case_words.c.number


def keep(conn: Connection, words: Iterable[tuple[str, str]]) -> None:
    """What is searched in of new cases: recommendation id and text. Where other words stand there,
    they are put right."""
    rows = [{"recommendation_id": id_, "search": search} for id_, search in words]
    if rows:
        conn.execute(_keeping(conn.dialect.name), rows)


@cache
def _keeping(dialect: str) -> Insert:
    """Words that are put right get a new number: by that SQLite's index sees that it lacks them."""
    statement = insert_into(dialect, case_words)
    number = select(func.max(_number) + 1).scalar_subquery()
    values = {"search": statement.excluded.search, "number": number}
    if dialect != "sqlite":
        del values["number"]
    others = case_words.c.search != statement.excluded.search
    return statement.on_conflict_do_update(index_elements=[_id], set_=values, where=others)


def weed(conn: Connection) -> None:
    """Away with the words of which there is no case."""
    has = select(case_.c.recommendation_id).where(case_.c.recommendation_id == _id)
    gone = conn.execute(delete(case_words).where(~has.exists())).rowcount
    if gone and indexed_to(conn):  # their numbers may be given again: the index is begun anew
        conn.execute(insert(found).values({found.name: "delete-all"}))


def keep_all(conn: Connection) -> None:
    """That of every case that has none yet."""
    has = select(_number).where(_id == case_.c.recommendation_id)
    lacking = select(case_.c.recommendation_id, case_.c.search).where(~has.exists())
    ordered = lacking.order_by(case_.c.recommendation_id)
    conn.execute(insert(case_words).from_select(["recommendation_id", "search"], ordered))


def indexed_to(conn: Connection) -> int | None:
    """The last number that SQLite's index has; None where there is no such index."""
    if conn.dialect.name != "sqlite" or not is_there(conn):
        return None
    return conn.execute(select(func.max(sizes.c.id))).scalar_one() or 0


def index(engine: Engine) -> int:
    """Bring SQLite's index up to the last words, and answer how many it lacked."""
    lacked = 0
    while more := _next_piece(engine):
        lacked += more
    return lacked


def _next_piece(engine: Engine) -> int:
    if engine.dialect.name != "sqlite":
        return 0
    with writing(engine) as conn:
        last = indexed_to(conn)
        if last is None:
            return 0
        later = select(_number, case_words.c.search).where(_number > last)
        piece = later.order_by(_number).limit(AT_ONCE)
        return conn.execute(insert(found).from_select(["rowid", "search"], piece)).rowcount
