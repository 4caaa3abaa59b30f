"""What a sweep costs depends on what is due, not on what is open."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, insert, text

from services.followup.clockwork import sweep
from services.followup.store import cursors, instants, tables
from shared.db import reading, writing
from shared.ids import new_id
from tests.followup.town import BABEL, WIB, Town

DUE = datetime(2022, 3, 12, tzinfo=WIB)
LATER = datetime(2022, 6, 1, tzinfo=WIB)
OPEN = 5000


@pytest.fixture
def crowded(town: Town) -> Town:
    """Many open cases whose time has not come, and many closed ones."""
    with writing(town.place.engine) as conn:
        conn.execute(insert(tables.case_), [row(n) for n in range(OPEN)])
    cursors.opened(town.place.engine, BABEL)
    if town.place.engine.dialect.name == "postgresql":
        with town.place.engine.connect() as conn:
            conn.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE case_"))
    return town


LOOKS: dict[str, Callable[[Connection], object]] = {
    "due streams": lambda conn: sweep.due_streams(conn, DUE),
    "due cases": lambda conn: instants.due(conn, BABEL, DUE, 100),
    "the next instant": lambda conn: instants.next_instant(conn, DUE),
    "the oldest due": lambda conn: instants.oldest_due(conn, DUE),
    "swept to": lambda conn: instants.swept_to(conn, BABEL, DUE),
}


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_goes_through_the_index_of_instants(crowded: Town, look: str) -> None:
    with reading(crowded.place.engine) as conn:
        with statements(conn) as asked:
            LOOKS[look](conn)
        [(statement, values)] = asked
        plan = explained(conn, statement, values)
    assert re.search(r"case_(stream_)?next_at", plan), plan
    assert "Seq Scan on case_" not in plan, plan
    assert not re.search(r"SCAN case_( |$)(?!USING)", plan, re.MULTILINE), plan


def test_a_sweep_with_nothing_due_asks_one_thing(crowded: Town) -> None:
    with statements(crowded.place.engine) as asked:
        assert crowded.sweep() == 0
        first = len(asked)
        crowded.sweep()
    about_cases = [statement for statement, _ in asked if "case_" in statement]
    assert len(about_cases) == 2
    assert len(asked) - first <= 3


def test_firing_takes_as_many_statements_for_ten_as_for_one(crowded: Town) -> None:
    counts = []
    for number in (1, 10):
        for _ in range(number):
            crowded.record()
        crowded.catch_up()
        crowded.clock.instant += timedelta(days=60)
        with statements(crowded.place.engine) as asked:
            assert crowded.sweep() >= number
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 2, counts


def row(number: int) -> dict[str, Any]:
    """A case as the sweep sees it: three in four are closed."""
    return {
        "recommendation_id": new_id(),
        "code": f"X-{number}",
        "stream": BABEL,
        "kanwil": BABEL,
        "unit": "LP-SGL",
        "ombudsman": "O",
        "letter_id": "l",
        "instrument": "saran",
        "due_kind": "rule",
        "service": "s",
        "severity": "s",
        "status": "received",
        "level": 0,
        "sent_at": DUE,
        "breached": False,
        "next_at": LATER + timedelta(seconds=number) if number % 4 == 0 else None,
        "body": {},
    }


@contextmanager
def statements(where: Any) -> Iterator[list[tuple[str, Any]]]:
    """What is asked of the database meanwhile."""
    asked: list[tuple[str, Any]] = []

    def note(_conn: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            asked.append((statement, values))

    event.listen(where, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(where, "before_cursor_execute", note)


def _said(value: Any) -> str:
    """The value in SQL; of a whole column's list a plan that is generic wants to know nothing."""
    return "NULL" if value is None or isinstance(value, list) else f"'{value}'"


def explained(conn: Connection, statement: str, values: Any) -> str:
    """The plan; on PostgreSQL the generic one, which a prepared statement gets in time."""
    if conn.dialect.name == "sqlite":
        rows = conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return "\n".join(row[3] for row in rows)
    names: list[str | int] = []

    def number(match: re.Match[str]) -> str:
        names.append(match[1] or len(names))
        return f"${len(names)}"

    numbered = re.sub(r"%(?:\((\w+)\)s|b)", number, statement)
    conn.exec_driver_sql("SET LOCAL plan_cache_mode = force_generic_plan")
    conn.exec_driver_sql(f"PREPARE look AS {numbered}")
    given = ", ".join(map(_said, (values[name] for name in names)))
    execute = f"EXECUTE look({given})" if names else "EXECUTE look"
    plan = "\n".join(found[0] for found in conn.exec_driver_sql(f"EXPLAIN {execute}"))
    conn.exec_driver_sql("DEALLOCATE look")
    return plan
