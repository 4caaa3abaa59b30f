"""The words of each case, as they come in.

Owns: writing `case_words` with a new case, and bringing SQLite's index up to it. That is left to
the repair, piece by piece: within each recording it would cost more than the recording.
PostgreSQL's index is never behind.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, Engine, func, insert, select, text

from services.followup.search.table import INDEX, case_words, found, sizes
from services.followup.statements import insert_new
from services.followup.tables import case_
from shared.db import writing

AT_ONCE = 2_000


def keep(conn: Connection, words: Iterable[tuple[str, str]]) -> None:
    """What is searched in of new cases: recommendation id and text."""
    rows = [{"recommendation_id": id_, "search": search} for id_, search in words]
    if rows:
        conn.execute(insert_new(conn, case_words), rows)


def keep_all(conn: Connection) -> None:
    """That of every case that has none yet."""
    has = select(case_words.c.number).where(
        case_words.c.recommendation_id == case_.c.recommendation_id
    )
    lacking = select(case_.c.recommendation_id, case_.c.search).where(~has.exists())
    ordered = lacking.order_by(case_.c.recommendation_id)
    conn.execute(insert(case_words).from_select(["recommendation_id", "search"], ordered))


def indexed_to(conn: Connection) -> int | None:
    """The last number that SQLite's index has; None where there is no such index."""
    there = text("SELECT 1 FROM sqlite_master WHERE name = :name")
    if conn.dialect.name != "sqlite" or not conn.execute(there, {"name": INDEX}).first():
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
        later = select(case_words.c.number, case_words.c.search).where(case_words.c.number > last)
        piece = later.order_by(case_words.c.number).limit(AT_ONCE)
        return conn.execute(insert(found).from_select(["rowid", "search"], piece)).rowcount
