"""What a letter says of a case's deadline on the day on which it leaves.

Owns: the due date in words, and how many days are left in the rule's own unit. Pure.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.followup.core.calendar import Calendar
from services.followup.core.civil import day_ended_by, day_of
from services.followup.core.model import CLOSED, Case
from shared import english, indonesian

NO_DEADLINE = "tanpa tenggat waktu"
BARELY = "lewat kurang dari 1 hari kerja", "less than 1 working day past"
"""What is past its date though no working day has passed since: over a weekend."""


@dataclass(frozen=True)
class Due:
    """A deadline in words; `left` is empty where it does not run (submitted, closed, none)."""

    on: date | None
    text: str
    english: str
    left: str = ""
    left_english: str = ""


def due_of(case: Case, calendar: Calendar, now: datetime) -> Due:
    """The case's deadline, and what is left of it at `now` for the addressee."""
    if case.due_at is None:
        return Due(None, NO_DEADLINE, "no deadline")
    zone = case.unit.time_zone
    on = day_ended_by(case.due_at, zone)
    text = indonesian.deadline(case.due_at, zone)
    if not runs(case):
        return Due(on, text, english_date(on))
    return Due(on, text, english_date(on), *_left(calendar, case, day_of(now, zone), on))


def runs(case: Case) -> bool:
    """Whether the deadline runs: it exists, and the addressee is the one to act."""
    return case.due_at is not None and case.status not in CLOSED | {"awaiting_verification"}


def days_between(calendar: Calendar, case: Case, today: date, on: date) -> int:
    """Days of the rule's unit after `today` up to and including `on`; below zero where past."""
    if case.card.unit_of_days == "calendar":
        return (on - today).days
    first, last = sorted((today, on))
    days = (first + timedelta(days=step) for step in range(1, (last - first).days + 1))
    worked = sum(calendar.working_day(day, case.unit.regency) for day in days)
    return worked if on >= today else -worked


def english_date(on: date) -> str:
    """`11 March 2022`."""
    return f"{on.day} {on:%B %Y}"


def _left(calendar: Calendar, case: Case, today: date, on: date) -> tuple[str, str]:
    count, unit = days_between(calendar, case, today, on), case.card.unit_of_days
    if count == 0 and on < today:
        return BARELY
    return indonesian.days_left(count, unit), english.days_left(count, unit)
