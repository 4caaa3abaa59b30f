"""How a case begins, and who hears of it."""

import pytest

from services.followup.core.model import Case
from shared.codec import dump, load
from tests.core.world import Story, at, kinds, local, on, only, rungs


def test_a_letter_without_proof_of_receipt_is_sent_and_has_no_date_yet() -> None:
    case = Story().recorded().case
    assert (case.status, case.receipt, case.due_at, case.official_due_on) == (
        "sent",
        "none",
        None,
        None,
    )
    assert local(case.deemed_at) == "2022-01-29 00:00"
    assert case.next_at == case.deemed_at


def test_a_receipt_stated_in_the_letter_is_proof() -> None:
    case = Story().recorded(received_on=on("2022-01-25")).case
    assert (case.status, case.receipt, case.received_on) == ("received", "proven", on("2022-01-25"))
    assert case.official_due_on == case.first_due_on == on("2022-03-11")
    assert local(case.due_at) == "2022-03-12 00:00"


def test_the_addressee_is_told() -> None:
    said = only(Story().recorded().lines, "recorded")
    assert (said.to, said.rung, said.round) == (("RT-MTK",), None, 1)


def test_a_date_of_the_letter_stands_from_the_first_day() -> None:
    case = Story().recorded(due_kind="set", due_on=on("2022-02-28")).case
    assert (case.status, case.official_due_on) == ("sent", on("2022-02-28"))
    assert local(case.due_at) == "2022-03-01 00:00"


def test_no_deadline_is_listed_and_never_escalated() -> None:
    story = Story().recorded(due_kind="none", received_on=on("2022-01-25"))
    assert (story.case.due_at, story.case.next_at) == (None, None)
    assert story.until("2024-01-25 09:00") == []


def test_a_repeat_finding_is_told_to_the_parent_on_the_first_day() -> None:
    story = Story().recorded(repeat_of="REK-BABEL-2021-0004")
    said = only(story.lines, "repeat_notice")
    assert (said.to, said.rung, said.body["repeat_of"]) == (
        ("KANWIL-BABEL",),
        "repeat_notice",
        "REK-BABEL-2021-0004",
    )
    assert said.at == story.case.sent_at
    assert "repeat_notice" not in kinds(story.until("2022-03-01 00:00"))


def test_a_due_that_had_passed_before_it_was_recorded_escalates_at_once_marked_so() -> None:
    story = Story().recorded("2022-06-01 10:00", received_on=on("2022-01-25"))
    assert rungs(story.lines) == [("2022-06-01 10:00", "level_1")]
    assert only(story.lines, "escalated").already_past
    assert story.escalation().already_past
    assert local(story.case.breached_at) == "2022-03-12 00:00"


def test_reminders_of_a_time_before_the_recording_do_not_exist() -> None:
    story = Story().recorded("2022-03-09 10:00", received_on=on("2022-01-25"))
    story.until("2022-03-12 00:00")
    assert rungs(story.lines) == [
        ("2022-03-10 08:00", "reminder_1"),
        ("2022-03-12 00:00", "level_1"),
    ]


@pytest.mark.parametrize("received_on", [None, on("2022-01-25")])
def test_a_case_survives_being_written_and_read(received_on: object) -> None:
    story = Story().recorded(received_on=received_on, repeat_of="x")
    story.until("2022-03-20 00:00")
    assert load(Case, dump(story.case)) == story.case


def test_instants_belong_to_the_zone_of_the_unit() -> None:
    wit = (
        Story()
        .recorded()
        .case.unit.__class__("LP-JAP", "Lapas Jayapura", "lapas", "Asia/Jayapura", "Kota Jayapura")
    )
    case = Story().recorded("2022-01-25 23:30", unit=wit, received_on=on("2022-01-26")).case
    assert case.due_at == at("2022-03-14 22:00")
