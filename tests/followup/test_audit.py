"""The audit finds what the journal lacks, has too early, or should not have."""

import random
from datetime import date, datetime, timedelta

from sqlalchemy import delete, insert, update

from services.followup.store import tables
from services.followup.watch import audit
from shared.db import writing
from tests.followup.test_rebuild import a_long_story
from tests.followup.town import WIB, Town

DUE = datetime(2022, 3, 12, tzinfo=WIB)


def test_an_honest_journal_has_no_findings(town: Town) -> None:
    a_long_story(town)
    assert audit.audit(town.place) == []


def test_a_missing_rung_is_found(town: Town) -> None:
    one = fired(town)
    with writing(town.place.engine) as conn:
        conn.execute(delete(tables.journal).where(tables.journal.c.rung == "level_1"))
    [finding] = audit.audit(town.place)
    assert (finding.wrong, finding.rung, finding.recommendation_id) == ("missing", "level_1", one)
    assert finding.expected_at == DUE


def test_a_case_that_sleeps_through_its_due_is_found(town: Town) -> None:
    """Its `next_at` was lost, so no sweep will ever look at it."""
    town.record()
    town.catch_up()
    with writing(town.place.engine) as conn:
        conn.execute(update(tables.case_).values(next_at=None))
    town.clock.instant = DUE
    town.sweep()
    town.catch_up()
    assert [finding.rung for finding in audit.audit(town.place)][-1] == "level_1"


def test_a_case_that_was_never_opened_is_found(town: Town) -> None:
    fired(town)
    with writing(town.place.engine) as conn:
        conn.execute(delete(tables.case_))
        conn.execute(delete(tables.journal))
    assert {finding.wrong for finding in audit.audit(town.place)} == {"missing"}


def test_an_early_rung_is_found(town: Town) -> None:
    fired(town)
    early = DUE - timedelta(microseconds=1)
    with writing(town.place.engine) as conn:
        table = tables.journal
        conn.execute(update(table).where(table.c.rung == "level_1").values(at=early))
    [finding] = audit.audit(town.place)
    assert (finding.wrong, finding.found_at) == ("early", early)


def test_an_unfounded_rung_is_found(town: Town) -> None:
    one = fired(town)
    with writing(town.place.engine) as conn:
        line = {"id": "x", "stream": "KANWIL-BABEL", "recommendation_id": one, "position": 99}
        told = {"at": DUE, "recorded_at": DUE, "kind": "escalated", "rung": "level_2", "round": 1}
        conn.execute(insert(tables.journal).values(**line, **told, to=[], body={}))
    assert [(one.wrong, one.rung) for one in audit.audit(town.place)] == [("unfounded", "level_2")]


def test_what_a_sweep_has_not_come_to_yet_is_not_missed(town: Town) -> None:
    town.record()
    town.catch_up()
    town.clock.instant = DUE
    town.catch_up()
    assert audit.audit(town.place) == []
    asked = audit.audit(town.place, as_of=DUE)
    assert [finding.wrong for finding in asked] == ["missing"] * 5


def test_an_earlier_instant_may_be_asked(town: Town) -> None:
    fired(town)
    with writing(town.place.engine) as conn:
        conn.execute(delete(tables.journal).where(tables.journal.c.rung == "level_1"))
    assert audit.audit(town.place, as_of=DUE - timedelta(seconds=1)) == []
    assert len(audit.audit(town.place, as_of=DUE)) == 1


def test_before_its_recording_nothing_is_expected(town: Town) -> None:
    before = town.clock.now()
    town.on("2022-01-26")
    fired(town)
    assert audit.audit(town.place, as_of=before) == []


def test_what_was_recorded_after_all_that_is_known_is_not_expected(town: Town) -> None:
    fired(town)
    with writing(town.place.engine) as conn:
        back = datetime(2022, 1, 1, tzinfo=WIB)
        conn.execute(update(tables.cursor).values(known_to=back))
    assert audit.audit(town.place) == []


def test_a_year_of_anything_is_audited(small_town: Town) -> None:
    """What people say at random, swept at random: core and watchman agree."""
    town, chance = small_town, random.Random(20220125)  # noqa: S311
    ids = [town.record(received_on=chance.choice([None, date(2022, 1, 25)])) for _ in range(40)]
    for _ in range(150):
        town.clock.instant += timedelta(hours=chance.randrange(1, 90))
        say_something(town, chance.choice(ids), chance)
        if chance.random() < 0.4:
            town.catch_up()
            town.sweep()
    town.catch_up()
    town.sweep()
    assert audit.audit(town.place) == []
    assert {"level_1", "level_2", "level_3"} <= {rung for one in ids for rung in town.rungs(one)}


def say_something(town: Town, one: str, chance: random.Random) -> None:
    later = (town.clock.now() + timedelta(days=chance.randrange(1, 60))).date()
    match chance.randrange(5):
        case 0:
            town.confirm(one)
        case 1:
            town.verify(one, "returned", later)
        case 2:
            town.extend(one, later)
        case 3:
            town.verify(one, chance.choice(["implemented", "partially_implemented"]), later)
        case _:
            return


def fired(town: Town) -> str:
    one = town.record()
    town.catch_up()
    town.clock.instant = DUE
    town.sweep()
    return one
