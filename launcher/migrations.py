"""Brings each database to the current schema.

Owns: where the three histories lie and how one is run. A history is a folder of Alembic
revisions, nothing else; two migrations at once wait for each other.
"""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, text

from shared.config import Settings
from shared.db import open_engine, writing

HISTORIES: Mapping[str, str] = {
    "registry": "shared",
    "intake": "services.intake",
    "followup": "services.followup",
}
ADVISORY_LOCK = 7_461_063  # any number, the same for every migration of ours


def addresses(settings: Settings) -> dict[str, str]:
    """Each database's name and URL."""
    return {
        "registry": settings.registry_url,
        "intake": settings.intake_url_db,
        "followup": settings.followup_url_db,
    }


def migrate(name: str, url: str) -> tuple[str | None, str | None]:
    """Bring the database `name` at `url` to its newest revision, in one transaction.

    Answers the revisions before and after.
    """
    script = _script(name)
    engine = open_engine(url)
    try:
        with writing(engine) as conn:
            if conn.dialect.name == "postgresql":
                conn.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
            before = MigrationContext.configure(conn).get_current_revision()
            _run(script, conn)
            return before, script.get_current_head()
    finally:
        engine.dispose()


def metadata(name: str) -> MetaData:
    """The tables as the code knows them."""
    module = {"registry": "shared.registry_tables"}.get(name, f"{HISTORIES[name]}.tables")
    tables: MetaData = import_module(module).metadata
    return tables


def _script(name: str) -> ScriptDirectory:
    package = import_module(HISTORIES[name])
    assert package.__file__ is not None
    return ScriptDirectory(str(Path(package.__file__).parent / "migrations"))


def _run(script: ScriptDirectory, conn: Connection) -> None:
    def upgrade(revision: object, _context: object) -> object:
        return script._upgrade_revs("head", revision)  # type: ignore[arg-type]

    with EnvironmentContext(Config(), script, fn=upgrade) as environment:
        environment.configure(connection=conn, transaction_per_migration=False)
        environment.run_migrations()
