"""What is folded before the lock is written only if nothing happened meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine, event

from services.followup import say
from services.followup.clockwork.fire import fire
from services.followup.hearing import receive
from services.followup.hearing.repair import repair
from services.followup.store import cursors, stuck
from shared.db import reading, writing
from tests.followup.test_side_by_side import verb
from tests.followup.town import BABEL, WIB, Town

DUE = datetime(2022, 3, 12, tzinfo=WIB)
CLIMBS = datetime(2022, 3, 26, tzinfo=WIB)
RIAU = "KANWIL-RIAU"


@contextmanager
def between(engine: Engine, happens: Callable[[], object]) -> Iterator[None]:
    """`happens` takes place once, when the next transaction that only reads is over."""
    left = [happens]

    def over(conn: Connection) -> None:
        if left and conn.get_execution_options().get("read_only"):
            left.pop()()

    event.listen(engine, "commit", over)
    try:
        yield
    finally:
        event.remove(engine, "commit", over)
    assert not left, "it never happened"


def test_what_another_worker_fired_meanwhile_is_left_alone(town: Town) -> None:
    """Were it written again the journal would refuse it, and the case be put aside."""
    one, other = town.record(), town.record(RIAU)
    repair(town.place)
    town.clock.instant = DUE
    heads = {name: receive.read_up(town.place, name) for name in (BABEL, RIAU)}
    with between(town.place.engine, lambda: fire(town.place, {BABEL: heads[BABEL]})):
        assert fire(town.place, heads) == 1
    assert [town.rungs(id_).count("level_1") for id_ in (one, other)] == [1, 1]
    with reading(town.place.engine) as conn:
        assert stuck.every(conn) == []


def test_a_decision_said_meanwhile_is_applied_at_its_place(town: Town) -> None:
    """The clock of followup's database is an hour behind that of intake's."""
    one = town.record()
    town.catch_up()
    town.clock.instant = DUE
    town.sweep()
    assert town.case(one).next_at == CLIMBS

    def decided() -> None:
        town.clock.instant = CLIMBS - timedelta(hours=1)
        with writing(town.place.engine) as conn:
            say.say(conn, town.place, one, verb)
        town.clock.instant = CLIMBS

    town.clock.instant = CLIMBS
    heads = {BABEL: receive.read_up(town.place, BABEL)}
    with between(town.place.engine, decided):
        assert fire(town.place, heads) == 1
    assert "level_2" not in town.rungs(one)
    assert [each.status for each in town.case(one).escalations] == ["decided"]


def test_a_stream_that_is_heard_anew_meanwhile_is_left_alone(town: Town) -> None:
    one = town.record()
    town.catch_up()
    town.clock.instant = DUE
    heads = {BABEL: receive.read_up(town.place, BABEL)}

    def set_back() -> None:
        with writing(town.place.engine) as conn:
            cursors.set_back(conn, BABEL)

    with between(town.place.engine, set_back):
        assert fire(town.place, heads) == 0
    assert town.rungs(one) == []


def test_no_more_than_the_pace_is_written_at_once(town: Town) -> None:
    """Streams share a transaction, and one of many cases takes several."""
    ids = [town.record(stream) for stream in (BABEL, RIAU) for _ in range(30)]
    repair(town.place)
    town.clock.instant = DUE
    heads = {name: receive.read_up(town.place, name) for name in (BABEL, RIAU)}
    written: list[Connection] = []

    def note(conn: Connection) -> None:
        if not conn.get_execution_options().get("read_only"):
            written.append(conn)

    event.listen(town.place.engine, "commit", note)
    try:
        assert fire(town.place, heads) == len(ids)
    finally:
        event.remove(town.place.engine, "commit", note)
    assert len(written) == 2
    assert all(town.rungs(id_)[-1] == "level_1" for id_ in ids)


@pytest.mark.parametrize("patient", [False, True])
def test_nothing_due_is_nothing_written(town: Town, *, patient: bool) -> None:
    town.record()
    town.catch_up()
    heads = {BABEL: receive.read_up(town.place, BABEL)}
    before = heads[BABEL].as_of
    assert fire(town.place, heads, patient=patient) == 0
    with reading(town.place.engine) as conn:
        held = cursors.read(conn, BABEL)
    assert held is not None
    assert held.known_to != before
