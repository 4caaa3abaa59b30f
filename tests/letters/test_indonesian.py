"""Dates, times and numbers as an office says them."""

from datetime import date, timedelta

import pytest

from shared import indonesian
from tests.letters.story import wib

ZONE = "Asia/Jakarta"


def test_dates() -> None:
    assert indonesian.long_date(date(2022, 3, 11)) == "Jumat, 11 Maret 2022"
    assert indonesian.plain_date(date(2022, 8, 1)) == "1 Agustus 2022"
    assert indonesian.short_date(date(2022, 8, 1)) == "1 Agu 2022"
    assert indonesian.short_date(date(2022, 1, 25)) == "25 Jan 2022"


def test_every_day_and_month_has_its_own_name() -> None:
    days = [date(2022, 1, 1) + timedelta(days=number) for number in range(365)]
    said = {indonesian.long_date(day) for day in days}
    assert len(said) == 365
    assert {text.split(",")[0] for text in said} == set(indonesian.DAYS)


@pytest.mark.parametrize(
    ("at", "zone", "said"),
    [
        ("2022-03-11 09:00", ZONE, "Jumat, 11 Maret 2022 pukul 09.00 WIB"),
        ("2022-03-11 09:00", "Asia/Makassar", "Jumat, 11 Maret 2022 pukul 10.00 WITA"),
        ("2022-03-11 22:30", "Asia/Jayapura", "Sabtu, 12 Maret 2022 pukul 00.30 WIT"),
    ],
)
def test_instants(at: str, zone: str, said: str) -> None:
    assert indonesian.instant(wib(at), zone) == said


def test_a_day_ends_at_twenty_four() -> None:
    midnight = wib("2022-03-12 00:00")
    assert indonesian.deadline(midnight, ZONE) == "Jumat, 11 Maret 2022 pukul 24.00 WIB"
    assert indonesian.last_day(midnight, ZONE) == date(2022, 3, 11)
    noon = wib("2022-03-12 12:00")
    assert indonesian.deadline(noon, ZONE) == "Sabtu, 12 Maret 2022 pukul 12.00 WIB"


@pytest.mark.parametrize(
    ("count", "unit", "said"),
    [
        (6, "working", "6 hari kerja lagi"),
        (1, "calendar", "1 hari lagi"),
        (0, "working", "hari ini"),
        (-2, "working", "lewat 2 hari kerja"),
        (1234, "calendar", "1.234 hari lagi"),
    ],
)
def test_days_left(count: int, unit: str, said: str) -> None:
    assert indonesian.days_left(count, unit) == said
