"""No program acts on a schema that is not its own, not even one that was running already."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from shared.config import ConfigError
from shared.db import open_engine, reading, writing
from shared.migrate import History, check, upgrade
from shared.revisions import SchemaMoved
from tests.shared.test_migrate import TWO_STEPS, history

WRITE = text("INSERT INTO first (id) VALUES (1)")


@pytest.fixture
def old(tmp_path: Path) -> History:
    return history(tmp_path / "old", TWO_STEPS[0])


@pytest.fixture
def new(tmp_path: Path) -> History:
    return history(tmp_path / "new", *TWO_STEPS)


@pytest.fixture
def running(database_url: str, old: History) -> Iterator[Engine]:
    """The engine of a program that was started on its own schema, and has worked."""
    engine = open_engine(database_url)
    upgrade(engine, old)
    check(engine, old)
    check(engine, old)
    with reading(engine) as conn:
        conn.execute(text("SELECT 1"))
    yield engine
    engine.dispose()


def migrated(url: str, new: History) -> None:
    engine = open_engine(url)
    try:
        upgrade(engine, new)
    finally:
        engine.dispose()


def rows(url: str) -> int:
    engine = open_engine(url)
    with reading(engine) as conn:
        found = conn.execute(text("SELECT id FROM first")).all()
    engine.dispose()
    return len(found)


def test_a_schema_is_not_pulled_away_under_a_program(
    running: Engine, database_url: str, new: History
) -> None:
    if running.dialect.name == "postgresql":
        with pytest.raises(ConfigError, match="example database is in use: stop every program"):
            migrated(database_url, new)
        with writing(running) as conn:
            conn.execute(WRITE)
        running.dispose()
    migrated(database_url, new)
    before = rows(database_url)
    for work in (reading, writing):
        told = pytest.raises(SchemaMoved, match="has schema s2 now, this program needs s1")
        with told, work(running) as conn:
            conn.execute(WRITE)
    assert rows(database_url) == before


def test_migrating_what_is_current_disturbs_nobody(
    running: Engine, database_url: str, old: History
) -> None:
    migrated(database_url, old)
    with writing(running) as conn:
        conn.execute(WRITE)
    assert rows(database_url) == 1


def test_a_program_whose_files_were_replaced_stays_what_it_is(
    running: Engine, database_url: str, old: History, tmp_path: Path
) -> None:
    """The new code lies where the old lay; who runs has the old in memory."""
    running.dispose()
    replaced = history(tmp_path / "old", *TWO_STEPS)
    assert replaced.folder == old.folder
    migrated(database_url, replaced)
    with pytest.raises(SchemaMoved), writing(running) as conn:
        conn.execute(WRITE)
