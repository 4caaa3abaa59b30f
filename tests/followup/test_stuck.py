"""A case that does not fit is put aside alone, visibly, and mended by a program that fits."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from services.followup import say
from services.followup.amendments.amend import amend_calendar
from services.followup.core.model import Case
from services.followup.core.policy import DEFAULT, Verdict
from services.followup.hearing.heal import heal
from services.followup.hearing.receive import StreamStopped
from services.followup.hearing.repair import repair
from services.followup.remaking.rebuild import rebuild
from services.followup.say import CaseStuck, DoesNotFit
from services.followup.store import stuck, tables
from services.followup.store.casebook import UnknownCase
from services.followup.watch import audit
from shared.db import reading, writing
from shared.events import Actor, Draft
from tests.followup.test_rebuild import LOCAL, everything
from tests.followup.test_say import acknowledge, decide, said
from tests.followup.town import BABEL, WIB, Town

NEWER = replace(DEFAULT, verdicts=(*DEFAULT.verdicts, Verdict("a_new_word", False, ())))
"""The policy of a program that knows one verdict more."""


def test_the_stream_goes_on_past_a_case_that_does_not_fit(town: Town) -> None:
    bad, good = town.record(), town.record()
    poison = town.verify(bad, "a_new_word", date(2022, 4, 1))
    town.confirm(good)
    town.confirm(bad)
    town.catch_up()
    assert town.case(good).status == "awaiting_verification"
    [row] = aside(town)
    assert (row.recommendation_id, row.stream) == (bad, BABEL)
    assert row.seq >= poison.seq
    assert "a_new_word" in row.reason
    later = town.record()
    town.catch_up()
    assert town.case(later).status == "received"


def test_nothing_is_escalated_while_it_is_stuck(town: Town) -> None:
    bad, good = broken(town), town.record()
    town.catch_up()
    town.on("2022-03-12")
    assert town.sweep() == 1
    assert "level_1" in town.rungs(good)
    assert town.rungs(bad) == []
    assert town.sweep() == 0


def test_a_decree_does_not_wake_it(town: Town) -> None:
    bad = broken(town)
    with writing(town.place.engine) as conn:
        admin = Actor("a", "", "", "admin")
        amend_calendar(conn, town.place, "SK", "", additions=[LOCAL], removals=[], actor=admin)
        woken = select(tables.case_.c.next_at).where(tables.case_.c.recommendation_id == bad)
        assert conn.execute(woken).scalar_one() is None


def test_a_new_program_mends_it(town: Town) -> None:
    """As if that program had been there from the start."""
    bad = broken(town)
    town.on("2022-03-12")
    town.sweep()
    town.on("2022-04-02")
    retry_now(town)
    repair(town.place)
    assert [row.tries for row in aside(town)] == [1]
    newer = Town(town.intake, town.place.engine, town.clock)
    newer.place = replace(town.place, policy=NEWER)
    assert heal(newer.place) == []
    retry_now(town)
    assert heal(newer.place) == [bad]
    assert aside(town) == []
    newer.sweep()
    assert town.case(bad).official_due_on == date(2022, 4, 1)
    assert "level_1" in town.rungs(bad)
    before = everything(newer)
    rebuild(newer.place, BABEL)
    assert everything(newer) == before


def test_each_try_comes_later(town: Town) -> None:
    broken(town)
    [first] = aside(town)
    waits = []
    for _ in range(3):
        retry_now(town)
        heal(town.place)
        [row] = aside(town)
        waits.append((row.retry_at - datetime.now(UTC)).total_seconds())
    assert row.since == first.since
    assert row.tries == 3
    assert 0 < waits[0] < waits[1] < waits[2]


def test_what_cannot_even_begin_is_put_aside_too(town: Town) -> None:
    bad, good = town.record(instrument="a_new_word"), town.record()
    town.confirm(bad)
    town.catch_up()
    assert [row.recommendation_id for row in aside(town)] == [bad]
    assert town.case(good).status == "received"
    with pytest.raises(UnknownCase):
        town.case(bad)


def test_a_kind_of_event_that_nobody_knows_stops_the_stream(town: Town) -> None:
    one = town.record()
    with writing(town.intake.engine) as conn:
        draft = Draft("recommendation.praised", one, {})
        town.intake.streams.append(conn, town.clock, BABEL, [draft])
    with pytest.raises(StreamStopped, match="no kind of event"):
        town.catch_up()
    assert aside(town) == []


def test_a_case_is_not_mended_from_another_past(town: Town) -> None:
    broken(town)
    with writing(town.place.engine) as conn:
        conn.execute(update(tables.cursor).where(tables.cursor.c.stream == BABEL).values(hash="1"))
    retry_now(town)
    assert heal(replace(town.place, policy=NEWER)) == []
    assert len(aside(town)) == 1


def test_nothing_is_said_to_a_stuck_case(town: Town) -> None:
    one = escalated(town)
    town.verify(one, "a_new_word", date(2022, 4, 1))
    town.catch_up()
    with pytest.raises(CaseStuck):
        said(town, one, acknowledge())
    assert say.settle(town.place, one).case.escalations[0].status == "open"


def test_what_the_case_cannot_take_is_not_kept(town: Town) -> None:
    one = escalated(town)

    def nonsense(case: Case, now: datetime) -> Draft:
        draft = decide(None)(case, now)
        return replace(draft, data={**draft.data, "decision": "a_new_word"})

    with pytest.raises(DoesNotFit, match="a_new_word"):
        said(town, one, nonsense)
    with reading(town.place.engine) as conn:
        assert tables.streams.of(conn, BABEL, [one]) == []
    said(town, one, acknowledge())
    assert say.settle(town.place, one).case.escalations[0].status == "acknowledged"


def test_a_far_date_does_not_stop_time(town: Town) -> None:
    one = escalated(town)
    other = town.record(due_kind="date", due_on=date.max)
    said(town, one, decide(date.max))
    case = say.settle(town.place, one).case
    assert case.internal_due_on == date.max
    town.on("2022-06-01")
    town.sweep()
    town.confirm(one)
    town.catch_up()
    assert town.case(one).status == "awaiting_verification"
    assert town.case(other).official_due_on == date.max
    assert aside(town) == []
    assert audit.audit(town.place) == []


def test_a_stuck_case_is_a_finding(town: Town) -> None:
    bad = broken(town)
    town.on("2022-03-12")
    town.sweep()
    [finding] = audit.audit(town.place)
    assert (finding.wrong, finding.recommendation_id) == ("stuck", bad)


def test_a_case_whose_rows_cannot_be_written_is_alone_in_that(town: Town) -> None:
    """Intake gives each code once; should it ever not, the first one goes on."""
    first = town.record(code="REK-1")
    town.catch_up()
    twin, other = town.record(code="REK-1"), town.record(code="REK-3")
    town.catch_up()
    assert [row.recommendation_id for row in aside(town)] == [twin]
    assert {town.case(one).status for one in (first, other)} == {"received"}


def broken(town: Town) -> str:
    one = town.record()
    town.catch_up()
    town.verify(one, "a_new_word", date(2022, 4, 1))
    town.catch_up()
    return one


def escalated(town: Town) -> str:
    one = town.record()
    town.catch_up()
    town.clock.instant = datetime(2022, 3, 12, tzinfo=WIB)
    town.sweep()
    town.on("2022-03-14 08:40")
    return one


def aside(town: Town) -> list[Any]:
    with reading(town.place.engine) as conn:
        return list(stuck.every(conn))


def retry_now(town: Town) -> None:
    with writing(town.place.engine) as conn:
        conn.execute(update(tables.stuck).values(retry_at=datetime(2000, 1, 1, tzinfo=UTC)))
        assert conn.execute(select(tables.stuck)).all()
