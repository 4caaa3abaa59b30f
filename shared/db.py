"""How a database is opened, and what a transaction is.

Owns: the settings under which SQLite loses nothing, the two kinds of transaction (`writing`,
`reading`), and the column types for instants and JSON. Knows SQLAlchemy; nothing of the domain.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from threading import Lock
from typing import Any

from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    Row,
    Select,
    Text,
    create_engine,
    event,
    func,
    select,
)
from sqlalchemy.engine import make_url
from sqlalchemy.types import TypeDecorator, TypeEngine

from shared import pool
from shared.clock import Clock
from shared.codec import instant_text, parsed, text
from shared.ready import Ready, translated

PATIENCE_SECONDS = 30
"""So long another process's write is waited for on SQLite: recording 20,000 rows takes a few."""
HALF_OPEN: Mapping[str, int] = {
    "connect_timeout": 5,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
"""A PostgreSQL that has gone without a word is noticed within half a minute; by itself the kernel
would wait two hours, and with it whoever asked. Seconds, the last in milliseconds."""


class Instant(TypeDecorator[datetime]):
    """An instant in UTC: timestamptz on PostgreSQL, sortable ISO text on SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return instant_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return at.astimezone(UTC)


class Json(TypeDecorator[Any]):
    """Canonical JSON kept as text, byte for byte the same on both engines."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else parsed(value)


def open_engine(url: str, *, pool_size: int = 8) -> Engine:
    """An engine for `sqlite:///…` or `postgresql+psycopg://…`, set so that a 2xx is durable."""
    if make_url(url).get_backend_name() == "sqlite":
        return _open_sqlite(url)
    engine = create_engine(
        url, pool_size=pool_size, hide_parameters=True, connect_args=dict(HALF_OPEN)
    )
    pool.watch(engine)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that may write; on SQLite it holds the write lock from its start.

    Writers of one process queue on a lock of their own first: SQLite's busy handler backs off
    blindly, and its p99 is five times as long.
    """
    lock = _locks.get(engine) if engine.dialect.name == "sqlite" else None
    if lock is None:
        with engine.begin() as conn:
            yield conn
        return
    with lock, engine.begin() as conn:
        yield conn


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that only reads: a steady view, and no write lock."""
    options: dict[str, Any] = {"read_only": True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect() as conn:
        conn.execution_options(**options)
        with conn.begin():
            yield conn


@contextmanager
def glancing(engine: Engine) -> Iterator[Connection]:
    """Statements that only read, each a steady view by itself, so that the database need not be
    told of a beginning and an end."""
    alone: dict[str, Any] = {"alone": True}
    if engine.dialect.name == "postgresql":
        alone = {"isolation_level": "AUTOCOMMIT"}
    with engine.connect() as conn:
        yield conn.execution_options(**alone)


def clock_reading(conn: Connection, clock: Clock) -> datetime:
    """The instant now, by the database's clock (one for all hosts), a simulated one too."""
    if conn.dialect.name == "sqlite":
        return clock.now()
    at = conn.execute(_SERVERS_CLOCK).scalar_one()
    assert isinstance(at, datetime)
    return clock.at(at)


def read_with_clock(
    conn: Connection, clock: Clock, query: Select[Any], values: Mapping[str, Any]
) -> tuple[Row[Any] | None, datetime]:
    """The one row that the query finds, and the instant after it was found (and, if the query
    locks, locked): PostgreSQL reads its clock in the same statement, since a locking query below
    another is carried out first. Give the same query each time: what is made of it is kept."""
    asks_server = conn.dialect.name == "postgresql"
    row = _ready(query, asks_server).one(conn, values)
    if not asks_server:
        return row, clock.now()
    return row, clock_reading(conn, clock) if row is None else clock.at(row.read_at)


@lru_cache(maxsize=64)
def _ready(query: Select[Any], with_clock: bool) -> Ready:
    if not with_clock:
        return Ready(query)
    found = query.subquery()
    return Ready(select(found, func.clock_timestamp().label("read_at")))


_SERVERS_CLOCK = select(func.clock_timestamp())
_locks: dict[Engine, Lock] = {}


def _open_sqlite(url: str) -> Engine:
    engine = create_engine(
        url,
        connect_args={"timeout": PATIENCE_SECONDS, "check_same_thread": False},
        hide_parameters=True,
    )
    _locks[engine] = Lock()

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=wal",
            f"busy_timeout={PATIENCE_SECONDS * 1000}",
            "foreign_keys=on",
            "synchronous=full",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(conn: Connection) -> None:
        options = conn.get_execution_options()
        if not options.get("alone"):
            _begin(conn, "BEGIN" if options.get("read_only") else "BEGIN IMMEDIATE")

    return engine


def _begin(conn: Connection, how: str) -> None:
    """By the driver itself: for SQLAlchemy this would be a statement like any other."""
    driver: Any = conn.connection.driver_connection
    try:
        driver.execute(how)
    except driver.Error as error:
        raise translated(conn, how, error) from error
