"""Statements that are made ready once say the same as SQLAlchemy's own way, and fail alike."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import (
    Column,
    Date,
    Engine,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError, OperationalError

from shared.db import Instant, Json, open_engine, reading, writing
from shared.ready import Ready

metadata = MetaData()
kinds = Table(
    "kinds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("words", Text),
    Column("plain", Json),
    Column("said_at", Instant),
    Column("due_on", Date),
)
FULL: dict[str, Any] = {
    "id": 1,
    "words": "100% of “it”, 'quoted' :so $1",
    "plain": {"a": [1, None]},
    "said_at": datetime(2022, 1, 25, 2, 0, 0, 7, UTC),
    "due_on": date(2022, 3, 11),
}
EMPTY: dict[str, Any] = {**dict.fromkeys(FULL), "id": 2}
ADD = Ready(insert(kinds).values({name: bindparam(name) for name in FULL}))
BY_ID = select(kinds).where(kinds.c.id >= bindparam("least")).order_by(kinds.c.id).limit(2)
ALL = Ready(BY_ID)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = open_engine(database_url)
    metadata.create_all(made)
    with writing(made) as conn:
        ADD.run(conn, FULL)
        ADD.run(conn, EMPTY)
    yield made
    made.dispose()


def test_it_reads_and_writes_what_sqlalchemy_does(engine: Engine) -> None:
    with reading(engine) as conn:
        rows = conn.execute(BY_ID, {"least": 1}).all()
        assert [row._asdict() for row in rows] == [FULL, EMPTY]
        assert ALL.all(conn, {"least": 1}) == rows
        assert ALL.one(conn, {"least": 2}) == rows[1]
        assert ALL.one(conn, {"least": 3}) is None
        assert ALL.one(conn, {"least": 1}).due_on == date(2022, 3, 11)


def test_what_it_writes_is_told_where_that_is_asked(engine: Engine) -> None:
    changed = update(kinds).where(kinds.c.id == 1).values(words=bindparam("new"))
    with writing(engine) as conn:
        Ready(changed).run(conn, {"new": "other"})
        told = Ready(changed.returning(kinds.c.words, kinds.c.plain)).one(conn, {"new": "last"})
    assert (told.words, told.plain) == ("last", {"a": [1, None]})


def test_a_value_that_is_missing_is_no_null(engine: Engine) -> None:
    with writing(engine) as conn, pytest.raises(KeyError):
        ADD.run(conn, {"id": 3})


def test_it_begins_the_transaction_that_it_needs(engine: Engine) -> None:
    with engine.connect() as conn:
        ADD.run(conn, {**EMPTY, "id": 3})
        assert conn.in_transaction()
        conn.rollback()
        assert ALL.one(conn, {"least": 3}) is None


def test_its_errors_are_sqlalchemys_and_tell_no_values(engine: Engine) -> None:
    with pytest.raises(IntegrityError) as raised, writing(engine) as conn:
        ADD.run(conn, FULL)
    assert "quoted" not in str(raised.value)
    with writing(engine) as conn:
        ADD.run(conn, {**EMPTY, "id": 3})


def test_who_listens_hears_it(engine: Engine) -> None:
    heard: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        heard.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    with reading(engine) as conn:
        rows = ALL.all(conn, {"least": 1})
    event.remove(engine, "before_cursor_execute", note)
    with reading(engine) as conn:
        assert ALL.all(conn, {"least": 1}) == rows
    assert len([one for one in heard if "FROM kinds" in one]) == 1


def test_a_connection_that_is_gone_is_given_up(postgres_url: Any) -> None:
    made = open_engine(postgres_url())
    metadata.create_all(made)
    with reading(made) as conn:
        ALL.one(conn, {"least": 1})
        [[backend]] = conn.exec_driver_sql("SELECT pg_backend_pid()").all()
        with made.connect() as other:
            other.exec_driver_sql(f"SELECT pg_terminate_backend({backend})")
        with pytest.raises(OperationalError):
            ALL.one(conn, {"least": 1})
        assert conn.invalidated
        conn.rollback()
    with reading(made) as conn:
        assert ALL.one(conn, {"least": 1}) is None
    made.dispose()
