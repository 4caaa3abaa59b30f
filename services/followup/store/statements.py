"""Two statements that SQLite and PostgreSQL both know, and SQLAlchemy spells per dialect.

Owns: nothing but the spelling of `INSERT … ON CONFLICT`, each made once.
"""

from functools import cache

from sqlalchemy import Connection, Table

from shared.dialects import Insert, insert_into


def insert_new(conn: Connection, table: Table) -> Insert:
    """An INSERT that leaves a row alone where its key exists already."""
    return _new(conn.dialect.name, table)


def insert_or_replace(conn: Connection, table: Table) -> Insert:
    """An INSERT that writes every column anew where the primary key exists already."""
    return _replace(conn.dialect.name, table)


@cache
def _new(dialect: str, table: Table) -> Insert:
    return insert_into(dialect, table).on_conflict_do_nothing()


@cache
def _replace(dialect: str, table: Table) -> Insert:
    statement = insert_into(dialect, table)
    keys = [column.name for column in table.primary_key]
    others = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=others)
