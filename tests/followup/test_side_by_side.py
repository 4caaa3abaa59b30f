"""Workers side by side: one stream serialises, others do not wait, nothing happens twice."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy import select

from services.followup import core, say
from services.followup.amendments.amend import amend_calendar
from services.followup.clockwork import sweep
from services.followup.clockwork.fire import fire
from services.followup.core.calendar import Holiday
from services.followup.core.model import Case
from services.followup.hearing import receive
from services.followup.hearing.repair import repair
from services.followup.store import cursors, stuck, tables
from shared.clock import HandClock
from shared.db import reading, writing
from shared.events import Actor, Draft
from shared.refusal import Conflict
from shared.stream import envelope
from tests.conftest import FreshUrl
from tests.followup.town import BABEL, KANWIL_HEAD, WIB, Town, build
from tests.servers.turns import in_turn

DUE = datetime(2022, 3, 12, tzinfo=WIB)
RIAU = "KANWIL-RIAU"
T = TypeVar("T")


def test_sweeps_at_once_fire_once(town: Town) -> None:
    ids = [town.record(stream) for stream in (BABEL, RIAU) for _ in range(30)]
    repair(town.place)
    town.clock.instant = DUE
    swept = at_once(4, lambda: sweep.sweep(town.place))
    assert sum(swept) == len(ids)
    assert fired(town, "level_1") == dict.fromkeys(ids, 1)


def test_the_same_events_received_at_once_are_applied_once(town: Town) -> None:
    ids = [town.record() for _ in range(20)]
    events = [envelope(event) for event in town.intake.events(BABEL, 0).events]
    at_once(4, lambda: receive.receive(town.place, BABEL, events))
    assert fired(town, None) == dict.fromkeys(ids, 1)


def test_a_new_stream_is_met_by_many_at_once(town: Town) -> None:
    town.record(RIAU)
    at_once(4, lambda: repair(town.place))
    with reading(town.place.engine) as conn:
        assert [one.stream for one in cursors.read_all(conn)] == [RIAU]


def test_two_heads_decide_at_once_and_one_is_told_that_he_is_late(town: Town) -> None:
    one = town.record()
    town.catch_up()
    town.clock.instant = DUE
    town.sweep()

    def decide() -> bool:
        try:
            with writing(town.place.engine) as conn:
                say.say(conn, town.place, one, verb)
        except Conflict:
            return False
        return True

    assert sorted(at_once(2, decide)) == [False, True]


def test_a_decree_and_a_sweep_at_once_leave_no_case_behind(town: Town) -> None:
    ids = [town.record(stream) for stream in (BABEL, RIAU) for _ in range(10)]
    repair(town.place)
    town.on("2022-02-21 14:00")
    holiday = Holiday(date(2022, 3, 7), "Libur", "local", "Kabupaten Bangka", "")

    def decree() -> None:
        admin = Actor("a", "", "", "admin")
        with writing(town.place.engine) as conn:
            amend_calendar(
                conn, town.place, "SK", "", additions=[holiday], removals=[], actor=admin
            )

    works: list[Callable[[], object]] = [decree, lambda: sweep.sweep(town.place)]
    at_once(2, lambda: works.pop()())  # noqa: PLW0108  # each thread takes its own
    town.on("2022-02-21 14:01")
    town.sweep()
    assert {town.case(each).official_due_on for each in ids} == {date(2022, 3, 14)}


def test_who_hears_while_another_hears_waits_and_finds_it_heard(
    postgres_url: FreshUrl, clock: HandClock
) -> None:
    """The first has applied everything and not committed; the second must not apply it again, nor
    put aside a case that fits."""
    town = build(postgres_url(), postgres_url(), clock)
    one = town.record()
    town.confirm(one)
    events = [envelope(event) for event in town.intake.events(BABEL, 0).events]
    cursors.opened(town.place.engine, BABEL)

    def hear() -> None:
        receive.receive(town.place, BABEL, events)

    in_turn(town.place.engine, hear, hear)
    assert town.case(one).status == "awaiting_verification"
    assert fired(town, None) == {one: 2}
    with reading(town.place.engine) as conn:
        assert stuck.every(conn) == []
    for engine in (town.place.engine, town.intake.engine):
        engine.dispose()


def test_a_stream_that_is_held_does_not_hold_up_the_others(town: Town) -> None:
    if town.place.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one lock for all")
    first, second = town.record(BABEL), town.record(RIAU)
    repair(town.place)
    town.clock.instant = DUE
    receive.catch_up(town.place, BABEL)
    with writing(town.place.engine) as conn:
        cursors.lock(conn, BABEL)
        both = {BABEL: None, RIAU: receive.read_up(town.place, RIAU)}
        assert fire(town.place, both, patient=False) == 1
    assert "level_1" in town.rungs(second)
    assert town.rungs(first) == []
    assert fire(town.place, {BABEL: None}) == 1


def at_once(number: int, work: Callable[[], T]) -> list[T]:
    """What so many threads that begin together answer."""
    begin = Barrier(number)

    def run(_: int) -> T:
        begin.wait(10)
        return work()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


def fired(town: Town, rung: str | None) -> Counter[str]:
    table = tables.journal
    which = table.c.rung == rung if rung else table.c.rung.is_(None)
    with reading(town.place.engine) as conn:
        return Counter(conn.execute(select(table.c.recommendation_id).where(which)).scalars())


def verb(case: Case, now: datetime) -> Draft:
    today = now.astimezone(WIB).date()
    escalation = case.escalations[0].id
    return core.decide(case, escalation, "instruct", "…", None, actor=KANWIL_HEAD, today=today)
