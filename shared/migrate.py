"""Databases brought to the current schema, and kept from wrong ones.

Owns: running one history (alembic) to its head on one engine, in one transaction, one process at
a time; and the check at each process's start that schema and code belong together. A history's
`env.py` is two lines: it calls `run_here`.
"""

from dataclasses import dataclass
from pathlib import Path

from alembic import command, context
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from shared.config import ConfigError
from shared.db import reading, writing

_LOCK = 0x7469_6E64  # any number: one migration at a time per PostgreSQL database


@dataclass(frozen=True)
class History:
    """One database's history: what the database is called, and the folder of its revisions."""

    name: str
    folder: Path


REGISTRY = History("registry", Path(__file__).parent / "migrations")


def upgrade(engine: Engine, history: History) -> None:
    """Brings the database to the history's head; all or nothing. Raises ConfigError where the
    schema is newer than this code."""
    with writing(engine) as conn:
        if conn.dialect.name == "postgresql":
            conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        config = _config(history)
        _known(conn, history, ScriptDirectory.from_config(config))
        config.attributes["connection"] = conn
        command.upgrade(config, "head")


def check(engine: Engine, history: History) -> None:
    """Raises ConfigError, in one line, where the database is not at the history's head."""
    scripts = ScriptDirectory.from_config(_config(history))
    with reading(engine) as conn:
        found = _known(conn, history, scripts)
    if found != scripts.get_current_head():
        raise ConfigError(
            f"The {history.name} database has schema {found or 'none'}, this program needs "
            f"{scripts.get_current_head()}: run ./tindak migrate."
        )


def run_here() -> None:
    """Called by a history's `env.py`: runs its revisions on the connection of `upgrade`."""
    context.configure(connection=context.config.attributes["connection"])
    with context.begin_transaction():
        context.run_migrations()


def _known(conn: Connection, history: History, scripts: ScriptDirectory) -> str | None:
    """The database's revision; raises ConfigError where this code does not know it."""
    found = MigrationContext.configure(conn).get_current_revision()
    if found is not None and found not in {one.revision for one in scripts.walk_revisions()}:
        raise ConfigError(
            f"The {history.name} database has schema {found}, which is newer than this program: "
            "install the newer version."
        )
    return found


def _config(history: History) -> Config:
    config = Config()
    config.set_main_option("script_location", str(history.folder).replace("%", "%%"))
    return config
