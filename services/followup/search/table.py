"""What is searched in, and the index of every three letters of it.

Owns: `case_words`, a short row beside each case's long one, written once since nothing in it ever
changes; and `case_found`, the index: FTS5 on SQLite, pg_trgm on PostgreSQL. The index is no table
of the code's: where it cannot be made, a search reads `case_words` instead, and finds the same.
"""

from typing import Any

from sqlalchemy import Column, Connection, Integer, String, Table, Text, column, event, table, text
from sqlalchemy.exc import DBAPIError

from services.followup.store.tables import metadata

INDEX = "case_found"
SQLITE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5(search, content='case_words', "
    "content_rowid='number', tokenize='trigram case_sensitive 1')",
)
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    f"CREATE INDEX IF NOT EXISTS {INDEX} ON case_words USING gin (search gin_trgm_ops)",
)
IS_THERE = {
    "sqlite": text("SELECT 1 FROM sqlite_master WHERE name = :name"),
    "postgresql": text("SELECT 1 WHERE to_regclass(:name) IS NOT NULL"),
}

case_words = Table(
    "case_words",
    metadata,
    Column("number", Integer, primary_key=True),  # in the order of writing
    Column("recommendation_id", String(36), nullable=False, unique=True),
    Column("search", Text, nullable=False),
)

found = table(INDEX, column("rowid"), column("search"), column(INDEX))
"""SQLite's index: `rowid` is the number of the words."""
sizes = table(f"{INDEX}_docsize", column("id"))
"""What FTS5 keeps of each row that it has."""


def is_there(conn: Connection) -> bool:
    """Whether the words have their index."""
    return conn.execute(IS_THERE[conn.dialect.name], {"name": INDEX}).first() is not None


def make_index(conn: Connection) -> str:
    """The index of `case_words`, where this server has what it takes; answers why it has not."""
    try:
        with conn.begin_nested():
            for statement in SQLITE if conn.dialect.name == "sqlite" else POSTGRESQL:
                conn.exec_driver_sql(statement)
    except DBAPIError as error:
        return str(error.orig).partition("\n")[0]
    return ""


def mend(conn: Connection) -> str:
    """Make the index where it is missing; answers in one line what became of it, if it was."""
    if is_there(conn):
        return ""
    if reason := make_index(conn):
        return f"search: no index can be made, so a search reads every word ({reason})."
    return "search: the index was missing and is made."


@event.listens_for(case_words, "after_create")
def _made(_table: Table, conn: Connection, **_: Any) -> None:
    make_index(conn)
