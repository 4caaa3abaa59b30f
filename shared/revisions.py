"""Whether a database is at this program's schema.

Owns: what a history is (a folder of revisions) and the check at each process's start that schema
and code belong together. It does without alembic, whose import costs each process ten megabytes.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from shared.config import ConfigError
from shared.db import reading


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
    """Raises ConfigError, in one line, where the database is not at the history's head."""
    with reading(engine) as conn:
        found = known(conn, history)
    head = history.revisions[-1]
    if found != head:
        raise ConfigError(
            f"The {history.name} database has schema {found or 'none'}, this program needs "
            f"{head}: run ./tindak migrate."
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
