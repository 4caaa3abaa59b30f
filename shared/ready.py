"""Statements that are made ready once and asked often.

Owns: handing a SQLAlchemy statement to the driver by the shortest way. SQLAlchemy works out anew
at each execution what never changes (its cache key, the types of its parameters, the columns of its
result), which costs several times what the driver takes; here that is done once for each engine.

    _BY_HASH = Ready(select(token).where(token.c.hash == bindparam("carried")))
    row = _BY_HASH.one(conn, {"carried": kept(secret)})

Whoever listens to an engine's statements hears these too: they then go SQLAlchemy's way.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError

Values = Mapping[str, Any]
_Convert = Callable[[Any], Any]


@dataclass(frozen=True)
class _Made:
    """The statement as one kind of database is told it, and what its rows are read as."""

    text: str
    names: tuple[str, ...]
    fixed: Values
    binds: tuple[tuple[int, _Convert], ...]
    row: Callable[..., Any]
    converts: tuple[tuple[int, _Convert], ...]
    carry_out: Callable[[Any, str, Sequence[Any]], Any]

    def values(self, given: Values) -> tuple[Any, ...]:
        """The parameters in their order; `fixed` are those that stand in the statement itself."""
        if self.fixed:
            given = {**given, **self.fixed}
        found = [given[name] for name in self.names]
        for place, convert in self.binds:
            found[place] = convert(found[place])
        return tuple(found)

    def read(self, found: Sequence[Any]) -> Any:
        """A row with its columns' names."""
        if self.converts:
            found = list(found)
            for place, convert in self.converts:
                found[place] = convert(found[place])
        return self.row(*found)


class Ready:
    """A statement whose parameters are all named by `bindparam`. Raises what SQLAlchemy would."""

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._made: dict[str, _Made] = {}

    def run(self, conn: Connection, values: Values) -> None:
        """Carries it out; what it finds is not looked at."""
        if _heard(conn):
            conn.execute(self._statement, values)
        else:
            self._ask(conn, values, _nothing)

    def one(self, conn: Connection, values: Values) -> Any:
        """The first row that it finds; None where there is none."""
        if _heard(conn):
            return conn.execute(self._statement, values).first()
        made, found = self._ask(conn, values, _first)
        return None if found is None else made.read(found)

    def all(self, conn: Connection, values: Values) -> Sequence[Any]:
        """Every row that it finds."""
        if _heard(conn):
            return conn.execute(self._statement, values).all()
        made, found = self._ask(conn, values, _every)
        return [made.read(row) for row in found]

    def _ask(
        self, conn: Connection, values: Values, take: Callable[[Any], Any]
    ) -> tuple[_Made, Any]:
        dialect = conn.dialect
        made = self._made.get(dialect.name)
        if made is None:
            made = self._made[dialect.name] = _make(self._statement, dialect)
        if not conn.in_transaction():
            conn.begin()
        given = made.values(values)
        try:
            return made, take(made.carry_out(conn.connection.driver_connection, made.text, given))
        except dialect.loaded_dbapi.Error as error:
            raise translated(conn, made.text, error) from error


def translated(conn: Connection, text: str, error: Exception) -> Exception:
    """The driver's error as SQLAlchemy's; a connection that is gone is given up."""
    dialect = conn.dialect
    gone = dialect.is_disconnect(error, conn.connection.dbapi_connection, None)  # type: ignore[arg-type]
    if gone:
        conn.invalidate(error)
    return DBAPIError.instance(
        text, None, error, dialect.loaded_dbapi.Error, hide_parameters=True,
        connection_invalidated=gone, dialect=dialect,
    )  # fmt: skip


def _heard(conn: Connection) -> bool:
    return bool(conn.dispatch.before_cursor_execute)


def _nothing(_cursor: Any) -> None:
    return None


def _first(cursor: Any) -> Any:
    return cursor.fetchone()


def _every(cursor: Any) -> Any:
    return cursor.fetchall()


def _by_sqlite(driver: Any, text: str, values: Sequence[Any]) -> Any:
    return driver.execute(text, values)


def _by_psycopg(driver: Any, text: str, values: Sequence[Any]) -> Any:
    from psycopg import RawCursor  # noqa: PLC0415  (six megabytes that SQLite does without)

    return RawCursor(driver).execute(text, values, prepare=True)


def _make(statement: Any, dialect: Dialect) -> _Made:
    carry_out = _by_sqlite
    if dialect.name == "postgresql":
        kind: Any = type(dialect)
        dialect, carry_out = kind(paramstyle="numeric_dollar"), _by_psycopg
    compiled: Any = statement.compile(dialect=dialect)
    bound = [compiled.binds[name] for name in compiled.positiontup]
    fixed = {one.key: one.effective_value for one in bound if not one.required}
    ways = [one.type.dialect_impl(dialect).bind_processor(dialect) for one in bound]
    binds = tuple((place, way) for place, way in enumerate(ways) if way is not None)
    columns = _columns(statement)
    kinds = [
        column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns
    ]
    converts = tuple((place, kind) for place, kind in enumerate(kinds) if kind is not None)
    row = namedtuple("Row", [column.key for column in columns])  # type: ignore[misc]
    names = tuple(one.key for one in bound)
    return _Made(str(compiled), names, fixed, binds, row, converts, carry_out)


def _columns(statement: Any) -> Sequence[Any]:
    """What it answers with; nothing, where it writes and tells nothing."""
    if statement.is_dml and not statement._returning:
        return ()
    return tuple(statement.exported_columns)
