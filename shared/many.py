"""Many rows at once.

Owns: writing them by the driver's own way, in the caller's transaction: COPY on PostgreSQL,
executemany on SQLite. What SQLAlchemy does for each row of a statement (compiling, looking up
types) is done once for the table here. A few rows are no work for COPY: they are inserted. Where
rows may stand already PostgreSQL is given whole columns, in one statement.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, bindparam, insert
from sqlalchemy.exc import DBAPIError

from shared.ready import Ready

FEW = 20
Row = Mapping[str, Any]
_Bind = Callable[[Any], Any]


def insert_many(conn: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Writes the rows; all of them have the columns of the first. Raises DBAPIError."""
    copies = conn.dialect.name == "postgresql"
    if not rows:
        return
    names = tuple(rows[0])
    if len(rows) == 1 or (copies and len(rows) <= FEW):
        for row in rows:
            _insert(table, names).run(conn, row)
        return
    bound = _bound(rows, names, _binds(table, names, conn.dialect))
    if copies:
        _copy(conn, table, names, bound)
    else:
        conn.exec_driver_sql(_statement(table, names), list(bound))


def insert_missing(conn: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Writes those of the rows of which no unique key stands there already; all of them have the
    columns of the first. Raises DBAPIError."""
    _carry_out(conn, table, rows, _insert_missing)


def replace_many(conn: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Writes the rows, over those that stand under their primary keys; all of them have the columns
    of the first, and no key comes twice. Raises DBAPIError."""
    _carry_out(conn, table, rows, _replace)


def update_many(conn: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Changes the rows that stand under these primary keys; all of them have the columns of the
    first, and no key comes twice. Raises DBAPIError."""
    _carry_out(conn, table, rows, _update)


_Spelled = Callable[[Table, tuple[str, ...], Dialect], str]


def _carry_out(conn: Connection, table: Table, rows: Sequence[Row], spelled: _Spelled) -> None:
    if not rows:
        return
    names = tuple(rows[0])
    statement = spelled(table, names, conn.dialect)
    bound = list(_bound(rows, names, _binds(table, names, conn.dialect)))
    if conn.dialect.name == "postgresql":
        conn.exec_driver_sql(statement, tuple(list(column) for column in zip(*bound, strict=True)))
    else:
        conn.exec_driver_sql(statement, bound)


@lru_cache(maxsize=64)
def _insert_missing(table: Table, names: tuple[str, ...], dialect: Dialect) -> str:
    return f"{_insert_given(table, names, dialect)} ON CONFLICT DO NOTHING"


@lru_cache(maxsize=64)
def _replace(table: Table, names: tuple[str, ...], dialect: Dialect) -> str:
    keys = [column.name for column in table.primary_key]
    sets = (f'"{name}" = excluded."{name}"' for name in names if name not in keys)
    insertion = _insert_given(table, names, dialect)
    return f"{insertion} ON CONFLICT ({_listed(keys)}) DO UPDATE SET {', '.join(sets)}"


@lru_cache(maxsize=64)
def _update(table: Table, names: tuple[str, ...], dialect: Dialect) -> str:
    copies = dialect.name == "postgresql"
    given = {name: f'given."{name}"' if copies else f"?{n}" for n, name in enumerate(names, 1)}
    keys = [column.name for column in table.primary_key]
    sets = ", ".join(f'"{name}" = {given[name]}' for name in names if name not in keys)
    whose = " AND ".join(f'{table.name}."{key}" = {given[key]}' for key in keys)
    source = f" FROM {_columns(table, names, dialect)}" if copies else ""
    return f"UPDATE {table.name} SET {sets}{source} WHERE {whose}"  # noqa: S608


def _insert_given(table: Table, names: tuple[str, ...], dialect: Dialect) -> str:
    if dialect.name != "postgresql":
        return _statement(table, names)
    source = f"SELECT * FROM {_columns(table, names, dialect)}"  # noqa: S608
    return f"INSERT INTO {table.name} ({_listed(names)}) {source}"


def _columns(table: Table, names: tuple[str, ...], dialect: Dialect) -> str:
    """The rows as PostgreSQL reads them, a list for each column; in binary form (`%b`), since as
    text each quotation mark of a body would be escaped. Text is not cast to its column's length,
    which would cut it off unseen."""
    kinds = (table.c[name].type.compile(dialect) for name in names)
    lists = (f"%b::{'TEXT' if kind.startswith('VARCHAR') else kind}[]" for kind in kinds)
    return f"unnest({', '.join(lists)}) AS given ({_listed(names)})"


@lru_cache(maxsize=64)
def _statement(table: Table, names: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table.name} ({_listed(names)}) VALUES ({marks})"  # noqa: S608


@lru_cache(maxsize=64)
def _insert(table: Table, names: tuple[str, ...]) -> Ready:
    return Ready(insert(table).values({name: bindparam(name) for name in names}))


@lru_cache(maxsize=64)
def _binds(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[_Bind | None, ...]:
    """How each column's value is handed to the driver; None where it is as it stands."""
    kinds = (table.c[name].type.dialect_impl(dialect) for name in names)
    return tuple(kind.bind_processor(dialect) for kind in kinds)


def _bound(
    rows: Sequence[Row], names: Sequence[str], binds: Sequence[_Bind | None]
) -> Iterator[tuple[Any, ...]]:
    changed = [(place, bind) for place, bind in enumerate(binds) if bind is not None]
    for row in rows:
        values = [row[name] for name in names]
        for place, bind in changed:
            values[place] = bind(values[place])
        yield tuple(values)


def _copy(
    conn: Connection, table: Table, names: Sequence[str], rows: Iterator[tuple[Any, ...]]
) -> None:
    driver: Any = conn.connection.driver_connection
    try:
        with driver.cursor().copy(f"COPY {table.name} ({_listed(names)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    except conn.dialect.loaded_dbapi.Error as error:
        kinds = conn.dialect.loaded_dbapi.Error
        raise DBAPIError.instance("COPY", None, error, kinds, dialect=conn.dialect) from error


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
