"""A migrated database is the one that the code's tables describe, on both engines."""

from collections.abc import Callable
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, inspect

from launcher import migrations
from shared.db import open_engine, writing
from shared.migrate import upgrade
from tests.conftest import FreshUrl

OWN_TABLE = "alembic_version"


@pytest.mark.parametrize("name", migrations.HISTORIES)
def test_migrations_make_what_the_code_describes(name: str, fresh_url: FreshUrl) -> None:
    migrated, described = open_engine(fresh_url()), open_engine(fresh_url())
    upgrade(migrated, migrations.HISTORIES[name])
    with writing(described) as conn:
        migrations.tables(name).create_all(conn)
    try:
        assert schema(migrated) == schema(described)
    finally:
        migrated.dispose()
        described.dispose()


@pytest.mark.parametrize("name", migrations.HISTORIES)
def test_migrating_twice_changes_nothing(name: str, database_url: str) -> None:
    engine = open_engine(database_url)
    upgrade(engine, migrations.HISTORIES[name])
    once = schema(engine)
    upgrade(engine, migrations.HISTORIES[name])
    assert once == schema(engine) != set()
    engine.dispose()


def schema(engine: Engine) -> set[str]:
    """Everything that the database says of its tables, one line for each fact."""
    found = inspect(engine)
    asked: dict[str, Callable[[str], Any]] = {
        "column": found.get_columns,
        "key": lambda table: [found.get_pk_constraint(table)],
        "foreign key": found.get_foreign_keys,
        "unique": found.get_unique_constraints,
        "index": found.get_indexes,
        "check": found.get_check_constraints,
    }
    return {
        f"{table}: {kind} {shown(one)}"
        for table in found.get_table_names()
        if table != OWN_TABLE
        for kind, ask in asked.items()
        for one in ask(table)
    }


def shown(facts: Any) -> str:
    """Facts as text; types and conditions by their SQL, whose objects compare by identity."""
    if isinstance(facts, dict):
        return ", ".join(f"{key}={shown(value)}" for key, value in sorted(facts.items()))
    return str(facts)


@pytest.mark.parametrize("name", migrations.HISTORIES)
def test_a_historys_files_are_named_and_sorted_as_alembic_links_them(name: str) -> None:
    history = migrations.HISTORIES[name]
    linked = [one.revision for one in ScriptDirectory(history.folder).walk_revisions()]
    assert history.revisions == tuple(reversed(linked))


def test_the_comparison_would_notice(fresh_url: FreshUrl) -> None:
    whole, empty = open_engine(fresh_url()), open_engine(fresh_url())
    upgrade(whole, migrations.HISTORIES["registry"])
    MetaData().create_all(empty)
    assert schema(whole) != schema(empty)
    whole.dispose()
    empty.dispose()
