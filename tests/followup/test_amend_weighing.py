"""What is weighed is what happens: for every case the impact says what the fold then does."""

import random
from datetime import date, timedelta

import pytest

from services.followup.amendments.amend import amend_calendar, amend_policy
from services.followup.amendments.impact import Impact
from services.followup.amendments.weighing import CalendarChanges, Changes, weigh
from services.followup.core.calendar import Holiday
from services.followup.core.policy_changes import Length, PolicyChanges, Wait
from services.followup.remaking.recalendar import changed
from services.followup.watch.audit import audit
from shared.db import reading, writing
from shared.events import Actor
from tests.followup.town import Town, office

ADMIN = Actor("a9", "Admin", "", "admin")
CHANGED = ("calendar_changed", "policy_changed")
PLACES = ("Kabupaten Bangka", "Kabupaten Bangka Barat", "Kota Pangkalpinang", None)


def some_changes(chance: random.Random) -> Changes:
    if chance.random() < 0.5:
        days = {date(2022, 2, 1) + timedelta(chance.randrange(70)) for _ in range(3)}
        place = chance.choice(PLACES)
        kind = "local" if place else "public"
        return CalendarChanges(tuple(Holiday(on, "x", kind, place, "") for on in days), ())
    return PolicyChanges(
        lengths=(Length("saran", chance.randrange(10, 50), "x"),),
        waits=(Wait("level_2", chance.randrange(3, 20)),) if chance.random() < 0.5 else (),
        reminders=(9, 2) if chance.random() < 0.5 else None,
    )


def enact(town: Town, changes: Changes) -> None:
    with writing(town.place.engine) as conn:
        if isinstance(changes, PolicyChanges):
            amend_policy(conn, town.place, "SK", "", changes=changes, actor=ADMIN)
        else:
            days = {"additions": changes.additions, "removals": changes.removals}
            amend_calendar(conn, town.place, "SK", "", **days, actor=ADMIN)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", range(8))
def test_the_impact_is_what_then_happens(small_town: Town, number: int) -> None:
    town, chance = small_town, random.Random(number)  # noqa: S311 - a story, no secret
    ids = [
        town.record(
            unit=office("LP", "lapas", chance.choice(["Kabupaten Bangka", "Kota Pangkalpinang"])),
            received_on=chance.choice([None, date(2022, 1, 25)]),
        )
        for _ in range(12)
    ]
    town.catch_up()
    for day in sorted(chance.sample(range(2, 60), 3)):
        town.on((date(2022, 1, 25) + timedelta(day)).isoformat() + "T09:00")
        town.sweep()
    town.confirm(ids[0])
    town.catch_up()
    changes = some_changes(chance)
    impact: Impact = weigh(town.place, "SK", changes)
    before = {one: town.case(one) for one in ids}
    enact(town, changes)
    town.clock.instant += timedelta(seconds=1)
    town.sweep()
    foreseen = {one.recommendation_id: one for one in impact.cases}
    for one in ids:
        after, said = town.case(one), foreseen.get(one)
        assert (said.after if said else before[one].official_due_on) == after.official_due_on
        gone = [
            each.level
            for each in after.escalations
            if each.status == "withdrawn" and each.closed_because in CHANGED
        ]
        assert list(said.withdrawn if said else ()) == gone
        climbs = {each.level: each.climbs_at for each in after.escalations if each.climbs_at}
        for climb in said.climbs if said else ():
            assert climbs[climb.level] == climb.after
    assert impact.totals.looked == len(ids)


def test_the_watchman_and_the_proof_know_every_version(town: Town) -> None:
    ids = [town.record() for _ in range(3)]
    town.catch_up()
    town.on("2022-03-01T09:00")
    town.sweep()
    enact(town, PolicyChanges((Length("saran", 35, "Pasal 7"),), (Wait("level_2", 4),), (6, 2)))
    town.on("2022-03-02T09:00")
    enact(town, CalendarChanges((Holiday(date(2022, 3, 7), "x", "public", None, ""),), ()))
    for day in ("2022-03-20", "2022-04-10"):
        town.on(day)
        town.sweep()
    assert town.rungs(ids[0])[-4:] == ["reminder_6", "reminder_2", "level_1", "level_2"]
    assert audit(town.place) == []
    with reading(town.place.engine) as conn:
        assert list(changed(conn)) == []
    with writing(town.place.engine) as conn:
        conn.exec_driver_sql("UPDATE policy_version SET decree = 'lain'")
    with reading(town.place.engine) as conn:
        [wrong] = changed(conn)
    assert (wrong.where, wrong.what) == ("policy", "version 2")
    assert "decree" in wrong.reason


def test_a_holiday_elsewhere_is_not_weighed_at_length(small_town: Town) -> None:
    small_town.record()
    small_town.catch_up()
    day = Holiday(date(2022, 3, 7), "x", "local", "Kabupaten Belitung", "")
    impact = weigh(small_town.place, "SK", CalendarChanges((day,), ()))
    assert (impact.totals.looked, impact.cases) == (1, ())


def test_the_same_impact_has_the_same_digest_at_another_time(small_town: Town) -> None:
    small_town.record()
    small_town.catch_up()
    changes = PolicyChanges((Length("saran", 40, "x"),))
    small_town.on("2022-02-01T09:00")
    first = weigh(small_town.place, "SK", changes)
    small_town.on("2022-02-02T09:00")
    assert weigh(small_town.place, "SK", changes).digest == first.digest
    other = PolicyChanges((Length("saran", 41, "x"),))
    assert weigh(small_town.place, "SK", other).digest != first.digest
