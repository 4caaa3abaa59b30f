"""The ladder: what time says, to whom, and exactly when."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from services.followup import core
from services.followup.core.civil import TICK
from shared.events import OfficeFacts
from tests.core.world import (
    DIRECTORATE,
    KANWIL,
    UNIT,
    Story,
    at,
    kinds,
    local,
    on,
    only,
    rungs,
)


def received(**changes: Any) -> Story:
    """Received on the day of sending: due 2022-03-11."""
    return Story().recorded(received_on=on("2022-01-25"), **changes)


def test_the_whole_ladder_of_a_unit_and_a_kanwil_that_keep_silent() -> None:
    story = received()
    story.until("2022-12-31 00:00")
    assert rungs(story.lines) == [
        ("2022-02-17 08:00", "reminder_14"),
        ("2022-03-01 08:00", "reminder_7"),
        ("2022-03-08 08:00", "reminder_3"),
        ("2022-03-10 08:00", "reminder_1"),
        ("2022-03-12 00:00", "level_1"),
        ("2022-03-26 00:00", "level_2"),
        ("2022-04-09 00:00", "level_3"),
    ]


def test_who_is_told_on_each_rung() -> None:
    story = received()
    story.until("2022-12-31 00:00")
    told = {line.rung: line.to for line in story.lines if line.rung}
    assert told["reminder_1"] == ("RT-MTK",)
    assert told["level_1"] == ("KANWIL-BABEL",)
    assert told["level_2"] == ("DITJENPAS", "OMBUDSMAN-BABEL")
    assert told["level_3"] == ("OMBUDSMAN-BABEL",)


def test_a_reminder_says_how_many_days_are_left_in_the_rules_own_unit() -> None:
    story = received()
    said = only(story.until("2022-02-17 08:00"), "reminder")
    assert (said.body["days_left"], said.body["unit_of_days"], said.body["due_on"]) == (
        14,
        "working",
        "2022-03-11",
    )


def test_a_calendar_day_rule_reminds_by_calendar_days() -> None:
    story = received(instrument="rekomendasi", unit=KANWIL, superiors=(DIRECTORATE,))
    story.until("2022-03-27 00:00")
    assert rungs(story.lines) == [
        ("2022-03-12 08:00", "reminder_14"),
        ("2022-03-19 08:00", "reminder_7"),
        ("2022-03-23 08:00", "reminder_3"),
        ("2022-03-25 08:00", "reminder_1"),
        ("2022-03-27 00:00", "level_1"),
    ]


def test_confirmed_a_microsecond_before_due_is_never_escalated() -> None:
    story = received()
    story.confirmed("2022-03-11 23:59:59.999999")
    story.until("2022-12-31 00:00")
    assert "escalated" not in kinds(story.lines)
    assert story.case.breached_at is None


def test_confirmed_at_the_due_instant_is_too_late() -> None:
    story = received()
    lines = story.confirmed("2022-03-12 00:00")
    assert kinds(lines)[-3:] == ["escalated", "confirmed", "escalation_closed"]
    assert local(story.case.breached_at) == "2022-03-12 00:00"
    assert only(lines, "confirmed").body["late"]


def test_an_escalation_is_a_record_of_its_own() -> None:
    story = received()
    story.until("2022-03-12 00:00")
    escalation = story.escalation()
    assert escalation.id == f"{story.case.recommendation_id}.1.1"
    assert (escalation.level, escalation.office, escalation.status) == (1, KANWIL, "open")
    assert (local(escalation.opened_at), local(escalation.climbs_at)) == (
        "2022-03-12 00:00",
        "2022-03-26 00:00",
    )


def test_a_level_that_climbs_closes_the_one_below() -> None:
    story = received()
    lines = story.until("2022-03-26 00:00")
    first, second = story.case.escalations
    assert (first.status, first.closed_because, first.climbs_at) == ("closed", "climbed", None)
    assert (second.level, second.office, second.status) == (2, DIRECTORATE, "open")
    assert only(lines, "escalation_closed").to == ("KANWIL-BABEL",)


def test_an_exhausted_ladder_has_nothing_more_to_say() -> None:
    story = received()
    story.until("2022-04-09 00:00")
    assert (story.case.exhausted, story.case.next_at) == (True, None)


def test_without_a_second_superior_the_ladder_ends_after_level_1() -> None:
    story = received(unit=KANWIL, superiors=(DIRECTORATE,))
    story.until("2022-12-31 00:00")
    assert rungs(story.lines)[-2:] == [
        ("2022-03-12 00:00", "level_1"),
        ("2022-03-26 00:00", "level_3"),
    ]
    assert story.lines[-1].kind == "exhausted"


def test_without_any_superior_the_missed_date_is_told_to_the_ombudsman() -> None:
    story = received(superiors=(), repeat_of="x")
    said = story.until("2022-03-12 00:00")[-1]
    assert (said.kind, said.rung, said.level, said.to) == (
        "exhausted",
        "level_1",
        3,
        ("OMBUDSMAN-BABEL",),
    )
    assert story.case.escalations == ()
    assert only(story.lines, "repeat_notice").to == ()


def test_a_holder_in_another_zone_decides_by_its_own_days() -> None:
    """Midnight in Jayapura is 22.00 of the evening before in Jakarta: day 1 comes a day sooner."""
    far = OfficeFacts("LP-JAP", "Lapas Jayapura", "lapas", "Asia/Jayapura", "Kota Jayapura")
    climbs = {}
    for unit in (UNIT, far):
        story = Story().recorded("2022-01-27 09:00", unit=unit, received_on=on("2022-01-27"))
        story.until("2022-03-16 00:00")
        climbs[unit.code] = local(story.escalation().climbs_at)
    assert climbs == {"RT-MTK": "2022-03-31 00:00", "LP-JAP": "2022-03-30 00:00"}


def test_nothing_fires_a_microsecond_early_and_something_at_its_instant() -> None:
    story = received(repeat_of="x")
    while due := story.case.next_at:
        before, said = core.advance(story.case, due - TICK, story.rules)
        assert (replace(before, advanced_to=story.case.advanced_to), said) == (story.case, ())
        story.until(local(due) or "")
        assert story.case.next_at != due


def test_after_an_outage_every_passed_rung_fires_once_and_the_oldest_first() -> None:
    step_by_step, at_once = received(), received()
    for hour in range(0, 24 * 90, 5):
        step_by_step.until(local(at("2022-01-25 09:00") + timedelta(hours=hour)) or "")
    at_once.until("2022-04-25 09:00")
    step_by_step.until("2022-04-25 09:00")
    assert at_once.lines == step_by_step.lines
    assert at_once.case == step_by_step.case


def test_advancing_twice_says_nothing_twice() -> None:
    story = received()
    story.until("2022-03-26 00:00")
    assert story.until("2022-03-26 00:00") == []


def test_time_does_not_run_backwards() -> None:
    story = received()
    story.until("2022-03-26 00:00")
    story.until("2022-03-01 00:00")
    assert local(story.case.advanced_to) == "2022-03-26 00:00"
