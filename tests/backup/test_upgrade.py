"""Data of any earlier schema goes forward; an old backup does so on its return."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, MetaData, insert, inspect, select
from sqlalchemy import table as untyped
from sqlalchemy.sql import column

from launcher import migrations
from launcher.migrations import HISTORIES
from services.followup.hearing.repair import repair
from services.followup.remaking.rebuild import rebuild
from services.followup.watch.audit import audit
from shared.db import reading, writing
from shared.migrate import upgrade, upgrade_on
from shared.revisions import check
from tests.backup import doctored
from tests.backup.conftest import Empty
from tests.backup.original import Original, Place3, go_on
from tests.intake.town import KANWIL

OLDEST = {name: history.revisions[0] for name, history in HISTORIES.items()}
EARLIER = [
    (name, revision) for name, history in HISTORIES.items() for revision in history.revisions[:-1]
]
COUNTED = ("event", "case_", "journal", "recommendation", "evidence", "office", "token")


def grown_old(place: Place3, original: Original, schemas: dict[str, str]) -> None:
    """Databases of these schemas with all of the original's rows that they have a place for."""
    for name, schema in schemas.items():
        engine = place.engines[name]
        with writing(engine) as conn, reading(original.place.engines[name]) as new:
            upgrade_on(conn, HISTORIES[name], schema)
            for table in migrations.tables(name).sorted_tables:
                if inspect(conn).has_table(table.name):
                    _copied(conn, new, table)


def _copied(conn: Connection, new: Connection, table: Any) -> None:
    there = {one["name"] for one in inspect(conn).get_columns(table.name)}
    names = [one.name for one in table.c if one.name in there]
    rows = [dict(row._mapping) for row in new.execute(select(*(table.c[one] for one in names)))]
    old = untyped(table.name, *(column(one, table.c[one].type) for one in names))
    conn.execute(old.delete())
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql("PRAGMA defer_foreign_keys=on")
    for row in sorted(rows, key=lambda row: row.get("parent") is not None):
        conn.execute(insert(old).values(row))
    assert len(rows) > 0 or table.name not in COUNTED


def counted(engine: Engine) -> dict[str, int]:
    found = MetaData()
    found.reflect(engine)
    with reading(engine) as conn:
        return {
            one: len(conn.execute(select(found.tables[one])).all())
            for one in COUNTED
            if one in found.tables
        }


def test_the_oldest_schema_goes_forward_with_everything_in_it(
    original: Original, twin: Empty
) -> None:
    place = twin("2022-06-02T16:30")
    place.bring_back(original.file, "evidence")
    grown_old(place, original, OLDEST)
    before = {name: counted(engine) for name, engine in place.engines.items()}
    for name, engine in place.engines.items():
        upgrade(engine, HISTORIES[name])
        check(engine, HISTORIES[name])
    assert {name: counted(engine) for name, engine in place.engines.items()} == before
    followup = place.followup(original.secret)
    repair(followup)
    assert place.findings() == []
    assert audit(followup) == []
    place.clock.instant = place.clock.instant.replace(month=8)
    go_on(followup)
    assert place.findings() == []
    assert audit(followup) == []
    rebuild(followup, KANWIL)
    assert place.findings() == []


@pytest.mark.parametrize(("name", "schema"), EARLIER)
def test_every_schema_between_goes_forward(
    plain: Original, small: Empty, name: str, schema: str
) -> None:
    engine = plain.place.engines[name]
    place = small()
    grown_old(place, plain, {name: schema})
    upgrade(place.engines[name], HISTORIES[name])
    assert counted(place.engines[name]) == counted(engine)


def test_a_backup_of_an_older_program_goes_forward_on_its_return(
    original: Original, twin: Empty, tmp_path: Path
) -> None:
    """As the first program would have made it: fewer tables, fewer columns."""
    old = twin()
    grown_old(old, original, OLDEST)
    tables = {name: set(inspect(engine).get_table_names()) for name, engine in old.engines.items()}
    columns = {
        (name, table): [one["name"] for one in inspect(engine).get_columns(table)]
        for name, engine in old.engines.items()
        for table in tables[name]
    }

    def aged(parts: dict[str, bytes], said: Any) -> None:
        for name, database in said["databases"].items():
            database["schema"] = OLDEST[name]
            gone = [one for one in database["tables"] if one["name"] not in tables[name]]
            database["tables"] = [one for one in database["tables"] if one not in gone]
            for one in gone:
                del parts[one["part"]]
            for one in database["tables"]:
                _narrowed(parts, one, columns[name, one["name"]])

    place = twin("2022-06-02T16:30")
    place.bring_back(doctored.changed(original.file, tmp_path / "old.tar", aged))
    for name, engine in place.engines.items():
        check(engine, HISTORIES[name])
    followup = place.followup(original.secret)
    repair(followup)
    assert place.findings() == []
    assert audit(followup) == []


def _narrowed(parts: dict[str, bytes], table: Any, columns: list[str]) -> None:
    kept = [number for number, one in enumerate(table["columns"]) if one in columns]
    rows = doctored.rows(parts, table["part"])
    doctored.put(parts, table["part"], [[row[number] for number in kept] for row in rows])
    table["columns"] = [table["columns"][number] for number in kept]
