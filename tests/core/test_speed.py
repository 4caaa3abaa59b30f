"""The core is quick enough that no worker waits for it."""

from collections.abc import Callable
from time import perf_counter

import holidays

from services.followup import core
from services.followup.core.card import preview
from services.followup.core.rules import Rules
from tests.core.world import UNIT, Story, at, on, seed

MILLISECOND = 0.001


def best_of(work: Callable[[], object], times: int = 50) -> float:
    """Seconds of the quickest run: what the code costs, whatever else the machine does."""
    took = []
    for _ in range(times):
        began = perf_counter()
        work()
        took.append(perf_counter() - began)
    return min(took)


def test_one_step_of_a_case_takes_less_than_two_milliseconds() -> None:
    story = Story().recorded(received_on=on("2022-01-25"))
    story.until("2022-03-10 09:00")
    due = story.case.due_at
    assert due
    assert best_of(lambda: core.advance(story.case, due, story.rules)) < 2 * MILLISECOND


def test_a_card_takes_less_than_two_milliseconds() -> None:
    rules, now = Rules((seed(),)), at("2022-01-25 09:00")

    def card() -> object:
        return preview("saran", on("2022-04-01"), UNIT, rules, now)

    assert best_of(card) < 2 * MILLISECOND


def test_a_date_is_counted_no_slower_than_the_package_counts_it() -> None:
    package = holidays.country_holidays("ID", years=2022, categories=("public", "government"))
    calendar = seed()
    ours = best_of(lambda: calendar.nth_working_day(on("2022-04-01"), 30, UNIT.regency))
    theirs = best_of(lambda: package.get_nth_working_day(on("2022-04-01"), 30))
    assert ours <= theirs
