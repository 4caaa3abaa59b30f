"""Rows in bulk, as fast as each engine takes them.

Owns: a form (one row with blanks, already as the engine keeps it), and pouring many filled ones
into a table: executemany on SQLite, COPY on PostgreSQL, the table's indexes made afterwards. While
it runs nothing is durable; afterwards all of it is.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Engine, Table, create_engine, event

Blanks = Sequence[tuple[str, str]]
"""What stands in a form, and what is to stand there."""
CHUNK = 2_000
ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


class Form:
    """A row with blanks; `mine` are the columns that have some."""

    def __init__(self, table: Table, row: Mapping[str, Any], dialect: Dialect, marks: str) -> None:
        self.values = [_bound(column, row[column.name], dialect) for column in table.c]
        self.line = "\t".join(map(_copied, self.values)) + "\n"
        self.mine = [
            n for n, one in enumerate(self.values) if isinstance(one, str) and marks in one
        ]

    def row(self, blanks: Blanks) -> list[Any]:
        """The filled row."""
        values = self.values.copy()
        for place in self.mine:
            for mark, own in blanks:
                values[place] = values[place].replace(mark, own)
        return values

    def text(self, blanks: Blanks) -> str:
        """The filled row as a line of COPY."""
        line = self.line
        for mark, own in blanks:
            line = line.replace(mark, own)
        return line


Filled = Iterable[tuple[Sequence[Form], Blanks]]


@contextmanager
def pouring(engine: Engine, tables: Sequence[Table]) -> Iterator[Connection]:
    """One transaction in which these tables, empty before, are filled without their indexes."""
    with _hasty(engine) as conn:
        for table in tables:
            for index in table.indexes:
                index.drop(conn)
        yield conn
        for table in tables:
            for index in table.indexes:
                index.create(conn)
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
            conn.exec_driver_sql("VACUUM ANALYZE")


@contextmanager
def _hasty(engine: Engine) -> Iterator[Connection]:
    """On SQLite without a journal of its own, on disk in the end."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as conn:
            yield conn
        return
    engine.dispose()
    hasty = create_engine(engine.url)
    event.listen(hasty, "connect", _without_journal)
    with hasty.begin() as conn:
        yield conn
    hasty.dispose()
    with open(str(engine.url.database), "rb") as file:
        os.fsync(file.fileno())


def _without_journal(connection: Any, _: object) -> None:
    for pragma in ("journal_mode=off", "synchronous=off", "cache_size=-500000"):
        connection.execute(f"PRAGMA {pragma}")


def pour(conn: Connection, table: Table, filled: Filled) -> None:
    """Every filled form of that table."""
    driver = conn.connection.dbapi_connection
    assert driver is not None
    names = ", ".join(f'"{column.name}"' for column in table.c)
    if conn.dialect.name == "sqlite":
        rows: Any = (form.row(blanks) for forms, blanks in filled for form in forms)
        marks = ", ".join("?" * len(table.c))
        into = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608  (our own names)
        driver.cursor().executemany(into, rows)
        return
    lines = (form.text(blanks) for forms, blanks in filled for form in forms)
    with driver.cursor().copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        while chunk := "".join(islice(lines, CHUNK)):
            copy.write(chunk)


def _bound(column: Column[Any], value: Any, dialect: Dialect) -> Any:
    """The value as the driver is given it."""
    bind = column.type.dialect_impl(dialect).bind_processor(dialect)
    return bind(value) if bind else value


def _copied(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value).translate(ESCAPES)
