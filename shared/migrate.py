"""Databases brought to the current schema.

Owns: running one history (alembic) to its head on one engine, in one transaction, one process at
a time, with nobody at work on the database. A history's `env.py` is two lines: it calls `run_here`.
"""

from alembic import command, context
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from shared.db import writing
from shared.revisions import REGISTRY, History, alone, check, known

__all__ = ["REGISTRY", "History", "check", "run_here", "upgrade", "upgrade_on"]

_LOCK = 0x7469_6E64  # any number: one migration at a time per PostgreSQL database


def upgrade(engine: Engine, history: History) -> None:
    """Brings the database to the history's head; all or nothing. Raises ConfigError where the
    schema is newer than this code, or where programs are at work that it would pull away under."""
    with writing(engine) as conn:
        upgrade_on(conn, history)


def upgrade_on(conn: Connection, history: History, to: str | None = None) -> None:
    """The same in the caller's transaction, up to the revision `to` where one is named."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    if known(conn, history) == (to or history.revisions[-1]):
        return
    alone(conn, history)
    config = Config()
    config.set_main_option("script_location", str(history.folder).replace("%", "%%"))
    config.attributes["connection"] = conn
    command.upgrade(config, to or "head")


def run_here() -> None:
    """Called by a history's `env.py`: runs its revisions on the connection of `upgrade`."""
    context.configure(connection=context.config.attributes["connection"])
    with context.begin_transaction():
        context.run_migrations()
