"""Every hot statement goes through an index, on both engines; on PostgreSQL by the generic plan,
which a prepared statement has in time."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from services.followup.letters import departures, lease
from services.followup.letters import tables as outbox
from services.followup.store import cursors, instants
from shared.db import reading, writing
from tests.followup.test_cost import DUE, explained, statements
from tests.followup.town import BABEL, Town

SMALL = ("calendar_version", "policy_version", "origin", "pulse", "webhook", "stuck", "stream")
"""Tables of a few rows, whose reading whole is a plan as good as any."""
Asked = list[tuple[str, Any]]


def escalating(town: Town) -> Asked:
    """What a sweep asks that escalates."""
    for _ in range(3):
        town.record()
    town.catch_up()
    town.clock.instant = DUE
    with statements(town.place.engine) as asked:
        assert town.sweep() == 3
    return asked


def departing(town: Town) -> Asked:
    """What a delivery asks until it has its letters."""
    escalating(town)
    engine, now = town.place.engine, DUE + timedelta(days=7)
    with statements(engine) as asked:
        with reading(engine) as conn:
            departures.next_departure(conn, DUE)
        departures.gather(engine, now, "example", departures.streams(engine, now))
        claimed = lease.claim(engine, outbox.departure)
        assert claimed is not None
        with reading(engine) as conn:
            assert departures.read(conn, claimed).letters
    return asked


def idle(town: Town) -> Asked:
    """What is asked again and again while nothing is due."""
    cursors.opened(town.place.engine, BABEL)
    with statements(town.place.engine) as asked:
        assert town.sweep() == 0
        with writing(town.place.engine) as conn:
            instants.next_instant(conn, DUE)
            instants.due(conn, BABEL, DUE, 100)
            cursors.lock(conn, BABEL)
            cursors.free(conn, [BABEL])
    return asked


@pytest.mark.parametrize("errand", [idle, escalating, departing], ids=lambda one: one.__name__)
def test_no_statement_reads_a_table_from_end_to_end(
    town: Town, errand: Callable[[Town], Asked]
) -> None:
    asked = [(words, values) for words, values in errand(town) if _finds(words)]
    assert asked
    with reading(town.place.engine) as conn:
        if conn.dialect.name == "postgresql":
            conn.exec_driver_sql("SET LOCAL enable_seqscan = off")
        scanned = {
            words: found for words, values in asked if (found := _scanned(conn, words, values))
        }
    assert scanned == {}


def test_what_waits_is_found_by_the_index_of_what_waits(town: Town) -> None:
    """Its state is written out: of a state that is given later no plan could know that."""
    with statements(town.place.engine) as asked:
        assert lease.claim(town.place.engine, outbox.departure) is None
        with reading(town.place.engine) as conn:
            departures.next_departure(conn, DUE)
    with reading(town.place.engine) as conn:
        claim, next_one = (explained(conn, *one) for one in asked)
    assert "departure_waiting" in claim
    if town.place.engine.dialect.name == "postgresql":
        assert "letter_unbound" in next_one
    else:
        assert "letter_state" in next_one, "SQLite likes equality better, and sorts what waits"


def _finds(words: str) -> bool:
    return words.startswith(("SELECT", "UPDATE"))


def _scanned(conn: Connection, words: str, values: Any) -> set[str]:
    """The tables that the statement's plan reads whole."""
    first = values[0] if isinstance(values, list) else values
    plan = explained(conn, words, first)
    whole = re.findall(r"Seq Scan on (\w+)|^SCAN (\w+)(?! USING)\b(?! USING)", plan, re.MULTILINE)
    return {name for pair in whole for name in pair if name} - set(SMALL)
