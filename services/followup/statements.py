"""Two statements that SQLite and PostgreSQL both know, and SQLAlchemy spells per dialect.

Owns: nothing but the spelling of `INSERT … ON CONFLICT`.
"""

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_new(conn: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that leaves a row alone where its key exists already."""
    return _insert(conn, table).on_conflict_do_nothing()


def insert_or_replace(conn: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that writes every column anew where the primary key exists already."""
    statement = _insert(conn, table)
    keys = [column.name for column in table.primary_key]
    others = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=others)


def _insert(conn: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    if conn.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
