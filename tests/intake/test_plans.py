"""The statements that intake makes most are answered through indexes, however much there is.

Asked of each engine's own planner: on PostgreSQL with the plan that it keeps for prepared
statements, and with tables that look large to it.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, event

from services.intake import store
from services.intake.store import letters, reading, tables
from services.intake.store.tables import streams
from shared import answers
from shared.answers import Asked
from shared.clock import HandClock
from shared.db import open_engine, writing
from shared.events import Draft
from tests.intake.town import KANWIL, OMBUDSMAN, RUTAN, Town

ID = "017e9007-3480-7000-8000-000000000002"
SEEN = {"unit": RUTAN}
KEY = Asked("a" * 64, "b" * 64)
CLOCK = HandClock(datetime(2022, 1, 25, 2, tzinfo=UTC))
WRITER = store.Writer(OMBUDSMAN, date(2022, 1, 25), ID, date(2020, 1, 25))
_NAMED = re.compile(r"%\((\w+)\)s")
Ask = Callable[[Connection], object]
QUESTIONS: dict[str, tuple[Ask, tuple[str, ...]]] = {
    "append": (
        lambda conn: streams.append(conn, CLOCK, KANWIL, [Draft("n", "s", {})]),
        ("stream", "event"),
    ),
    "feed": (lambda conn: streams.page(conn, CLOCK, KANWIL, 7, 500), ("stream", "event")),
    "read": (lambda conn: streams.read(conn, KANWIL, 7, 500), ("event",)),
    "about": (lambda conn: streams.about(conn, ID), ("event",)),
    "repeat": (
        lambda conn: store.latest(conn, WRITER, [(RUTAN, "kunjungan", ("biaya", "produk"))]),
        ("recommendation",),
    ),
    "named": (lambda conn: store.named(conn, OMBUDSMAN, ["REK-1"]), ("recommendation",)),
    "recall": (
        lambda conn: store.of_pairs(conn, OMBUDSMAN, [(RUTAN, "remisi")], date(2020, 1, 1)),
        ("recommendation",),
    ),
    "key": (lambda conn: [answers.claim(conn, KEY) for _ in range(2)], ("idempotency",)),
    "number": (lambda conn: store.number_free(conn, OMBUDSMAN, "N/1"), ("letter",)),
    "letter": (
        lambda conn: _refused(lambda: store.load_letter(conn, CLOCK, ID, OMBUDSMAN)),
        ("letter",),
    ),
    "load": (lambda conn: _refused(lambda: store.load(conn, ID, SEEN)), ("recommendation",)),
    "two": (lambda conn: _refused(lambda: store.load_two(conn, ID, "REK-1", SEEN)),
            ("recommendation",)),
    "one": (lambda conn: _refused(lambda: reading.recommendation(conn, ID, SEEN)),
            ("recommendation",)),
    "list": (lambda conn: reading.page(conn, reading.Filters(), SEEN, ID, 50),
             ("recommendation",)),
    "letters": (lambda conn: letters.page(conn, "", {"ombudsman": OMBUDSMAN}, ID, 50),
                ("letter", "recommendation")),
}  # fmt: skip


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_index_answers(town: Town, name: str) -> None:
    ask, asked = QUESTIONS[name]
    with _planned(town) as (conn, plans):
        ask(conn)
        found = plans()
    scanned = [plan for plan in found for table in asked if _scans(plan, table)]
    assert scanned == [], "\n".join(scanned)
    assert any(_searches(plan) for plan in found), "\n".join(found)


@pytest.mark.parametrize("name", ["repeat", "recall"])
def test_a_repeat_is_looked_for_where_its_kind_stands(town: Town, name: str) -> None:
    with _planned(town) as (conn, plans):
        QUESTIONS[name][0](conn)
        [plan] = plans()
    reaches = plan.count("recommendation_repeat")
    assert reaches == (3 if name == "repeat" else 1), plan


def test_time_is_read_after_the_lock(town: Town) -> None:
    with _planned(town) as (conn, plans):
        streams.page(conn, CLOCK, KANWIL, 7, 500)
        locking = [plan for plan in plans() if "LockRows" in plan]
    if conn.dialect.name == "postgresql":
        assert all("Subquery Scan" in plan.splitlines()[0] for plan in locking), locking
        assert locking


def test_the_look_would_notice(town: Town) -> None:
    with _planned(town) as (conn, plans):
        conn.execute(tables.recommendation.select().where(tables.recommendation.c.text == "x"))
        assert any(_scans(plan, "recommendation") for plan in plans())


def _refused(call: Callable[[], object]) -> None:
    """There is no such row: the statement was made all the same."""
    with pytest.raises(Exception, match="There is no"):
        call()


@contextmanager
def _planned(town: Town) -> Iterator[tuple[Connection, Callable[[], list[str]]]]:
    """A transaction that comes to nothing, and the plans of what was asked in it."""
    engine = open_engine(town.settings.intake_url_db)
    plan = _of_postgresql if engine.dialect.name == "postgresql" else _of_sqlite
    asked: list[tuple[str, Any]] = []
    with writing(engine) as conn:
        if engine.dialect.name == "postgresql":
            conn.exec_driver_sql("SET LOCAL plan_cache_mode = force_generic_plan")
            conn.exec_driver_sql("SET LOCAL enable_seqscan = off")  # they are empty

        def note(_conn: Any, _cursor: Any, text: str, values: Any, *_: Any) -> None:
            asked.append((text, values))

        event.listen(engine, "before_cursor_execute", note)

        def plans() -> list[str]:
            event.remove(engine, "before_cursor_execute", note)
            return [plan(conn, text, values) for text, values in asked]

        yield conn, plans
        conn.rollback()
    engine.dispose()


def _of_sqlite(conn: Connection, text: str, values: Any) -> str:
    made: Any = conn.connection.driver_connection
    rows = made.execute(f"EXPLAIN QUERY PLAN {text}", values[0] if _many(values) else values)
    return "\n".join(row[3] for row in rows)


def _of_postgresql(conn: Connection, text: str, values: Any) -> str:
    """As the server keeps it for a statement that was prepared: without looking at the values."""
    made: Any = conn.connection.driver_connection
    given = dict(values[0] if _many(values) else values)
    names = list(dict.fromkeys(_NAMED.findall(text)))
    prepared = _NAMED.sub(lambda found: f"${names.index(found[1]) + 1}", text).replace("%%", "%")
    with psycopg.ClientCursor(made) as cursor:
        cursor.execute(f"PREPARE asked AS {prepared}".encode())
        marks = ", ".join(["%s"] * len(names))
        execute = f"EXPLAIN EXECUTE asked({marks})" if names else "EXPLAIN EXECUTE asked"
        cursor.execute(execute.encode(), [given[name] for name in names])
        rows = cursor.fetchall()
        cursor.execute("DEALLOCATE asked")
    return "\n".join(row[0] for row in rows)


def _many(values: Any) -> bool:
    return isinstance(values, list)


def _scans(plan: str, table: str) -> bool:
    """Whether all of the table is gone through; going through a whole index is no better."""
    lines = plan.splitlines()
    for number, line in enumerate(lines):
        if re.search(rf"^SCAN {table}\b|Seq Scan on {table}\b", line):
            return True
        if re.search(rf"Index (Only )?Scan.* on {table}\b|Bitmap Index Scan on {table}_", line):
            below = lines[number + 1] if number + 1 < len(lines) else ""
            if "Index Cond" not in below:
                return True
    return False


def _searches(plan: str) -> bool:
    return "SEARCH" in plan or "Index Cond" in plan
