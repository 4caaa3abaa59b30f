"""Version 1 of the calendar, from the PyPI package `holidays`.

Owns: what is taken from the package and how it is marked. Both categories are read: `public`, and
`government`, which holds the collective leave. The package names no decrees, so its own name and
version stand as the source; a date that it marks "(perkiraan)" is provisional.
"""

from collections.abc import Iterator
from datetime import date
from importlib.metadata import version

import holidays

from services.followup.core.calendar import (
    BEGINNING,
    LEAVE,
    PUBLIC,
    Calendar,
    Holiday,
    leave_years_end,
)

COUNTRY, FIRST_YEAR, LAST_YEAR = "ID", 2020, 2032
SOURCE = f"PyPI holidays {version('holidays')}"
ESTIMATED = " (perkiraan)"
CATEGORIES = {PUBLIC: "public", LEAVE: "government"}


def first_calendar() -> Calendar:
    """Version 1, in force from the beginning; leave is decreed up to the last year that has any."""
    found = tuple(
        holiday for kind, category in CATEGORIES.items() for holiday in _read(kind, category)
    )
    return Calendar(1, BEGINNING, found, max(leave_years_end(found)), SOURCE)


def _read(kind: str, category: str) -> Iterator[Holiday]:
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    days = holidays.country_holidays(COUNTRY, years=years, categories=category, language="id")
    for on in sorted(days):
        yield _holiday(on, days.get_list(on), kind)


def _holiday(on: date, names: list[str], kind: str) -> Holiday:
    """A day with one certain name is certain, even if another name on it is estimated."""
    plain = "; ".join(name.replace(ESTIMATED, "") for name in names)
    estimated = all(ESTIMATED in name for name in names)
    return Holiday(on, plain, kind, None, SOURCE, provisional=estimated)
