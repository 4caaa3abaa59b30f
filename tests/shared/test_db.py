"""Databases that lose nothing and mean the same on both engines."""

import os
import socket
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import (
    Column,
    Engine,
    Integer,
    MetaData,
    Table,
    event,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError

from shared.clock import ANCHOR_NAME, AnchoredClock, HandClock, SystemClock, write_anchor
from shared.db import Instant, Json, clock_reading, open_engine, reading, writing
from tests.conftest import FreshUrl

metadata = MetaData()
count = Table(
    "count",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer),
    Column("at", Instant),
    Column("said", Json),
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    found = open_engine(database_url)
    metadata.create_all(found)
    yield found
    found.dispose()


def test_an_instant_comes_back_in_utc_to_the_microsecond(engine: Engine) -> None:
    wib = datetime(2022, 3, 11, 23, 59, 59, 123456, tzinfo=timezone(timedelta(hours=7)))
    with writing(engine) as conn:
        conn.execute(insert(count).values(id=1, at=wib))
        conn.execute(insert(count).values(id=2, at=None))
    with reading(engine) as conn:
        at, none = conn.execute(select(count.c.at).order_by(count.c.id)).scalars()
    assert at == wib
    assert at.tzinfo is UTC
    assert none is None


def test_instants_sort_and_compare_as_time_does(engine: Engine) -> None:
    whole = datetime(2022, 3, 11, 17, tzinfo=UTC)
    instants = [whole - timedelta(microseconds=1), whole, whole + timedelta(microseconds=1)]
    with writing(engine) as conn:
        conn.execute(insert(count), [{"id": n, "at": at} for n, at in enumerate(instants[::-1])])
    with reading(engine) as conn:
        assert list(conn.execute(select(count.c.at).order_by(count.c.at)).scalars()) == instants
        due = select(count.c.id).where(count.c.at <= whole).order_by(count.c.id)
        assert list(conn.execute(due).scalars()) == [1, 2]


def test_json_is_the_same_text_on_both_engines(engine: Engine) -> None:
    with writing(engine) as conn:
        conn.execute(insert(count).values(id=1, said={"b": [1, None], "a": "Pengaduan – ya"}))
    with reading(engine) as conn:
        assert conn.execute(select(count.c.said)).scalar_one() == {
            "a": "Pengaduan – ya",
            "b": [1, None],
        }
        raw = conn.execute(text("SELECT said FROM count")).scalar_one()
    assert raw == '{"a":"Pengaduan – ya","b":[1,null]}'


def test_no_update_is_lost_between_writers(engine: Engine) -> None:
    with writing(engine) as conn:
        conn.execute(insert(count).values(id=1, number=0))
    failed: list[BaseException] = []

    def add() -> None:
        try:
            for _ in range(40):
                with writing(engine) as conn:
                    found = conn.execute(select(count.c.number).with_for_update()).scalar_one()
                    conn.execute(update(count).values(number=found + 1))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=add) for _ in range(5)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert failed == []
    with reading(engine) as conn:
        assert conn.execute(select(count.c.number)).scalar_one() == 200


def test_who_writes_on_sqlite_holds_the_lock_before_reading(sqlite_url: FreshUrl) -> None:
    """Else another process could write between what was read and what follows from it."""
    url = sqlite_url()
    engine = open_engine(url)
    metadata.create_all(engine)
    other = sqlite3.connect(str(make_url(url).database), timeout=0, isolation_level=None)
    with writing(engine) as conn:
        conn.execute(select(count.c.number)).all()
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    with reading(engine) as conn:  # who only reads waits for nobody
        conn.execute(select(count.c.number)).all()
    other.close()
    engine.dispose()


def test_writers_of_one_process_queue_before_they_reach_sqlite(sqlite_url: FreshUrl) -> None:
    """Here SQLite refuses at once whoever meets another in it: nobody does."""
    engine = open_engine(sqlite_url())
    metadata.create_all(engine)
    engine.dispose()

    @event.listens_for(engine, "connect")
    def impatient(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout=0")

    begin = threading.Barrier(8)

    def write(number: int) -> None:
        begin.wait(10)
        for _ in range(20):
            with writing(engine) as conn:
                conn.execute(insert(count).values(number=number))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    with reading(engine) as conn:
        assert len(conn.execute(select(count.c.id)).all()) == 160
    engine.dispose()


def test_a_reader_keeps_its_view_and_stops_no_writer(engine: Engine) -> None:
    with writing(engine) as conn:
        conn.execute(insert(count).values(id=1))
    with reading(engine) as reader:
        assert len(reader.execute(select(count.c.id)).all()) == 1
        with writing(engine) as writer:
            writer.execute(insert(count).values(id=2))
        assert len(reader.execute(select(count.c.id)).all()) == 1
    with reading(engine) as reader:
        assert len(reader.execute(select(count.c.id)).all()) == 2


def test_a_reader_on_postgresql_cannot_write(postgres_url: object) -> None:
    assert callable(postgres_url)
    engine = open_engine(postgres_url())
    metadata.create_all(engine)
    with reading(engine) as conn, pytest.raises(DBAPIError, match="read-only"):
        conn.execute(insert(count).values(id=1))
    engine.dispose()


def test_an_exception_rolls_back(engine: Engine) -> None:
    def half() -> None:
        with writing(engine) as conn:
            conn.execute(insert(count).values(id=1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    with reading(engine) as conn:
        assert conn.execute(select(count.c.id)).all() == []


def test_errors_tell_no_values(engine: Engine) -> None:
    def twice() -> None:
        with writing(engine) as conn:
            for _ in range(2):
                conn.execute(insert(count).values(id=1, said="a complaint's words"))

    with pytest.raises(IntegrityError) as failed:
        twice()
    assert "complaint" not in str(failed.value)


def test_sqlite_is_set_to_survive_a_power_cut(sqlite_url: object) -> None:
    assert callable(sqlite_url)
    engine = open_engine(sqlite_url())
    with engine.connect() as conn:
        found = {
            name: conn.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 30_000,
    }
    engine.dispose()


def test_the_databases_clock_moves_within_a_transaction(engine: Engine) -> None:
    with writing(engine) as conn:
        first = clock_reading(conn, SystemClock())
        conn.execute(insert(count).values(id=1))
        second = clock_reading(conn, SystemClock())
    assert first < second
    assert abs(second - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_simulated_clock_is_asked_instead(engine: Engine, clock: HandClock) -> None:
    with writing(engine) as conn:
        assert clock_reading(conn, clock) == clock.now()


class _WrongHost(AnchoredClock):
    """The simulated clock as a host reads it whose own clock is wrong: it may not be asked."""

    def now(self) -> datetime:
        raise AssertionError("the host's own clock was asked")


def test_simulated_time_too_is_read_by_the_databases_clock(
    postgres_url: FreshUrl, tmp_path: Path
) -> None:
    path = tmp_path / ANCHOR_NAME
    write_anchor(path, datetime(2022, 1, 25, 2, tzinfo=UTC), 0.0)
    engine = open_engine(postgres_url())
    with writing(engine) as conn:
        assert clock_reading(conn, _WrongHost(path)) == datetime(2022, 1, 25, 2, tzinfo=UTC)
        write_anchor(path, datetime(2022, 1, 25, 2, tzinfo=UTC), 60.0)
        first, second = (clock_reading(conn, _WrongHost(path)) for _ in range(2))
        assert first < second
    engine.dispose()


def test_a_postgresql_that_has_gone_without_a_word_is_noticed(postgres_url: FreshUrl) -> None:
    engine = open_engine(postgres_url())
    with engine.connect() as conn:
        driver = conn.connection.driver_connection
        assert driver is not None
        held = driver.info.get_parameters()
        line = socket.socket(fileno=os.dup(driver.fileno()))
    with line:
        idle = line.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE)
        unheard = line.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
    assert (idle, unheard) == (15, 30_000)
    assert held["connect_timeout"] == "5"
    engine.dispose()
