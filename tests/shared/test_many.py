"""Many rows are the same rows as few."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Date, Integer, MetaData, String, Table, select
from sqlalchemy.exc import IntegrityError

from shared.db import Instant, Json, open_engine, reading, writing
from shared.many import FEW, insert_many

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
