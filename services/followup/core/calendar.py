"""The working calendar: which days count, by decree and regency, in versions.

Owns: holidays and the counting of working days. Working days are Monday to Friday, less national
holidays, less collective leave (cuti bersama), less local holidays of the office's regency.
An amendment makes the next version; a version is in force from its instant `at`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property

from services.followup.core.civil import DAY, bounded
from shared.refusal import Conflict

BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)
PUBLIC, LEAVE, LOCAL = KINDS = ("public", "leave", "local")
SATURDAY = 5


class NotAHoliday(Conflict):
    """An amendment takes away a holiday that the calendar does not have."""


@dataclass(frozen=True)
class Holiday:
    """A day off. `kind`: public, leave (cuti bersama) or local (then `regency` names where);
    `decree` is its source; `provisional` where its date is only estimated."""

    on: date
    name: str
    kind: str
    regency: str | None
    decree: str
    provisional: bool = False


@dataclass(frozen=True)
class Removal:
    """A day that is off no more: nationally (None) or in one regency."""

    on: date
    regency: str | None = None


@dataclass(frozen=True)
class Calendar:
    """One version, by its `decree` or source. `decreed_until`: the last day up to which collective
    leave is decreed."""

    version: int
    at: datetime
    holidays: tuple[Holiday, ...]
    decreed_until: date
    decree: str = ""

    def off(self, on: date, regency: str) -> Holiday | None:
        """The holiday that makes `on` a day off in `regency`; None where there is none."""
        return self._in(regency).get(on)

    def working_day(self, on: date, regency: str) -> bool:
        """Whether offices of `regency` work on the day `on`."""
        return on.weekday() < SATURDAY and on not in self._in(regency)

    def nth_working_day(self, after: date, number: int, regency: str) -> date:
        """The working day `number` after the day `after`; day 1 is the first one after it."""
        return self._walk(after, number, regency, forward=True)

    def back_working_days(self, before: date, number: int, regency: str) -> date:
        """The working day `number` before the day `before`, itself not counted."""
        return self._walk(before, number, regency, forward=False)

    def _walk(self, on: date, number: int, regency: str, *, forward: bool) -> date:
        off, step, on = self._in(regency), DAY if forward else -DAY, bounded(on)
        while number > 0:
            on += step
            if on.weekday() < SATURDAY and on not in off:
                number -= 1
        return on

    def _in(self, regency: str) -> Mapping[date, Holiday]:
        by_regency = self._days_off
        return by_regency.get(regency, by_regency[None])

    @cached_property
    def _days_off(self) -> dict[str | None, dict[date, Holiday]]:
        """Days off by regency; None holds those of every place without holidays of its own."""
        held: dict[str | None, list[Holiday]] = defaultdict(list)
        for holiday in self.holidays:
            held[holiday.regency].append(holiday)
        national = held[None]
        return {place: _by_day([*national, *own]) for place, own in held.items()}


def amend(
    calendar: Calendar,
    at: datetime,
    decree: str,
    additions: Iterable[Holiday],
    removals: Iterable[Removal],
) -> Calendar:
    """The next version, in force from `at`: `removals` go, `additions` come under `decree` and
    take the place of what stood on the same day in the same place. New collective leave moves
    `decreed_until` to the end of its year. Raises NotAHoliday."""
    added = tuple(replace(holiday, decree=decree) for holiday in additions)
    removed = set(removals)
    missing = removed - {_place(holiday) for holiday in calendar.holidays}
    if missing:
        raise NotAHoliday("{on} is no holiday that could be removed.", on=min(missing, key=_on).on)
    gone = removed | {_place(holiday) for holiday in added}
    kept = tuple(holiday for holiday in calendar.holidays if _place(holiday) not in gone)
    decreed = max([calendar.decreed_until, *leave_years_end(added)])
    return Calendar(calendar.version + 1, at, kept + added, decreed, decree)


def leave_years_end(holidays: Iterable[Holiday]) -> list[date]:
    """The last days of the years for which there is collective leave among `holidays`."""
    return [date(holiday.on.year, 12, 31) for holiday in holidays if holiday.kind == LEAVE]


def _by_day(holidays: Iterable[Holiday]) -> dict[date, Holiday]:
    """One holiday a day: a certain one before an estimated one, a national before a local one."""
    ranked = sorted(holidays, key=lambda h: (h.provisional, KINDS.index(h.kind)), reverse=True)
    return {holiday.on: holiday for holiday in ranked}


def _place(holiday: Holiday) -> Removal:
    return Removal(holiday.on, holiday.regency)


def _on(removal: Removal) -> date:
    return removal.on
