"""How a case stands to its date, and at which level."""

from typing import Any

import pytest

from services.followup.core import level, timeliness
from tests.core.world import Story, at, on


def received(**changes: Any) -> Story:
    """Due on 2022-03-11."""
    return Story().recorded(received_on=on("2022-01-25"), **changes)


@pytest.mark.parametrize(
    ("now", "answer"),
    [
        ("2022-03-04 23:59", "on_time"),
        ("2022-03-05 00:00", "due_soon"),
        ("2022-03-11 23:59", "due_soon"),
        ("2022-03-12 00:00", "overdue"),
    ],
)
def test_it_is_computed_from_dates_with_every_worker_stopped(now: str, answer: str) -> None:
    assert timeliness(received().case, at(now)) == answer


def test_without_receipt_nothing_has_started() -> None:
    assert timeliness(Story().recorded().case, at("2022-01-26 09:00")) == "not_started"


def test_no_deadline_is_a_kind_of_its_own() -> None:
    story = received(due_kind="none")
    assert timeliness(story.case, at("2024-01-01 00:00")) == "no_deadline"
    story.confirmed("2022-03-01 09:00")
    assert timeliness(story.case, at("2024-01-01 00:00")) == "no_deadline"


def test_a_submission_in_time_is_on_time_however_long_its_verdict_takes() -> None:
    story = received()
    story.confirmed("2022-03-11 23:50")
    assert timeliness(story.case, at("2022-06-01 00:00")) == "on_time"


def test_a_late_submission_is_late_for_good() -> None:
    story = received()
    story.confirmed("2022-03-14 09:00")
    assert timeliness(story.case, at("2022-03-14 10:00")) == "late"
    story.verified("2022-03-15 09:00", "implemented")
    assert timeliness(story.case, at("2022-06-01 00:00")) == "late"


def test_an_internal_date_is_what_is_due_next() -> None:
    story = received()
    story.until("2022-03-14 09:00")
    story.decided("2022-03-14 10:00", internal_due_on="2022-03-31")
    assert timeliness(story.case, at("2022-03-14 11:00")) == "on_time"
    assert timeliness(story.case, at("2022-04-01 00:00")) == "overdue"


def test_a_case_closed_in_time_is_on_time() -> None:
    story = received()
    story.withdrawn("2022-02-01 09:00")
    assert timeliness(story.case, at("2022-06-01 00:00")) == "on_time"


def test_the_level_is_that_of_the_escalation_that_stands() -> None:
    story = received()
    seen = [level(story.case)]
    for when in ("2022-03-12 00:00", "2022-03-26 00:00", "2022-04-09 00:00"):
        story.until(when)
        seen.append(level(story.case))
    assert seen == [0, 1, 2, 3]
    story.confirmed("2022-04-11 09:00")
    assert level(story.case) == 0


def test_a_decided_escalation_still_stands() -> None:
    story = received()
    story.until("2022-03-14 09:00")
    story.decided("2022-03-14 10:00")
    assert level(story.case) == 1
