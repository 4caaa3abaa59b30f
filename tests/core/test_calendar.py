"""Which days count, where, and by which version of the calendar."""

from datetime import date

import pytest

from services.followup.core.calendar import (
    BEGINNING,
    Calendar,
    Holiday,
    NotAHoliday,
    Removal,
    amend,
)
from tests.core.world import PANGKALPINANG, at, holiday, on, seed

MUNTOK = "Kabupaten Bangka Barat"
LOCAL_DAY = "2025-08-27"


def calendar(*holidays: Holiday) -> Calendar:
    return Calendar(1, BEGINNING, holidays, on("2027-12-31"))


@pytest.mark.parametrize(
    ("received_on", "due_on"), [("2022-01-25", "2022-03-11"), ("2022-04-01", "2022-05-25")]
)
def test_thirty_working_days_as_counted_by_hand(received_on: str, due_on: str) -> None:
    assert seed().nth_working_day(on(received_on), 30, MUNTOK) == on(due_on)


def test_without_collective_leave_the_count_would_end_too_early() -> None:
    public = tuple(each for each in seed().holidays if each.kind == "public")
    counted = calendar(*public).nth_working_day(on("2022-04-01"), 30, MUNTOK)
    assert counted == on("2022-05-19")


def test_counting_back_is_the_inverse_of_counting_forward() -> None:
    for number in range(1, 31):
        end = seed().nth_working_day(on("2022-04-01"), number, MUNTOK)
        back = seed().back_working_days(end, number, MUNTOK)
        assert seed().nth_working_day(back, number, MUNTOK) == end
        assert back <= on("2022-04-01")


def test_a_local_holiday_is_off_in_its_own_regencies_only() -> None:
    local = calendar(
        holiday(LOCAL_DAY, "local", PANGKALPINANG), holiday(LOCAL_DAY, "local", "Kabupaten Bangka")
    )
    assert not local.working_day(on(LOCAL_DAY), PANGKALPINANG)
    assert not local.working_day(on(LOCAL_DAY), "Kabupaten Bangka")
    assert local.working_day(on(LOCAL_DAY), MUNTOK)


def test_national_holidays_hold_in_a_regency_with_holidays_of_its_own() -> None:
    both = calendar(holiday("2025-08-18"), holiday(LOCAL_DAY, "local", PANGKALPINANG))
    assert not both.working_day(on("2025-08-18"), PANGKALPINANG)


def test_saturday_and_sunday_are_no_working_days() -> None:
    assert [
        calendar().working_day(date(2022, 1, number), MUNTOK) for number in (28, 29, 30, 31)
    ] == [
        True,
        False,
        False,
        True,
    ]


def test_of_two_holidays_on_one_day_the_certain_one_is_named() -> None:
    estimated = Holiday(on("2027-03-10"), "Idul Fitri", "public", None, "package", True)
    certain = Holiday(on("2027-03-10"), "Cuti Bersama", "leave", None, "decree")
    for pair in ((estimated, certain), (certain, estimated)):
        assert calendar(*pair).off(on("2027-03-10"), MUNTOK) == certain


def test_of_two_certain_holidays_the_national_one_is_named() -> None:
    national = holiday("2025-08-18")
    local = holiday("2025-08-18", "local", PANGKALPINANG)
    assert calendar(local, national).off(on("2025-08-18"), PANGKALPINANG) == national


def test_an_amendment_is_the_next_version_and_carries_its_decree() -> None:
    changed = amend(seed(), at("2022-02-21 14:00"), "Keppres 4/2022", [holiday("2022-03-07")], [])
    assert (changed.version, changed.decree, changed.at) == (
        2,
        "Keppres 4/2022",
        at("2022-02-21 14:00"),
    )
    off = changed.off(on("2022-03-07"), MUNTOK)
    assert off is not None
    assert off.decree == "Keppres 4/2022"
    assert seed().working_day(on("2022-03-07"), MUNTOK)


def test_a_decree_that_confirms_an_estimated_date_makes_it_certain() -> None:
    estimated = Holiday(on("2027-03-10"), "Idul Fitri", "public", None, "package", True)
    confirmed = amend(
        calendar(estimated), at("2026-10-01 09:00"), "SKB 2026", [holiday("2027-03-10")], []
    )
    assert [each.provisional for each in confirmed.holidays] == [False]


def test_a_removal_takes_away_the_holiday_of_that_place_alone() -> None:
    both = calendar(holiday(LOCAL_DAY, "local", PANGKALPINANG), holiday(LOCAL_DAY, "local", MUNTOK))
    changed = amend(
        both, at("2025-08-01 09:00"), "Perda", [], [Removal(on(LOCAL_DAY), PANGKALPINANG)]
    )
    assert changed.working_day(on(LOCAL_DAY), PANGKALPINANG)
    assert not changed.working_day(on(LOCAL_DAY), MUNTOK)


def test_what_is_no_holiday_cannot_be_removed() -> None:
    with pytest.raises(NotAHoliday, match="2022-03-07 is no holiday"):
        amend(seed(), at("2022-02-21 14:00"), "x", [], [Removal(on("2022-03-07"))])


def test_a_decree_of_leave_for_a_further_year_ends_the_doubt_about_that_year() -> None:
    decreed = amend(
        seed(), at("2027-10-01 09:00"), "SKB 2027", [holiday("2028-01-27", "leave")], []
    )
    assert (seed().decreed_until, decreed.decreed_until) == (on("2027-12-31"), on("2028-12-31"))


def test_a_decree_of_other_holidays_ends_no_doubt() -> None:
    decreed = amend(seed(), at("2027-10-01 09:00"), "x", [holiday("2028-11-29")], [])
    assert decreed.decreed_until == on("2027-12-31")
