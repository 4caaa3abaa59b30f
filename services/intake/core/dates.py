"""Dates that the Ombudsman sets.

Owns: when one is wanted, and which one can be. A statutory date is nobody's to set.
"""

from collections.abc import Iterator
from datetime import date, datetime

from services.intake.core.civil import day_of
from services.intake.core.model import Recommendation
from services.intake.core.words import INSTRUMENTS
from shared.refusal import Fault

STATUTORY = "The law sets the date of a {instrument}, and its clock runs on: leave new_due_on out."
WANTED = "Set the date by which the rest is due."
UNWANTED = "No date follows from this: leave new_due_on out."
PAST = "new_due_on ({day}) must be later than today ({today})."


def new_date(
    one: Recommendation, day: date | None, now: datetime, *, wanted: bool
) -> Iterator[tuple[str, Fault]]:
    """What is wrong with `day` as the new official date; `wanted` where one must follow unless
    the date is statutory."""
    if day is None:
        if wanted and extendable(one):
            yield "new_due_on", Fault(WANTED)
        return
    today = day_of(now, one.time_zone)
    if not wanted:
        yield "new_due_on", Fault(UNWANTED)
    elif not extendable(one):
        yield "new_due_on", Fault(STATUTORY, {"instrument": one.instrument})
    elif day <= today:
        yield "new_due_on", Fault(PAST, {"day": day, "today": today})


def extendable(one: Recommendation) -> bool:
    """Whether persons may move its date."""
    return INSTRUMENTS[one.instrument].extendable
