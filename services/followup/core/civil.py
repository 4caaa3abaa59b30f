"""Civil days and the instants at which they begin and end.

Owns: the one place where an office's day becomes an instant and back. A day ends at 24:00 local;
instants are UTC.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
FIRST, LAST = date(1900, 1, 1), date(9000, 1, 1)
"""No date of a case lies beyond: what was said otherwise is taken as the nearer of the two, so
that counting from it ends."""
TICK = timedelta(microseconds=1)
NATION = "Asia/Jakarta"
"""What concerns several zones is counted by the capital's days."""


def bounded(on: date) -> date:
    """The day, or the first or last one that counts."""
    return min(max(on, FIRST), LAST)


def end_of(on: date, time_zone: str) -> datetime:
    """24:00 of the day `on` in `time_zone`: the first instant that is too late."""
    return at_hour(bounded(on) + DAY, time(0), time_zone)


@lru_cache(8_192)  # some thousand dates, three zones and two hours are asked for again and again
def at_hour(on: date, hour: time, time_zone: str) -> datetime:
    """The instant of `hour` on the day `on` in `time_zone`."""
    return datetime.combine(bounded(on), hour, ZoneInfo(time_zone)).astimezone(UTC)


def day_of(at: datetime, time_zone: str) -> date:
    """The civil day on which `at` falls in `time_zone`; 24:00 belongs to the day that begins."""
    return at.astimezone(ZoneInfo(time_zone)).date()


def day_ended_by(at: datetime, time_zone: str) -> date:
    """The civil day that `at` ends: of 24:00 it is the day before."""
    return day_of(at - TICK, time_zone)
