"""The deadline card: every day of the count, counted or skipped, and why."""

from collections import Counter
from itertools import pairwise

import pytest

from services.followup.core.calendar import amend
from services.followup.core.card import count, preview
from services.followup.core.civil import DAY
from services.followup.core.model import Card, Pause
from services.followup.core.policy import DEFAULT
from services.followup.core.rules import Rules
from tests.core.world import PANGKALPINANG, UNIT, Story, at, holiday, local, on, seed

SARAN, REKOMENDASI = DEFAULT.instrument("saran"), DEFAULT.instrument("rekomendasi")


def card_of(received_on: str, instrument: str = "saran") -> Card:
    return preview(instrument, on(received_on), UNIT, Rules((seed(),)), at("2022-01-25 09:00"))


@pytest.mark.parametrize(
    ("instrument", "received_on", "due_on"),
    [
        ("saran", "2022-01-25", "2022-03-11"),
        ("tindakan_korektif", "2022-04-01", "2022-05-25"),
        ("rekomendasi", "2022-01-25", "2022-03-26"),
    ],
)
def test_the_last_day_is_the_one_counted_by_hand(
    instrument: str, received_on: str, due_on: str
) -> None:
    card = card_of(received_on, instrument)
    assert card.official_due_on == on(due_on)
    assert local(card.due_at) == f"{on(due_on) + DAY} 00:00"


def test_every_day_from_the_start_to_the_due_day_stands_on_it_once() -> None:
    days = card_of("2022-04-01").days
    assert (days[0].on, days[0].why) == (on("2022-04-01"), "start")
    assert all(later.on - earlier.on == DAY for earlier, later in pairwise(days))
    numbers = [day.number for day in days if day.number]
    assert numbers == list(range(1, 31))
    assert days[-1].number == 30


def test_a_skipped_day_says_why_and_by_which_decree() -> None:
    why = {day.on: (day.why, day.name) for day in card_of("2022-04-01").days}
    assert why[on("2022-04-02")] == ("weekend", None)
    assert why[on("2022-04-15")] == ("public_holiday", "Wafat Yesus Kristus")
    assert why[on("2022-04-29")] == ("collective_leave", "Cuti Bersama Hari Raya Idul Fitri")
    assert why[on("2022-05-01")] == ("weekend", "Hari Buruh Internasional")
    assert all(
        day.decree for day in card_of("2022-04-01").days if day.why.endswith(("holiday", "leave"))
    )


def test_a_local_holiday_is_named_as_one() -> None:
    decree = "Wali Kota 2022/03"
    city = amend(
        seed(), at("2022-02-21 14:00"), decree, [holiday("2022-03-07", "local", PANGKALPINANG)], []
    )
    unit = Story().recorded().case.superiors[0]
    days = count(SARAN, on("2022-01-25"), unit, city).days
    skipped = next(day for day in days if day.on == on("2022-03-07"))
    assert (skipped.why, skipped.decree, skipped.number) == ("local_holiday", decree, None)


def test_a_calendar_day_rule_counts_every_day() -> None:
    why = Counter(day.why for day in card_of("2022-01-25", "rekomendasi").days)
    assert why == {"start": 1, "counted": 60}


def test_days_of_a_pause_do_not_count() -> None:
    pause = Pause(on("2022-02-01"), on("2022-02-04"))
    counted = count(REKOMENDASI, on("2022-01-25"), UNIT, seed(), [pause])
    assert [day.on.day for day in counted.days if day.why == "paused"] == [2, 3, 4]
    assert counted.due_on == on("2022-03-29")


def test_a_pause_that_begins_and_ends_on_one_day_skips_nothing() -> None:
    pause = Pause(on("2022-02-01"), on("2022-02-01"))
    assert count(REKOMENDASI, on("2022-01-25"), UNIT, seed(), [pause]).due_on == on("2022-03-26")


def test_a_count_that_crosses_an_estimated_holiday_is_provisional() -> None:
    card = card_of("2027-02-20")
    assert (card.provisional, card.provisional_because) == (True, "estimated_holiday")
    assert next(day.on for day in card.days if day.provisional) == on("2027-03-10")


def test_a_count_that_runs_past_the_last_decree_is_provisional() -> None:
    card = card_of("2027-12-20")
    assert (card.provisional, card.provisional_because) == (True, "leave_not_decreed")


def test_a_count_among_certain_days_is_not_provisional() -> None:
    card = card_of("2022-04-01")
    assert (card.provisional, card.provisional_because) == (False, None)


def test_calendar_days_are_never_provisional() -> None:
    assert not card_of("2027-12-20", "rekomendasi").provisional


def test_the_card_names_its_rule_its_article_and_its_place() -> None:
    card = card_of("2022-01-25", "rekomendasi")
    assert (card.length, card.unit_of_days, card.article) == (
        60,
        "calendar",
        "UU 37/2008 Pasal 38 ayat (2)",
    )
    assert (card.time_zone, card.regency, card.calendar_version) == (
        "Asia/Jakarta",
        "Kabupaten Bangka Barat",
        1,
    )


def test_the_card_of_a_case_follows_it() -> None:
    story = Story().recorded()
    assert (story.case.card.days, story.case.card.due_at) == ((), None)
    story.acknowledged("2022-01-26 08:30", "2022-01-25")
    card = story.case.card
    assert (card.start_on, card.receipt) == (on("2022-01-25"), "acknowledged")
    assert (card.rule_due_on, card.due_at) == (on("2022-03-11"), story.case.due_at)
    story.extended("2022-03-02 16:00", "2022-03-31")
    card = story.case.card
    assert (card.rule_due_on, card.official_due_on) == (on("2022-03-11"), on("2022-03-31"))
    assert [(each.kind, each.by) for each in card.dates_set] == [("official", "deadline.extended")]


def test_a_date_that_a_person_set_is_not_provisional() -> None:
    story = Story().recorded("2027-02-20 09:00", received_on=on("2027-02-20"))
    assert story.case.card.provisional
    story.extended("2027-03-02 16:00", "2027-05-31")
    assert not story.case.card.provisional


def test_a_date_of_the_letter_needs_no_count() -> None:
    story = Story().recorded(due_kind="set", due_on=on("2022-02-28"))
    card = story.case.card
    assert (card.length, card.days, card.official_due_on) == (None, (), on("2022-02-28"))
