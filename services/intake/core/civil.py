"""Civil dates.

Owns: which day an instant is in a time zone, and going back by months.
"""

from calendar import monthrange
from datetime import date, datetime
from zoneinfo import ZoneInfo


def day_of(at: datetime, time_zone: str) -> date:
    """The civil day of an instant in that zone."""
    return at.astimezone(ZoneInfo(time_zone)).date()


def months_before(day: date, months: int) -> date:
    """The same day of the month, `months` earlier, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
