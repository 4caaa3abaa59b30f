"""Schemas go forward whole, one process at a time, and never under a program too old for them."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from shared.config import ConfigError
from shared.db import open_engine, reading, writing
from shared.migrate import REGISTRY, History, check, upgrade
from shared.registry_tables import metadata
from tests.shared.schema import differences

STEP = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = {revision!r}, {before!r}
def upgrade():
    op.create_table({table!r}, sa.Column("id", sa.Integer, primary_key=True))
    {more}
"""
TWO_STEPS = (("s1", None, "first", ""), ("s2", "s1", "second", ""))


def history(folder: Path, *steps: tuple[str, str | None, str, str]) -> History:
    """A history of these revisions in a folder with a space and a percent sign in its name."""
    place = folder / "a 100%s place"
    (place / "versions").mkdir(parents=True, exist_ok=True)
    (place / "env.py").write_text("from shared.migrate import run_here\n\nrun_here()\n")
    for revision, before, table, more in steps:
        step = STEP.format(revision=revision, before=before, table=table, more=more)
        (place / "versions" / f"{revision}.py").write_text(step)
    return History("example", place)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    found = open_engine(database_url)
    yield found
    found.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def test_the_registrys_history_makes_its_tables(engine: Engine) -> None:
    upgrade(engine, REGISTRY)
    assert differences(engine, metadata) == []
    check(engine, REGISTRY)


def test_a_difference_would_be_found(engine: Engine) -> None:
    upgrade(engine, REGISTRY)
    with writing(engine) as conn:
        conn.execute(text("DROP INDEX holding_account"))
        conn.execute(text("ALTER TABLE office ADD COLUMN phone TEXT"))
    assert len(differences(engine, metadata)) == 2


def test_a_schema_that_is_not_current_stops_the_start(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"example database has schema none.*tindak migrate"):
        check(engine, history(tmp_path, TWO_STEPS[0]))
    upgrade(engine, history(tmp_path, TWO_STEPS[0]))
    longer = history(tmp_path, *TWO_STEPS)
    with pytest.raises(ConfigError, match=r"schema s1, this program needs s2: run \./tindak"):
        check(engine, longer)
    upgrade(engine, longer)
    check(engine, longer)
    assert {"first", "second"} < tables(engine)


def test_a_schema_newer_than_the_program_is_left_alone(engine: Engine, tmp_path: Path) -> None:
    upgrade(engine, history(tmp_path / "new", *TWO_STEPS))
    old = history(tmp_path / "old", TWO_STEPS[0])
    for refuse in (check, upgrade):
        with pytest.raises(ConfigError, match="schema s2, which is newer than this program"):
            refuse(engine, old)
    assert "second" in tables(engine)


def test_what_fails_halfway_leaves_nothing(engine: Engine, tmp_path: Path) -> None:
    broken = history(tmp_path, TWO_STEPS[0], ("s2", "s1", "second", "raise ZeroDivisionError"))
    with pytest.raises(ZeroDivisionError):
        upgrade(engine, broken)
    assert tables(engine) == set()


def test_two_processes_at_once_migrate_once(engine: Engine, tmp_path: Path) -> None:
    steps = history(tmp_path, *TWO_STEPS)
    failed: list[BaseException] = []

    def run() -> None:
        try:
            upgrade(engine, steps)
        except BaseException as error:
            failed.append(error)

    both = [threading.Thread(target=run) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(20)
    assert failed == []
    with reading(engine) as conn:
        assert conn.execute(text("SELECT version_num FROM alembic_version")).all() == [("s2",)]
