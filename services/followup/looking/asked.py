"""What a list of cases is asked for.

Owns: the question and its answer's number, as plain values; how columns tell what fits is
`narrowing`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from services.followup.looking.orders import RECORDED

_DEEMED = ("sent", "received")  # the one becomes the other when receipt is deemed
AWAITING = "past_due_awaiting_data"
TIMELINESS = ("no_deadline", "not_started", "on_time", "due_soon", "overdue", "late", AWAITING)


@dataclass(frozen=True)
class Asked:
    """What a list is asked for. `exact` are columns that time does not move, `q` is looked for in
    code, letter number, unit and text; `status`, `level`,
    `timeliness` and the days on which it falls due (from, to; both included) may have moved since
    the row was saved; so may `among`, several statuses of which it has one. `order` is one of
    `orders.ORDERS`."""

    exact: Mapping[str, str]
    status: str | None = None
    level: int | None = None
    timeliness: str | None = None
    q: str | None = None
    due_from: date | None = None
    due_to: date | None = None
    order: str = RECORDED
    among: frozenset[str] | None = None

    @property
    def moves(self) -> bool:
        """Whether it is asked for anything that is not fixed when a case is recorded."""
        return self.may_have_moved or self.status is not None or self.among is not None

    @property
    def may_have_moved(self) -> bool:
        """Whether it is asked for something that time changes without anybody speaking."""
        moving = (self.level, self.timeliness, self.due_from, self.due_to)
        return self.status in _DEEMED or any(value is not None for value in moving)

    def falls_due(self, at: datetime | None) -> bool:
        """Whether `due_at` is within the days asked for."""
        first, last = noon_before(self.due_from), noon_before(self.due_to, 1)
        if first is None and last is None:
            return True
        return at is not None and (first is None or first <= at) and (last is None or at < last)


@dataclass(frozen=True)
class Count:
    """How many rows fit; `exact` is false while some of them wait for time to speak, `more` is true
    where there are more than the number says: beyond MOST_COUNTED nobody counts them."""

    number: int
    exact: bool
    more: bool = False


def noon_before(day: date | None, more: int = 0) -> datetime | None:
    """An instant before all, in whatever zone of Indonesia, at which that day (or the one `more`
    days later) ends, and after all at which the day before it does."""
    if day is None:
        return None
    return datetime.combine(day, time(12), UTC) + timedelta(days=more)
