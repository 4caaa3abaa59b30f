"""Submissions, verdicts, closing and reopening."""

from typing import Any

import pytest

from tests.core.world import DIRECTORATE, KANWIL, Story, kinds, local, on, only, rungs


def submitted(when: str = "2022-02-18 09:05", **changes: Any) -> Story:
    """Due on 2022-03-11, submitted before."""
    story = Story().recorded(received_on=on("2022-01-25"), **changes)
    story.confirmed(when)
    return story


def test_a_submission_stops_the_clock_and_is_told_to_the_ombudsman() -> None:
    story = submitted()
    said = only(story.lines, "confirmed")
    assert (story.case.status, local(story.case.submitted_at)) == (
        "awaiting_verification",
        "2022-02-18 09:05",
    )
    assert (said.to, said.body["late"]) == (("OMBUDSMAN-BABEL",), False)
    assert story.until("2022-12-31 00:00") == []


def test_a_partial_submission_awaits_its_verdict_too() -> None:
    story = Story().recorded(received_on=on("2022-01-25"))
    said = only(story.confirmed("2022-02-18 09:05", "partial"), "confirmed")
    assert (story.case.status, said.body["extent"]) == ("awaiting_verification", "partial")


def test_further_evidence_leaves_the_time_of_the_first_submission() -> None:
    story = submitted()
    story.confirmed("2022-03-14 10:00")
    assert local(story.case.submitted_at) == "2022-02-18 09:05"
    assert story.case.breached_at is None


@pytest.mark.parametrize("outcome", ["implemented", "not_actionable", "not_implemented"])
def test_a_closing_verdict_ends_the_case(outcome: str) -> None:
    story = submitted()
    said = only(story.verified("2022-02-21 09:30", outcome), "verified")
    assert (story.case.status, local(story.case.closed_at), story.case.next_at) == (
        outcome,
        "2022-02-21 09:30",
        None,
    )
    assert (said.to, said.body["outcome"]) == (("RT-MTK", "KANWIL-BABEL"), outcome)


@pytest.mark.parametrize("outcome", ["returned", "partially_implemented"])
def test_a_return_starts_a_round_with_a_new_official_date(outcome: str) -> None:
    story = submitted()
    said = only(story.verified("2022-02-23 11:00", outcome, "2022-03-18", "Sisa."), "verified")
    case = story.case
    assert (case.status, case.round, case.submitted_at) == (outcome, 2, None)
    assert (case.official_due_on, case.first_due_on) == (on("2022-03-18"), on("2022-03-11"))
    assert (said.body["due_on"], said.body["remaining"]) == ("2022-03-18", "Sisa.")
    story.until("2022-03-19 00:00")
    assert rungs(story.lines) == [
        ("2022-02-17 08:00", "reminder_14"),
        ("2022-02-24 08:00", "reminder_14"),
        ("2022-03-09 08:00", "reminder_7"),
        ("2022-03-15 08:00", "reminder_3"),
        ("2022-03-17 08:00", "reminder_1"),
        ("2022-03-19 00:00", "level_1"),
    ]


def test_a_verdict_without_a_submission_closes_the_open_escalation() -> None:
    story = Story().recorded(received_on=on("2022-01-25"))
    story.until("2022-03-12 00:00")
    lines = story.verified("2022-03-14 09:00", "returned", "2022-03-31")
    assert kinds(lines) == ["verified", "escalation_closed"]
    assert story.escalation().closed_because == "new_date"


def test_not_implemented_closes_an_exhausted_case_late() -> None:
    story = Story().recorded(received_on=on("2022-01-25"))
    story.until("2022-04-18 09:00")
    story.verified("2022-04-18 09:00", "not_implemented")
    assert (story.case.status, story.case.exhausted) == ("not_implemented", True)
    assert story.case.breached_at


def test_a_late_submission_after_the_last_level_ends_the_exhaustion() -> None:
    story = Story().recorded(received_on=on("2022-01-25"))
    story.until("2022-04-18 09:00")
    story.confirmed("2022-04-18 10:00")
    assert not story.case.exhausted


def test_withdrawal_and_replacement_close_the_case() -> None:
    withdrawn, superseded = submitted(), submitted()
    said = only(withdrawn.withdrawn("2022-02-21 09:30"), "withdrawn")
    assert (withdrawn.case.status, said.to) == ("withdrawn", ("RT-MTK", "KANWIL-BABEL"))
    said = only(superseded.superseded("2022-02-21 09:30"), "superseded")
    assert (superseded.case.status, said.body["superseded_by"]) == (
        "superseded",
        "REK-BABEL-2022-0009",
    )


def test_a_withdrawal_closes_the_open_escalation() -> None:
    story = Story().recorded(received_on=on("2022-01-25"))
    story.until("2022-03-12 00:00")
    assert kinds(story.withdrawn("2022-03-14 09:00")) == ["withdrawn", "escalation_closed"]
    assert story.escalation().closed_because == "withdrawn"


def test_a_closed_case_hears_nothing_but_its_reopening() -> None:
    story = submitted()
    story.verified("2022-02-21 09:30", "implemented")
    said = only(story.confirmed("2022-02-22 09:00"), "without_effect")
    assert (said.body["because"], said.to) == ("implemented", ("RT-MTK",))
    assert story.case.status == "implemented"
    assert story.until("2023-01-01 00:00") == []


def test_an_implemented_case_can_be_reopened_with_a_date() -> None:
    story = submitted()
    story.verified("2022-02-21 09:30", "implemented")
    said = only(story.reopened("2022-06-01 09:00", "2022-07-01"), "reopened")
    case = story.case
    assert (case.status, case.round, case.closed_at, case.submitted_at) == (
        "reopened",
        2,
        None,
        None,
    )
    assert (said.to, said.body["due_on"]) == (("RT-MTK", "KANWIL-BABEL"), "2022-07-01")
    assert rungs(story.until("2022-07-02 00:00"))[-1] == ("2022-07-02 00:00", "level_1")


def test_an_open_case_cannot_be_reopened() -> None:
    story = submitted()
    said = only(story.reopened("2022-02-21 09:30", "2022-07-01"), "without_effect")
    assert (said.body["because"], story.case.round) == ("open", 1)


def test_a_letter_closed_before_it_was_deemed_received_is_deemed_so_when_reopened() -> None:
    story = Story().recorded()
    story.withdrawn("2022-01-26 09:00")
    lines = story.reopened("2022-06-01 09:00", "2022-07-01")
    assert kinds(lines) == ["reopened", "deemed_received"]
    assert story.case.received_on == on("2022-01-28")


class TestStatutory:
    """A `rekomendasi`: 60 calendar days, which nobody moves; its clock is paused instead."""

    def story(self) -> Story:
        return Story().recorded(
            received_on=on("2022-01-25"),
            instrument="rekomendasi",
            unit=KANWIL,
            superiors=(DIRECTORATE,),
        )

    def test_a_return_resumes_the_clock_after_the_pause(self) -> None:
        story = self.story()
        story.confirmed("2022-02-18 09:05")
        story.verified("2022-02-23 11:00", "returned", "2022-12-31")
        case = story.case
        assert (case.official_due_on, case.dates_set) == (on("2022-03-31"), ())
        paused = [day.on.day for day in case.card.days if day.why == "paused"]
        assert paused == [19, 20, 21, 22, 23]
        assert case.card.pauses == case.pauses

    def test_pauses_add_up(self) -> None:
        story = self.story()
        for submission, verdict in (("02-18", "02-23"), ("03-01", "03-04")):
            story.confirmed(f"2022-{submission} 09:05")
            story.verified(f"2022-{verdict} 11:00", "returned")
        assert (story.case.official_due_on, story.case.round) == (on("2022-04-03"), 3)

    def test_a_submission_after_the_date_gains_nothing(self) -> None:
        story = self.story()
        story.confirmed("2022-03-30 09:00")
        lines = story.verified("2022-04-04 11:00", "returned")
        assert story.case.official_due_on == on("2022-03-26")
        assert only(lines, "escalated").already_past

    def test_a_return_without_a_submission_pauses_nothing(self) -> None:
        story = self.story()
        story.verified("2022-02-23 11:00", "returned")
        assert (story.case.pauses, story.case.official_due_on) == ((), on("2022-03-26"))

    def test_a_reopening_pauses_from_the_submission(self) -> None:
        story = self.story()
        story.confirmed("2022-02-18 09:05")
        story.verified("2022-02-23 11:00", "implemented")
        story.reopened("2022-06-01 09:00")
        assert story.case.official_due_on == on("2022-07-07")

    def test_a_reopening_without_a_submission_pauses_from_the_closing(self) -> None:
        story = self.story()
        story.withdrawn("2022-02-23 11:00")
        story.reopened("2022-06-01 09:00")
        assert story.case.official_due_on == on("2022-07-02")
