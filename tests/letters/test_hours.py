"""Letters leave in office hours, at a full quarter, on working days of their recipient."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from services.followup.core.policy import DEFAULT
from services.followup.letters.hours import departure
from tests.letters.story import rules, wib

HOURS = DEFAULT.office_hours


def works(on: date) -> bool:
    return rules().calendars[0].working_day(on, "Kota Pangkalpinang")


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        ("2022-03-11 08:00", "2022-03-11 08:00"),
        ("2022-03-11 08:00:00.000001", "2022-03-11 08:15"),
        ("2022-03-11 07:59:59", "2022-03-11 08:00"),
        ("2022-03-11 09:46", "2022-03-11 10:00"),
        ("2022-03-11 15:59", "2022-03-11 16:00"),
        ("2022-03-11 16:01", "2022-03-14 08:00"),
        ("2022-03-12 00:00", "2022-03-14 08:00"),
        ("2022-03-11 23:59", "2022-03-14 08:00"),
        ("2022-04-28 17:00", "2022-05-09 08:00"),  # Lebaran: leave and holidays to 8 May
    ],
)
def test_when_a_letter_leaves(at: str, leaves: str) -> None:
    assert departure(wib(at), "Asia/Jakarta", works, HOURS) == wib(leaves)


def test_the_hours_are_those_of_the_recipients_zone() -> None:
    at = datetime(2022, 3, 11, 6, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
    leaves = departure(at, "Asia/Jayapura", works, HOURS)
    assert leaves == datetime(2022, 3, 11, 8, 30, tzinfo=ZoneInfo("Asia/Jayapura"))


def test_an_office_that_never_works_is_written_to_all_the_same() -> None:
    leaves = departure(wib("2022-03-11 17:00"), "Asia/Jakarta", lambda _: False, HOURS)
    assert leaves == wib("2022-03-12 08:00")
