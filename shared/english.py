"""How dates, times and counted days are said in English; the mirror of `indonesian`.

Owns: the English words only; when a day ends and how zones are named is `indonesian`'s.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from shared.indonesian import last_day, zone_name

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MANY = re.compile(
    r"(\{(\w+)\} (?:(?:more|open|stuck|working) )?(?:recommendation|letter|office|case|day|row))s\b"
)
UNITS = {"working": "working day", "calendar": "day"}


def counted(words: str, values: Mapping[str, object]) -> str:
    """The words with `{count} letters` said of one letter where `count` is 1."""
    return _MANY.sub(lambda found: found[1 if str(values.get(found[2])) == "1" else 0], words)


def number(value: int) -> str:
    """1234 → `1,234`."""
    return f"{value:,}"


def long_date(on: date) -> str:
    """`Friday, 11 March 2022`."""
    return f"{DAYS[on.weekday()]}, {plain_date(on)}"


def plain_date(on: date) -> str:
    """`11 March 2022`."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def short_date(on: date) -> str:
    """`11 Mar 2022`."""
    return f"{on.day} {MONTHS[on.month - 1][:3]} {on.year}"


def clock_time(at: datetime, zone: str) -> str:
    """`09.00 WIB`: the instant's local time in `zone`."""
    return f"{at.astimezone(ZoneInfo(zone)):%H.%M} {zone_name(zone)}"


def instant(at: datetime, zone: str) -> str:
    """`Friday, 11 March 2022 at 09.00 WIB`."""
    return f"{long_date(at.astimezone(ZoneInfo(zone)).date())} at {clock_time(at, zone)}"


def deadline(due_at: datetime, zone: str) -> str:
    """`Friday, 11 March 2022 at 24.00 WIB`: local midnight is said as the day's end."""
    if due_at.astimezone(ZoneInfo(zone)).time() != time.min:
        return instant(due_at, zone)
    return f"{long_date(last_day(due_at, zone))} at 24.00 {zone_name(zone)}"


def days_left(count: int, unit_of_days: str) -> str:
    """`6 working days left`, `today`, or `2 working days past` where `count` is below zero."""
    if count == 0:
        return "today"
    many = "" if abs(count) == 1 else "s"
    counted = f"{number(abs(count))} {UNITS[unit_of_days]}{many}"
    return f"{counted} left" if count > 0 else f"{counted} past"
