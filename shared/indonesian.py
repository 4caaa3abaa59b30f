"""How dates, times and numbers are said in Indonesian.

Owns: the words of the calendar and of counted days; pure, so that letters and pages say the same.
A deadline ends at 24.00 of its last day, never at 00.00 of the day after.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
SHORT_MONTHS = tuple("Agu" if name == "Agustus" else name[:3] for name in MONTHS)
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
UNITS = {"working": "hari kerja", "calendar": "hari"}


def number(value: int) -> str:
    """1234 → `1.234`."""
    return f"{value:,}".replace(",", ".")


def long_date(on: date) -> str:
    """`Jumat, 11 Maret 2022`."""
    return f"{DAYS[on.weekday()]}, {plain_date(on)}"


def plain_date(on: date) -> str:
    """`11 Maret 2022`."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def short_date(on: date) -> str:
    """`11 Mar 2022`."""
    return f"{on.day} {SHORT_MONTHS[on.month - 1]} {on.year}"


def zone_name(zone: str) -> str:
    """`Asia/Jakarta` → `WIB`; a zone outside Indonesia keeps its own name."""
    return ZONES.get(zone, zone)


def clock_time(at: datetime, zone: str) -> str:
    """`09.00 WIB`: the instant's local time in `zone`."""
    return f"{at.astimezone(ZoneInfo(zone)):%H.%M} {zone_name(zone)}"


def instant(at: datetime, zone: str) -> str:
    """`Jumat, 11 Maret 2022 pukul 09.00 WIB`."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{long_date(local.date())} pukul {clock_time(at, zone)}"


def last_day(due_at: datetime, zone: str) -> date:
    """The last local day on which something due at `due_at` (exclusive) is still in time."""
    return (due_at.astimezone(ZoneInfo(zone)) - timedelta(microseconds=1)).date()


def deadline(due_at: datetime, zone: str) -> str:
    """`Jumat, 11 Maret 2022 pukul 24.00 WIB`: local midnight is said as the day's end."""
    if due_at.astimezone(ZoneInfo(zone)).time() != time.min:
        return instant(due_at, zone)
    return f"{long_date(last_day(due_at, zone))} pukul 24.00 {zone_name(zone)}"


def days_left(count: int, unit_of_days: str) -> str:
    """`6 hari kerja lagi`, `hari ini`, or `lewat 2 hari kerja` where `count` is below zero.

    `unit_of_days` is working or calendar.
    """
    if count == 0:
        return "hari ini"
    counted = f"{number(abs(count))} {UNITS[unit_of_days]}"
    return f"{counted} lagi" if count > 0 else f"lewat {counted}"
