"""The migrated schema of the outbox is that of the code, partial indexes included."""

from sqlalchemy import Engine, text

from launcher.migrations import HISTORIES
from services.followup.schema import metadata
from shared.db import open_engine, reading, writing
from shared.migrate import upgrade
from tests.conftest import FreshUrl
from tests.shared.schema import differences

OURS = [metadata.tables[name] for name in ("departure", "letter", "webhook", "webhook_delivery")]
INDEXES = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE name = :name",
    "postgresql": "SELECT indexdef FROM pg_indexes WHERE indexname = :name",
}


def test_the_migrated_schema_is_the_codes(database_url: str) -> None:
    engine = open_engine(database_url)
    upgrade(engine, HISTORIES["followup"])
    found = differences(engine, metadata)
    engine.dispose()
    assert found == []


def test_partial_indexes_are_partial_in_both(fresh_url: FreshUrl) -> None:
    migrated, made = open_engine(fresh_url()), open_engine(fresh_url())
    upgrade(migrated, HISTORIES["followup"])
    with writing(made) as conn:
        metadata.create_all(conn, OURS)
    assert indexes(migrated) == indexes(made)
    migrated.dispose()
    made.dispose()


def indexes(engine: Engine) -> dict[str, str]:
    names = [str(index.name) for table in OURS for index in table.indexes]
    query = text(INDEXES[engine.dialect.name])
    with reading(engine) as conn:
        found = {name: conn.execute(query, {"name": name}).scalar_one() for name in names}
    return {name: " ".join(sql.split()).upper() for name, sql in found.items()}
