"""Counted days as month calendars.

Owns: which cell a day stands in, and how it is marked; pure.
"""

from calendar import Calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from services.followup.core.model import Card, Day

OUT = "out"
PLAIN = ("start", "counted")


@dataclass(frozen=True)
class Cell:
    """One day of a month: `marks` are style classes, `why` is `out` for days beyond the count;
    `told` where a list under the calendar says why it does not count."""

    on: date
    why: str
    number: int | None
    name: str | None
    due: bool
    official: bool = False
    told: bool = False

    @property
    def marks(self) -> str:
        """The classes of its style."""
        shown = {"counted": "counted", "start": "start", OUT: OUT}.get(self.why, "off")
        if self.due:
            return f"{shown} due"
        return f"{shown} official" if self.official else shown


@dataclass(frozen=True)
class Month:
    """One month, in weeks from Monday to Sunday; None stands for a day of another month."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]


def months(card: Card, due_on: date | None) -> list[Month]:
    """The months from the card's first day to its last, or to the date in force if later."""
    return grid(card.days, due_on, card.official_due_on)


def grid(days: Sequence[Day], due_on: date | None, official_on: date | None) -> list[Month]:
    """The months of these days, up to the later of both dates."""
    if not days:
        return []
    by_day = {day.on: day for day in days}
    last = max(filter(None, (*by_day, due_on, official_on)))
    return [_month(first, by_day, due_on, official_on) for first in _firsts(min(by_day), last)]


def skipped(days: Sequence[Day]) -> list[Day]:
    """The days that a holiday or a pause took out of the count, weekends aside."""
    return [day for day in days if _told(day)]


def _told(day: Day) -> bool:
    return day.why not in (*PLAIN, OUT) and (day.why != "weekend" or day.name is not None)


def _month(
    first: date, by_day: dict[date, Day], due_on: date | None, official_on: date | None
) -> Month:
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first,
        tuple(
            tuple(
                _cell(on, by_day, due_on, official_on) if on.month == first.month else None
                for on in week
            )
            for week in weeks
        ),
    )


def _cell(on: date, by_day: dict[date, Day], due_on: date | None, official_on: date | None) -> Cell:
    day = by_day.get(on, Day(on, OUT))
    return Cell(on, day.why, day.number, day.name, on == due_on, on == official_on, _told(day))


def _firsts(first: date, last: date) -> Iterator[date]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield date(year, month, 1)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
