"""Filling one empty database.

Owns: the way of its rows from the backup: into the schema that they were written under, and from
there forward to this program's. One transaction, the caller's.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, column, delete, func, inspect, select, text
from sqlalchemy import table as untyped

from launcher import migrations
from launcher.backup.archive import Backup, NotWhole
from launcher.backup.manifest import DatabasePart, TablePart
from launcher.oneline import OneLine
from shared.migrate import upgrade_on


class TooNew(OneLine):
    """The backup was made by a newer program."""


def require_known(name: str, schema: str) -> None:
    """Raises TooNew where this program does not know the schema."""
    if schema not in migrations.HISTORIES[name].revisions:
        raise TooNew(
            f"The backup's {name} has schema {schema}, which is newer than this program: install "
            "the newer version."
        )


def fill(conn: Connection, name: str, said: DatabasePart, backup: Backup) -> None:
    """Make the tables, fill them and bring them to this program's schema; raises NotWhole."""
    history = migrations.HISTORIES[name]
    upgrade_on(conn, history, said.schema)
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql("PRAGMA defer_foreign_keys=on")  # an office may come before its parent
    for table in reversed(said.tables):
        conn.execute(delete(untyped(table.name)))  # what a revision sowed
    for table in said.tables:
        _require_columns(conn, table)
        if _copy(conn, table, backup.rows(table.part)) != table.rows:
            raise NotWhole(f"The backup's {name}.{table.name} has not {table.rows} rows.")
        _count_on(conn, table)
    upgrade_on(conn, history)
    if conn.dialect.name == "postgresql":
        ours = ", ".join(_quoted(conn, table.name) for table in said.tables)
        conn.execute(text(f"ANALYZE {ours}"))  # a catalogue's lock would bar the next database


def _require_columns(conn: Connection, table: TablePart) -> None:
    """The names come out of a file: they are the schema's own or are not used."""
    there = {one["name"] for one in inspect(conn).get_columns(table.name)}
    if there != set(table.columns):
        raise NotWhole(f"The backup's table {table.name} is not that of its schema.")


def _copy(conn: Connection, table: TablePart, rows: Iterator[list[Any]]) -> int:
    """Put in every row; answers how many. Both engines read instants and dates from text."""
    raw: Any = conn.connection.dbapi_connection
    names = ", ".join(_quoted(conn, column) for column in table.columns)
    into = f"{_quoted(conn, table.name)} ({names})"
    if conn.dialect.name == "sqlite":
        marks = ", ".join("?" * len(table.columns))
        return int(raw.executemany(f"INSERT INTO {into} VALUES ({marks})", rows).rowcount)  # noqa: S608
    with raw.cursor() as cursor:
        with cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return int(cursor.rowcount)


def _count_on(conn: Connection, table: TablePart) -> None:
    """Numbers that the server gives go on after the last; SQLite does so by itself."""
    if conn.dialect.name != "postgresql":
        return
    for one in inspect(conn).get_columns(table.name):
        if "nextval" in str(one["default"]):
            number: Any = func.coalesce(func.max(column(one["name"])), 1)
            sequence = func.pg_get_serial_sequence(table.name, one["name"])
            conn.execute(select(func.setval(sequence, number)).select_from(untyped(table.name)))


def _quoted(conn: Connection, name: str) -> str:
    return str(conn.dialect.identifier_preparer.quote(name))
