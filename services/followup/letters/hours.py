"""When a letter may leave.

Owns: the rule of office hours. A letter leaves on a working day of its recipient, between the
opening and the closing of the office (both included), at a full quarter of an hour: so that what
belongs together leaves together. Pure; hours are policy, working days are the calendar's.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import chain, islice
from zoneinfo import ZoneInfo

from services.followup.core.policy import OfficeHours

LONGEST_CLOSURE = 366

Works = Callable[[date], bool]


def departure(at: datetime, zone: str, works: Works, hours: OfficeHours) -> datetime:
    """The first instant (UTC) at or after `at` at which a letter may leave to an office in `zone`.

    `works` answers for that office's own calendar; where it has no working day within a year,
    the letter leaves at the next opening: on a holiday is better than never.
    """
    local = _gathered(at.astimezone(ZoneInfo(zone)), hours.gather)
    if works(local.date()) and hours.opens <= local.time() <= hours.closes:
        return local.astimezone(UTC)
    openings = islice(_openings(local, hours), LONGEST_CLOSURE)
    soonest = next(openings)
    working = (one for one in chain([soonest], openings) if works(one.date()))
    return next(working, soonest).astimezone(UTC)


def _gathered(local: datetime, gather: timedelta) -> datetime:
    """The first full `gather` of the local day at or after `local`."""
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    past = (local - midnight) % gather
    return local + (gather - past) if past else local


def _openings(local: datetime, hours: OfficeHours) -> Iterator[datetime]:
    """The openings of this and the following days that have not passed."""
    day = datetime.combine(local.date(), hours.opens, local.tzinfo)
    if local > day:
        day += timedelta(days=1)
    while True:
        yield day
        day += timedelta(days=1)
