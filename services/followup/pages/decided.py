"""Why an internal date is what it is.

Owns: the count of a decision that named no date, shown day by day as the rule's is. A date that
a person named is explained by whoever named it.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from services.followup.core.card import Count, count
from services.followup.core.civil import day_of
from services.followup.core.model import Case
from services.followup.core.policy import WORKING, Instrument
from services.followup.core.rules import Rules


def counted(case: Case, rows: Sequence[Row[Any]], rules: Rules) -> Count | None:
    """The working days from the decision to the internal date in force; None where no such date
    is in force, or where somebody named it."""
    said = [row for row in rows if row.kind == "decided" and row.body["body"]["internal_due_on"]]
    if case.internal_due_on is None or not said:
        return None
    length = said[-1].body["body"].get("internal_days")
    if length is None:
        return None
    rule = Instrument("", length, WORKING, "", extendable=False)
    decided_on = day_of(said[-1].at, case.unit.time_zone)
    found = count(rule, decided_on, case.unit, rules.calendar_at(said[-1].at))
    return found if found.due_on == case.internal_due_on else None
