"""Many rows are the same rows as few."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Connection, Date, Integer, MetaData, String, Table, select
from sqlalchemy.exc import DataError, IntegrityError

from shared.db import Instant, Json, open_engine, reading, writing
from shared.many import FEW, insert_many, insert_missing, replace_many, update_many

TABLE = Table(
    "thing",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("text", String(80)),
    Column("on", Date),
    Column("at", Instant),
    Column("yes", Boolean),
    Column("list", Json),
)


def row(number: int) -> Mapping[str, Any]:
    return {
        "id": number,
        "text": None if number % 3 == 0 else f"\\N\t{number}\n'\"é\\",
        "on": date(2022, 1, 25),
        "at": datetime(2022, 1, 25, 2, 0, 0, number, tzinfo=UTC),
        "yes": number % 2 == 0,
        "list": [f"\\{number}", None],
    }


@pytest.mark.parametrize("count", [0, 1, FEW, FEW + 1, 500])
def test_what_is_written_is_what_is_read(database_url: str, count: int) -> None:
    engine = open_engine(database_url)
    rows = [row(number) for number in range(count)]
    with writing(engine) as conn:
        TABLE.create(conn)
        insert_many(conn, TABLE, rows)
    with reading(engine) as conn:
        assert [dict(one._mapping) for one in conn.execute(select(TABLE))] == rows
    engine.dispose()


@pytest.mark.parametrize("count", [2, 500])
def test_what_cannot_stand_is_refused_alike(database_url: str, count: int) -> None:
    engine = open_engine(database_url)
    with writing(engine) as conn:
        TABLE.create(conn)
    with pytest.raises(IntegrityError), writing(engine) as conn:
        insert_many(conn, TABLE, [{**row(number), "id": 1} for number in range(count)])
    engine.dispose()


def nothing_but(number: int) -> Mapping[str, Any]:
    return {**dict.fromkeys(row(number)), "id": number}


def lies(conn: Connection) -> list[Mapping[str, Any]]:
    rows = conn.execute(select(TABLE).order_by(TABLE.c.id))
    return [dict(one._mapping) for one in rows]


@pytest.mark.parametrize("count", [0, 1, 500])
def test_what_is_missing_is_written_and_what_stands_is_left(database_url: str, count: int) -> None:
    engine = open_engine(database_url)
    with writing(engine) as conn:
        TABLE.create(conn)
        insert_missing(conn, TABLE, [nothing_but(number) for number in range(count // 2)])
        insert_missing(conn, TABLE, [row(number) for number in range(count)])
        stand = [nothing_but(number) for number in range(count // 2)]
        assert lies(conn) == stand + [row(number) for number in range(count // 2, count)]
    engine.dispose()


@pytest.mark.parametrize("count", [0, 1, 500])
def test_what_is_written_over_is_as_it_was_given(database_url: str, count: int) -> None:
    engine = open_engine(database_url)
    with writing(engine) as conn:
        TABLE.create(conn)
        replace_many(conn, TABLE, [row(number) for number in range(count // 2)])
        replace_many(conn, TABLE, [nothing_but(number) for number in range(count)])
        assert lies(conn) == [nothing_but(number) for number in range(count)]
        replace_many(conn, TABLE, [row(number) for number in range(count)])
        assert lies(conn) == [row(number) for number in range(count)]
    engine.dispose()


@pytest.mark.parametrize("count", [0, 1, 500])
def test_only_the_columns_that_are_named_change(database_url: str, count: int) -> None:
    engine = open_engine(database_url)
    changes = [{"at": None, "list": {"n": number}, "id": number} for number in range(count)]
    with writing(engine) as conn:
        TABLE.create(conn)
        insert_many(conn, TABLE, [row(number) for number in range(count + 1)])
        update_many(conn, TABLE, changes)
        changed = [{**row(number), **change} for number, change in enumerate(changes)]
        assert lies(conn) == [*changed, row(count)]
    engine.dispose()


@pytest.mark.parametrize("write", [insert_missing, replace_many])
def test_text_that_is_too_long_is_not_cut_off(postgres_url: Callable[[], str], write: Any) -> None:
    engine = open_engine(postgres_url())
    with writing(engine) as conn:
        TABLE.create(conn)
    with pytest.raises(DataError), writing(engine) as conn:
        write(conn, TABLE, [{**row(1), "text": "é" * 81}])
    engine.dispose()
