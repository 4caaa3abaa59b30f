"""Receipt: acknowledged, proven or deemed, and what each moves."""

import pytest

from services.followup.core import timeliness
from tests.core.world import Story, at, kinds, local, on, only, rungs


def test_an_acknowledgement_starts_the_clock() -> None:
    story = Story().recorded()
    said = only(story.acknowledged("2022-01-26 08:30", "2022-01-25"), "received")
    case = story.case
    assert (case.status, case.receipt, case.received_on) == (
        "received",
        "acknowledged",
        on("2022-01-25"),
    )
    assert case.official_due_on == on("2022-03-11")
    assert said.to == ("RT-MTK", "OMBUDSMAN-BABEL")
    assert said.body["due_on"] == "2022-03-11"


def test_without_proof_a_letter_is_deemed_received_three_working_days_after_sending() -> None:
    story = Story().recorded()
    said = only(story.until("2022-01-29 00:00"), "deemed_received")
    case = story.case
    assert (local(said.at), said.rung) == ("2022-01-29 00:00", "deemed_received")
    assert (case.status, case.receipt, case.received_on) == ("received", "deemed", on("2022-01-28"))
    assert case.official_due_on == on("2022-03-16")


def test_an_acknowledged_letter_is_not_deemed_received() -> None:
    story = Story().recorded()
    story.acknowledged("2022-01-26 08:30", "2022-01-25")
    assert "deemed_received" not in kinds(story.until("2022-02-04 00:00"))


def test_the_addressee_cannot_move_a_deemed_receipt_later() -> None:
    story = Story().recorded()
    story.acknowledged("2022-01-31 08:30", "2022-01-31")
    case = story.case
    assert (case.receipt, case.received_on, local(case.acknowledged_at)) == (
        "deemed",
        on("2022-01-28"),
        "2022-01-31 08:30",
    )


def test_the_addressee_can_move_a_deemed_receipt_earlier() -> None:
    story = Story().recorded()
    story.acknowledged("2022-01-31 08:30", "2022-01-25")
    assert (story.case.receipt, story.case.official_due_on) == ("acknowledged", on("2022-03-11"))


@pytest.mark.parametrize("received_on", ["2022-01-26", "2022-02-02"])
def test_the_ombudsmans_proof_moves_a_deemed_receipt_either_way(received_on: str) -> None:
    story = Story().recorded()
    story.proven("2022-02-03 08:30", received_on)
    assert (story.case.receipt, story.case.received_on) == ("proven", on(received_on))


@pytest.mark.parametrize("received_on", ["2022-01-24", "2022-01-26"])
def test_an_acknowledgement_after_proof_moves_no_date(received_on: str) -> None:
    story = Story().recorded(received_on=on("2022-01-25"))
    before = story.case
    story.acknowledged("2022-01-26 08:30", received_on)
    case = story.case
    assert (case.receipt, case.due_at, case.dated_at) == ("proven", before.due_at, before.dated_at)
    assert local(case.acknowledged_at) == "2022-01-26 08:30"


def test_a_second_acknowledgement_changes_neither_date_nor_time() -> None:
    story = Story().recorded()
    story.acknowledged("2022-01-26 08:30", "2022-01-25")
    story.acknowledged("2022-01-27 08:30", "2022-01-26")
    assert story.case.received_on == on("2022-01-25")
    assert local(story.case.acknowledged_at) == "2022-01-26 08:30"


def test_silence_for_five_working_days_is_told_to_the_parent() -> None:
    story = Story().recorded()
    story.until("2022-02-02 23:59")
    assert "unacknowledged" not in kinds(story.lines)
    said = only(story.until("2022-02-03 00:00"), "unacknowledged")
    assert (local(said.at), said.rung, said.to) == (
        "2022-02-03 00:00",
        "unacknowledged",
        ("KANWIL-BABEL",),
    )


@pytest.mark.parametrize("speaker", ["acknowledged", "proven"])
def test_a_letter_that_was_heard_of_is_not_silence(speaker: str) -> None:
    story = Story().recorded()
    getattr(story, speaker)("2022-02-02 16:00", "2022-02-02")
    assert "unacknowledged" not in kinds(story.until("2022-03-01 00:00"))


def test_a_submission_is_not_silence_either() -> None:
    story = Story().recorded()
    story.confirmed("2022-01-27 10:00")
    assert "unacknowledged" not in kinds(story.until("2022-03-01 00:00"))


def test_receipt_of_a_letter_with_its_own_date_moves_nothing() -> None:
    story = Story().recorded(due_kind="set", due_on=on("2022-02-28"))
    story.acknowledged("2022-01-26 08:30", "2022-01-25")
    assert (story.case.status, story.case.official_due_on) == ("received", on("2022-02-28"))


def test_receipt_after_a_submission_leaves_the_status() -> None:
    story = Story().recorded()
    story.confirmed("2022-01-27 10:00")
    story.until("2022-01-29 00:00")
    assert (story.case.status, story.case.receipt) == ("awaiting_verification", "deemed")


def test_a_reminder_passed_when_the_date_became_known_does_not_exist() -> None:
    story = Story().recorded()
    story.proven("2022-03-08 10:00", "2022-01-25")
    story.until("2022-03-12 00:00")
    assert rungs(story.lines)[-2:] == [
        ("2022-03-10 08:00", "reminder_1"),
        ("2022-03-12 00:00", "level_1"),
    ]


def test_proof_of_a_later_receipt_withdraws_an_escalation_that_came_too_soon() -> None:
    story = Story().recorded()
    story.until("2022-03-18 09:00")
    assert story.escalation().status == "open"
    lines = story.proven("2022-03-18 10:00", "2022-02-10")
    case = story.case
    assert kinds(lines) == ["received", "escalation_withdrawn"]
    assert only(lines, "escalation_withdrawn").to == ("KANWIL-BABEL",)
    assert (story.escalation().status, story.escalation().closed_because) == (
        "withdrawn",
        "receipt_corrected",
    )
    assert (case.round, case.breached_at, case.official_due_on) == (2, None, on("2022-03-28"))
    assert rungs(story.until("2022-03-29 00:00"))[-1] == ("2022-03-29 00:00", "level_1")


def test_proof_of_a_later_receipt_that_is_past_too_moves_the_breach_alone() -> None:
    story = Story().recorded()
    story.until("2022-04-20 09:00")
    lines = story.proven("2022-04-20 10:00", "2022-02-10")
    assert kinds(lines) == ["received"]
    assert (story.case.round, local(story.case.breached_at)) == (1, "2022-03-29 00:00")


def test_proof_that_a_submission_was_in_time_after_all_takes_the_breach_away() -> None:
    story = Story().recorded()
    story.confirmed("2022-03-18 09:00")
    assert timeliness(story.case, at("2022-03-18 10:00")) == "late"
    story.proven("2022-04-20 10:00", "2022-02-10")
    assert (story.case.breached_at, story.case.round) == (None, 1)


def test_proof_of_an_earlier_receipt_can_make_the_date_past_at_once() -> None:
    story = Story().recorded()
    lines = story.proven("2022-03-15 10:00", "2022-01-25")
    assert rungs(lines)[-1] == ("2022-03-15 10:00", "level_1")
    assert only(lines, "escalated").already_past
    assert local(story.case.breached_at) == "2022-03-12 00:00"
