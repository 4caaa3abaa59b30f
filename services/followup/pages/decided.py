"""Why an internal date is what it is.

Owns: the count of a decision that named no date, shown day by day as the rule's is. A date that
a person named is explained by whoever named it.
"""

from services.followup.card import Count, count
from services.followup.civil import day_of
from services.followup.model import Case
from services.followup.policy import WORKING, Instrument
from services.followup.rules import Rules

INTERNAL = "internal"


def counted(case: Case, rules: Rules) -> Count | None:
    """The working days from the decision to the internal date in force; None where no such date
    is in force, or where it is not so many days away."""
    sets = [one for one in case.dates_set if one.kind == INTERNAL]
    if case.internal_due_on is None or not sets:
        return None
    policy = rules.of(case).policy
    rule = Instrument("", policy.internal_days, WORKING, "", extendable=False)
    decided_at = sets[-1].at
    decided_on = day_of(decided_at, case.unit.time_zone)
    found = count(rule, decided_on, case.unit, rules.calendar_at(decided_at))
    return found if found.due_on == case.internal_due_on else None
