"""Whether a database is at this program's schema.

Owns: what a history is (a folder of revisions), the check at each process's start that schema and
code belong together, and that they stay so: on PostgreSQL each connection holds a lock that a
migration needs for itself, and looks at the schema when it is made; on SQLite each transaction
looks. It does without alembic, whose import costs each process ten megabytes.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, Engine, event, inspect, text

from shared.config import ConfigError
from shared.db import reading

_AT_WORK = 0x7469_6E75
"""Any number: the PostgreSQL lock that programs share while they are connected."""
_VERSION = "SELECT version_num FROM alembic_version"
_watched: WeakSet[Engine] = WeakSet()


class SchemaMoved(ConfigError):
    """The database was migrated while this program ran: it must not act on it any more."""


@dataclass(frozen=True)
class History:
    """One database's history: what the database is called, and the folder of its revisions. A
    revision's file begins with its name and `_`; the files sort in the order of the history."""

    name: str
    folder: Path

    @property
    def revisions(self) -> tuple[str, ...]:
        """Every revision's name, oldest first."""
        files = sorted(path.stem for path in (self.folder / "versions").glob("*.py"))
        return tuple(stem.partition("_")[0] for stem in files)


REGISTRY = History("registry", Path(__file__).parent / "migrations")


def check(engine: Engine, history: History) -> None:
    """Raises ConfigError, in one line, where the database is not at the history's head. From then
    on the engine raises SchemaMoved where it is no longer there."""
    with reading(engine) as conn:
        found = known(conn, history)
    head = history.revisions[-1]
    if found != head:
        raise ConfigError(
            f"The {history.name} database has schema {found or 'none'}, this program needs "
            f"{head}: run ./tindak migrate."
        )
    if engine not in _watched:
        _watched.add(engine)
        _watch(engine, history)


def alone(conn: Connection, history: History) -> None:
    """Keeps every program off the database until the transaction ends; raises ConfigError where
    some are connected. On SQLite each notices at its next transaction instead."""
    if conn.dialect.name != "postgresql":
        return
    lock = {"lock": _AT_WORK}
    if not conn.execute(text("SELECT pg_try_advisory_xact_lock(:lock)"), lock).scalar_one():
        raise ConfigError(
            f"The {history.name} database is in use: stop every program that works on it, migrate, "
            "and start them again."
        )


def known(conn: Connection, history: History) -> str | None:
    """The database's revision; raises ConfigError where this code does not know it."""
    if not inspect(conn).has_table("alembic_version"):
        return None
    found = conn.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if found is not None and found not in history.revisions:
        raise ConfigError(
            f"The {history.name} database has schema {found}, which is newer than this program: "
            "install the newer version."
        )
    return found


def _watch(engine: Engine, history: History) -> None:
    """The head is this program's own: newer files may come to lie beside it while it runs."""
    name, head = history.name, history.revisions[-1]
    if engine.dialect.name == "postgresql":
        engine.dispose()  # so that every connection from now on holds the lock
        event.listen(engine, "connect", lambda made, _record: _hold(made, name, head))
    else:
        event.listen(
            engine, "begin", lambda conn: _look(conn.connection.dbapi_connection, name, head)
        )


def _hold(made: Any, name: str, head: str) -> None:
    """A migration that is under way is waited for."""
    made.execute("SELECT pg_advisory_lock_shared(%s)", (_AT_WORK,))
    made.commit()  # the schema is looked at after the lock, not with the eyes of before
    try:
        _look(made, name, head)
    except SchemaMoved:
        made.close()
        raise
    made.commit()


def _look(made: Any, name: str, head: str) -> None:
    (found,) = made.execute(_VERSION).fetchone()
    if found != head:
        raise SchemaMoved(
            f"The {name} database has schema {found} now, this program needs {head}: start the "
            "program that belongs to it."
        )
