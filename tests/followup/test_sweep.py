"""Time speaks when everything before it is known, once, the oldest first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Row, select, update

from services.followup import fold
from services.followup.clockwork import sweep
from services.followup.clockwork.pace import HELD, LEAST, Pace
from services.followup.hearing.feed import PAGE, FeedPage, IntakeSilent
from services.followup.hearing.heal import heal
from services.followup.record import record
from services.followup.store import cursors, pulse, stuck, tables
from shared.db import reading, writing
from tests.followup.test_stuck import retry_now
from tests.followup.town import BABEL, WIB, Intake, Town

MICROSECOND = timedelta(microseconds=1)
DUE = datetime(2022, 3, 12, tzinfo=WIB)
REMINDERS = ["reminder_14", "reminder_7", "reminder_3", "reminder_1"]


def test_nothing_fires_early(town: Town) -> None:
    one = town.record()
    town.catch_up()
    town.clock.instant = DUE - MICROSECOND
    town.sweep()
    assert town.rungs(one) == REMINDERS
    assert town.case(one).breached_at is None


def test_confirmed_a_microsecond_before_due_is_never_escalated(town: Town) -> None:
    """The confirmation reaches followup after the sweep has asked."""
    one = town.record()
    town.catch_up()
    town.clock.instant = DUE - MICROSECOND
    town.confirm(one)
    town.clock.instant = DUE
    town.sweep()
    assert "level_1" not in town.rungs(one)
    assert town.case(one).status == "awaiting_verification"
    assert town.case(one).breached_at is None


def test_confirmed_at_due_is_late(town: Town) -> None:
    one = town.record()
    town.catch_up()
    town.clock.instant = DUE
    town.confirm(one)
    town.sweep()
    assert "level_1" in town.rungs(one)
    assert town.case(one).breached_at == DUE
    assert [each.status for each in town.case(one).escalations] == ["closed"]


def test_with_intake_out_of_reach_nothing_fires(town: Town) -> None:
    one, two = town.record(), town.record()
    town.catch_up()
    town.clock.instant = DUE - timedelta(hours=1)
    town.confirm(two)
    town.intake.down = True
    town.clock.instant = DUE + timedelta(days=30)
    assert town.sweep() == 0
    assert town.rungs(one) == town.rungs(two) == []
    with reading(town.place.engine) as conn:
        assert pulse.last(conn, pulse.SWEEP)[1] == "the line is cut"


def test_after_an_outage_every_passed_rung_is_recorded_oldest_first(town: Town) -> None:
    one = town.record()
    town.catch_up()
    town.on("2022-05-20")
    town.intake.down = True
    town.sweep()
    town.intake.down = False
    town.sweep()
    assert town.rungs(one) == [*REMINDERS, "level_1", "level_2", "level_3"]
    at = [row.at for row in journal(town)]
    assert at == sorted(at)


def test_a_case_that_confirmed_during_the_outage_is_not_accused(town: Town) -> None:
    one = town.record()
    town.catch_up()
    town.intake.down = True
    town.clock.instant = DUE - MICROSECOND
    town.confirm(one)
    town.clock.instant = DUE + timedelta(days=3)
    town.sweep()
    town.intake.down = False
    town.sweep()
    assert town.rungs(one) == REMINDERS


def test_one_stream_that_stands_holds_up_no_other(town: Town) -> None:
    one, other = town.record(), town.record("KANWIL-RIAU")
    town.catch_up(BABEL)
    town.catch_up("KANWIL-RIAU")
    table = town.intake.streams.event
    town.confirm(one)
    with town.intake.engine.begin() as conn:
        conn.execute(table.update().where(table.c.seq == 2).values(hash="0" * 64))
    town.clock.instant = DUE
    town.sweep()
    assert town.rungs(one) == []
    assert "level_1" in town.rungs(other)


@pytest.mark.parametrize("whose", ["nobody's", "another's"])
def test_a_case_that_cannot_be_read_is_put_aside_alone(town: Town, whose: str) -> None:
    one, beside, other = town.record(), town.record(), town.record("KANWIL-RIAU")
    town.catch_up(BABEL)
    town.catch_up("KANWIL-RIAU")
    town.clock.instant = DUE
    table, id_ = tables.case_, tables.case_.c.recommendation_id
    with writing(town.place.engine) as conn:
        theirs = conn.execute(select(table.c.body).where(id_ == other)).scalar_one()
        body = theirs if whose == "another's" else {}
        conn.execute(update(table).where(id_ == one).values(body=body))
    town.sweep()
    assert "level_1" in town.rungs(beside)
    assert "level_1" in town.rungs(other)
    assert town.rungs(one) == []
    with reading(town.place.engine) as conn:
        assert [row.recommendation_id for row in stuck.every(conn)] == [one]
    retry_now(town)
    assert heal(town.place) == [one]
    assert "level_1" in town.rungs(one)


class Held:
    """Intake, in which an import holds one stream for longer than anybody waits for an answer."""

    def __init__(self, intake: Intake, held: str) -> None:
        self._intake, self._held = intake, held
        self.heads = intake.heads

    def events(self, stream: str, after: int, limit: int = PAGE) -> FeedPage:
        if stream == self._held:
            raise IntakeSilent("the answer takes too long")
        return self._intake.events(stream, after, limit)

    def pages(self, after: Mapping[str, int]) -> Mapping[str, FeedPage]:
        free = {name: seq for name, seq in after.items() if name != self._held}
        return self._intake.pages(free)


def test_a_stream_that_is_held_in_intake_keeps_no_other_waiting(town: Town) -> None:
    one, other = town.record(), town.record("KANWIL-RIAU")
    town.catch_up(BABEL)
    town.catch_up("KANWIL-RIAU")
    town.clock.instant = DUE
    sweep.sweep(replace(town.place, feed=Held(town.intake, "KANWIL-RIAU")))
    assert "level_1" in town.rungs(one)
    assert town.rungs(other) == []
    town.sweep()
    assert "level_1" in town.rungs(other)


class WhileRead:
    """Intake's feed; while its answer is on the way `happens` takes place."""

    def __init__(self, intake: Intake, happens: Callable[[], object]) -> None:
        self._intake, self._happens = intake, happens
        self.heads = intake.heads

    def events(self, stream: str, after: int, limit: int = PAGE) -> FeedPage:
        page = self._intake.events(stream, after, limit)
        self._happens()
        return page

    def pages(self, after: Mapping[str, int]) -> Mapping[str, FeedPage]:
        pages = self._intake.pages(after)
        self._happens()
        return pages


def test_only_what_was_due_when_the_feed_was_read_fires(town: Town) -> None:
    """The feed is read before due; until the sweep speaks the unit confirms, and the due passes."""
    one = town.record()
    town.catch_up()
    town.clock.instant = DUE - 2 * MICROSECOND

    def confirmed_in_time() -> None:
        town.clock.instant = DUE - MICROSECOND
        town.confirm(one)
        town.clock.instant = DUE

    place = replace(town.place, feed=WhileRead(town.intake, confirmed_in_time))
    sweep.sweep(place)
    town.sweep()
    assert town.rungs(one) == REMINDERS
    assert town.case(one).breached_at is None


def test_a_rung_in_the_journal_stays_the_only_one_of_its_round(town: Town) -> None:
    """Should a case ever forget that it was escalated, it is put aside, not accused twice."""
    one = town.record()
    town.catch_up()
    before = town.case(one)
    town.clock.instant = DUE
    town.sweep()
    with writing(town.place.engine) as conn:
        cursors.lock(conn, BABEL)
        [step], _ = fold.advance(conn, town.place.rules(conn), BABEL, [before], DUE)
        [misfit] = record(conn, town.place, [step])
    assert "IntegrityError" in str(misfit)
    assert town.rungs(one) == [*REMINDERS, "level_1"]


def test_an_unknown_future_is_not_asked_for(town: Town) -> None:
    """No feed is read where nothing is due."""
    town.record()
    town.catch_up()
    town.intake.reads = 0
    assert town.sweep() == 0
    assert town.intake.reads == 0


def test_a_transaction_takes_as_many_cases_as_keep_its_lock_short() -> None:
    pace = Pace()
    pace.learn(50, HELD / 4)
    assert pace.at_once == 200
    pace.learn(200, 2 * HELD)
    assert pace.at_once == 100
    pace.learn(1, 2 * HELD)
    assert pace.at_once == 100, "one case says nothing of many"
    pace.learn(100, 60 * HELD)
    assert pace.at_once == LEAST


def test_more_cases_than_fit_one_transaction_all_fire(town: Town) -> None:
    ids = [town.record() for _ in range(2 * LEAST + 1)]
    town.catch_up()
    town.clock.instant = DUE
    assert town.sweep() == len(ids)
    assert all(town.rungs(one)[-1] == "level_1" for one in ids)
    assert town.sweep() == 0


def journal(town: Town) -> Sequence[Row[Any]]:
    table = tables.journal
    with reading(town.place.engine) as conn:
        return conn.execute(select(table).order_by(table.c.position)).all()
