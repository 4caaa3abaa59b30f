"""A new version of the calendar reaches open cases."""

from typing import Any

from services.followup import core
from services.followup.core.calendar import Removal
from shared.events import OfficeFacts
from tests.core.world import (
    DIRECTORATE,
    KANWIL,
    PANGKALPINANG,
    Story,
    at,
    holiday,
    kinds,
    local,
    on,
    only,
    rungs,
)

NYEPI = [Removal(on("2022-03-03"))]


def received(**changes: Any) -> Story:
    """Due on 2022-03-11."""
    return Story().recorded(received_on=on("2022-01-25"), **changes)


def test_a_new_holiday_moves_the_date_and_the_journal_says_by_which_decree() -> None:
    story = received()
    story.amended("2022-02-21 14:00", [holiday("2022-03-07")])
    said = only(story.until("2022-02-21 14:00"), "calendar_changed")
    assert said.to == ("RT-MTK", "KANWIL-BABEL")
    assert {key: said.body[key] for key in ("decree", "version", "of", "before", "after")} == {
        "decree": "Keppres 1/2022",
        "version": 2,
        "of": "due",
        "before": "2022-03-11",
        "after": "2022-03-14",
    }
    assert (story.case.official_due_on, story.case.round) == (on("2022-03-14"), 1)
    assert (story.case.calendar_version, story.case.card.calendar_version) == (2, 2)


def test_a_version_holds_from_its_instant_and_not_before() -> None:
    story = received()
    story.amended("2022-02-21 14:00", [holiday("2022-03-07")])
    story.until("2022-02-21 13:59")
    assert story.case.official_due_on == on("2022-03-11")


def test_a_case_opened_later_counts_by_the_version_in_force() -> None:
    story = Story()
    story.amended("2022-01-20 14:00", [holiday("2022-03-07")])
    story.recorded(received_on=on("2022-01-25"))
    assert (story.case.calendar_version, story.case.official_due_on) == (2, on("2022-03-14"))
    assert "calendar_changed" not in kinds(story.until("2022-03-01 00:00"))


def test_versions_that_came_in_one_outage_are_taken_one_after_the_other() -> None:
    story = received()
    story.until("2022-02-18 00:00")
    story.amended("2022-02-21 14:00", [holiday("2022-03-07")])
    story.amended("2022-02-22 14:00", [holiday("2022-03-08")])
    changes = [line.body["after"] for line in story.until("2022-02-28 00:00")]
    assert changes == ["2022-03-14", "2022-03-15"]


def test_a_holiday_elsewhere_moves_nothing_and_says_nothing() -> None:
    story = received()
    story.until("2022-02-18 00:00")
    story.amended("2022-02-21 14:00", [holiday("2022-03-07", "local", PANGKALPINANG)])
    assert story.until("2022-02-21 14:00") == []
    assert story.case.calendar_version == 2


def test_a_reminder_that_has_been_sent_is_not_sent_again() -> None:
    story = received()
    story.until("2022-02-17 08:00")
    story.amended("2022-02-17 14:00", [holiday("2022-03-07")])
    story.until("2022-03-12 00:00")
    assert [rung for _, rung in rungs(story.lines)] == [
        "reminder_14",
        "reminder_7",
        "reminder_3",
        "reminder_1",
    ]


def test_a_reminder_that_the_shorter_count_puts_into_the_past_does_not_exist() -> None:
    story = received()
    story.amended("2022-03-07 12:00", removals=NYEPI)
    story.until("2022-03-11 00:00")
    assert rungs(story.lines) == [
        ("2022-02-17 08:00", "reminder_14"),
        ("2022-03-01 08:00", "reminder_7"),
        ("2022-03-09 08:00", "reminder_1"),
        ("2022-03-11 00:00", "level_1"),
    ]


def test_a_reminder_that_a_new_holiday_puts_into_the_past_is_sent_at_once() -> None:
    """The date is a person's and stays; only the last working day before it has moved."""
    story = received(due_kind="set", due_on=on("2022-03-11"))
    story.until("2022-03-09 09:00")
    story.amended("2022-03-09 10:00", [holiday("2022-03-10")])
    assert rungs(story.until("2022-03-10 09:00")) == [("2022-03-09 10:00", "reminder_1")]


def test_a_shortened_date_falls_no_earlier_than_the_day_of_the_change() -> None:
    story = received()
    story.amended("2022-03-11 10:00", removals=NYEPI)
    story.until("2022-03-11 10:00")
    assert (story.case.card.rule_due_on, story.case.official_due_on) == (
        on("2022-03-10"),
        on("2022-03-11"),
    )
    assert story.case.card.not_before == on("2022-03-11")
    assert rungs(story.until("2022-03-12 00:00"))[-1] == ("2022-03-12 00:00", "level_1")


def test_a_date_that_is_past_is_not_shortened() -> None:
    story = received()
    story.until("2022-03-14 09:00")
    story.amended("2022-03-14 10:00", removals=NYEPI)
    assert story.until("2022-03-14 10:00") == []
    assert story.case.official_due_on == on("2022-03-11")
    assert local(story.case.breached_at) == "2022-03-12 00:00"


def test_proof_of_another_receipt_lifts_the_floor_of_a_shortened_count() -> None:
    story = received()
    story.amended("2022-03-11 10:00", removals=NYEPI)
    story.until("2022-03-11 10:00")
    story.proven("2022-03-11 11:00", "2022-01-24")
    assert (story.case.official_due_on, story.case.card.not_before) == (on("2022-03-09"), None)


def test_a_date_moved_past_the_change_withdraws_the_escalation_and_starts_a_round() -> None:
    story = received()
    story.until("2022-03-14 09:00")
    story.amended("2022-03-14 10:00", [holiday("2022-03-07"), holiday("2022-03-14")])
    lines = story.until("2022-03-14 10:00")
    assert kinds(lines) == ["calendar_changed", "escalation_withdrawn"]
    assert only(lines, "escalation_withdrawn").to == ("KANWIL-BABEL",)
    case = story.case
    assert (case.round, case.breached_at, local(case.due_at)) == (2, None, "2022-03-16 00:00")
    assert (story.escalation().status, story.escalation().climbs_at) == ("withdrawn", None)
    assert rungs(story.until("2022-03-16 00:00"))[-1] == ("2022-03-16 00:00", "level_1")
    assert story.escalation().id.endswith(".2.1")


def test_an_escalation_of_a_date_that_is_past_by_the_new_count_too_stays() -> None:
    story = received()
    story.until("2022-03-16 09:00")
    story.amended("2022-03-16 10:00", [holiday("2022-03-07")])
    assert kinds(story.until("2022-03-16 10:00")) == ["calendar_changed"]
    assert (story.case.round, story.escalation().status) == (1, "open")
    assert local(story.case.breached_at) == "2022-03-15 00:00"


def test_a_date_that_ends_at_the_very_instant_of_the_change_is_past() -> None:
    story = received()
    story.until("2022-03-14 09:00")
    story.amended("2022-03-15 00:00", [holiday("2022-03-07")])
    assert kinds(story.until("2022-03-15 00:00")) == ["calendar_changed"]
    assert (story.case.round, story.escalation().status) == (1, "open")


def test_a_whole_ladder_that_came_too_soon_is_withdrawn() -> None:
    story = received()
    story.until("2022-04-11 09:00")
    assert story.case.exhausted
    off = [f"2022-02-{day:02}" for day in (2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 21, 22)]
    off += [f"2022-03-{day:02}" for day in (14, 15, 16, 17, 18, 21, 22)]
    story.amended("2022-04-11 10:00", [holiday(each) for each in off])
    lines = story.until("2022-04-11 10:00")
    withdrawn = only(lines, "escalation_withdrawn")
    assert (withdrawn.level, withdrawn.to) == (3, ("OMBUDSMAN-BABEL",))
    assert (story.case.exhausted, story.case.round) == (False, 2)


def test_a_referred_level_is_withdrawn_with_the_one_that_referred_it() -> None:
    story = received()
    story.until("2022-03-14 09:00")
    story.decided("2022-03-14 09:30", "refer")
    story.amended("2022-03-14 10:00", [holiday("2022-03-07"), holiday("2022-03-14")])
    lines = story.until("2022-03-14 10:00")
    assert kinds(lines) == ["calendar_changed", "escalation_withdrawn", "escalation_withdrawn"]
    assert {each.status for each in story.case.escalations} == {"withdrawn"}


def test_a_date_that_a_person_set_does_not_move() -> None:
    story = received()
    story.extended("2022-02-20 09:00", "2022-03-31")
    story.amended("2022-02-21 14:00", [holiday("2022-03-07")])
    assert story.until("2022-02-21 14:00") == []
    assert story.case.official_due_on == on("2022-03-31")
    assert story.case.first_due_on == on("2022-03-11")


def test_an_internal_date_stays_when_the_official_one_moves() -> None:
    story = received()
    story.until("2022-03-14 09:00")
    story.decided("2022-03-14 09:30", internal_due_on="2022-03-21")
    story.amended("2022-03-14 10:00", [holiday("2022-03-07"), holiday("2022-03-14")])
    assert kinds(story.until("2022-03-14 10:00")) == ["calendar_changed"]
    assert (story.case.round, story.case.internal_due_on) == (2, on("2022-03-21"))
    assert story.case.breached_at is None
    story.until("2022-03-16 00:00")
    assert local(story.case.breached_at) == "2022-03-16 00:00"
    assert story.escalation().status == "decided"


def test_the_time_to_decide_is_counted_anew_for_its_holder() -> None:
    story = received()
    story.until("2022-03-12 00:00")
    story.amended("2022-03-14 10:00", [holiday("2022-03-16", "local", PANGKALPINANG)])
    said = only(story.until("2022-03-14 10:00"), "calendar_changed")
    assert (said.body["of"], said.to) == ("escalation", ("KANWIL-BABEL",))
    assert local(story.escalation().climbs_at) == "2022-03-29 00:00"
    assert said.body["after"] == "2022-03-28T17:00:00.000000Z"


def test_the_time_to_decide_ends_no_earlier_than_the_day_of_the_change() -> None:
    story = Story()
    story.amended("2022-01-01 10:00", [holiday("2022-03-16", "local", PANGKALPINANG)])
    story.recorded(received_on=on("2022-01-25"))
    story.until("2022-03-27 00:00")
    story.amended("2022-03-28 10:00", removals=[Removal(on("2022-03-16"), PANGKALPINANG)])
    assert story.until("2022-03-28 10:00") == []
    assert local(story.escalation().climbs_at) == "2022-03-29 00:00"


def test_a_decided_escalation_has_no_time_to_decide_left() -> None:
    story = received()
    story.until("2022-03-12 00:00")
    story.decided("2022-03-14 09:00", internal_due_on="2022-03-21")
    story.amended("2022-03-14 10:00", [holiday("2022-03-16", "local", PANGKALPINANG)])
    assert story.until("2022-03-14 10:00") == []


def test_deemed_receipt_and_silence_are_counted_anew() -> None:
    story = Story().recorded()
    story.amended("2022-01-26 10:00", [holiday("2022-01-27")])
    story.until("2022-01-26 10:00")
    assert (local(story.case.deemed_at), local(story.case.acknowledge_by)) == (
        "2022-02-01 00:00",
        "2022-02-04 00:00",
    )


def test_a_shortened_wait_for_receipt_ends_no_earlier_than_the_day_of_the_change() -> None:
    story = Story()
    story.amended("2022-01-01 10:00", [holiday("2022-01-26")])
    story.recorded()
    story.amended("2022-01-31 10:00", removals=[Removal(on("2022-01-26"))])
    story.until("2022-01-31 10:00")
    assert local(story.case.deemed_at) == "2022-02-01 00:00"
    story.until("2022-02-01 00:00")
    assert (story.case.receipt, story.case.received_on) == ("deemed", on("2022-01-31"))


def test_a_change_during_the_verdict_moves_the_date_and_accuses_nobody() -> None:
    story = received()
    story.confirmed("2022-03-12 09:00")
    assert core.timeliness(story.case, at("2022-03-12 10:00")) == "late"
    story.amended("2022-03-14 10:00", [holiday("2022-03-07"), holiday("2022-03-14")])
    assert kinds(story.until("2022-03-14 10:00")) == ["calendar_changed"]
    assert (story.case.round, story.case.breached_at) == (1, None)


def test_a_closed_case_moves_no_more() -> None:
    story = received()
    story.withdrawn("2022-02-21 09:00")
    story.amended("2022-02-21 14:00", [holiday("2022-03-07")])
    assert story.until("2022-02-21 14:00") == []
    assert story.case.official_due_on == on("2022-03-11")


def test_calendar_days_know_no_holidays() -> None:
    story = received(instrument="rekomendasi", unit=KANWIL, superiors=(DIRECTORATE,))
    story.amended("2022-02-21 14:00", [holiday("2022-03-07")])
    assert story.until("2022-02-21 14:00") == []


def test_the_zone_of_the_unit_says_which_day_the_change_was_approved() -> None:
    far = OfficeFacts("LP-JAP", "Lapas", "lapas", "Asia/Jayapura", "Kota Jayapura")
    story = received(unit=far)
    story.amended("2022-03-10 22:30", removals=NYEPI)
    story.until("2022-03-10 22:30")
    assert story.case.official_due_on == on("2022-03-11")
