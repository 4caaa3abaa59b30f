"""What letters may say of a superior. Pure.

Owns: which escalation a letter is about, whether one is to be decided or has become an
instruction, and which date had passed. Of what was withdrawn, closed or answered no letter speaks.
"""

from services.followup.core.civil import end_of
from services.followup.core.model import Case, Escalation
from services.followup.core.verbs.escalations import UNDECIDED, live
from shared import indonesian


def held(case: Case) -> Escalation:
    """The highest escalation that stands; raises IndexError where none does."""
    return live(case)[-1]


def decides(case: Case) -> bool:
    """Whether a superior is to decide now."""
    stands = live(case)
    return bool(stands) and stands[-1].status in UNDECIDED


def instructs(case: Case) -> bool:
    """Whether a superior is to decide, or has decided to instruct."""
    stands = live(case)
    return bool(stands) and (decides(case) or stands[-1].decision == "instruct")


def missed(case: Case, escalation: Escalation) -> str:
    """The date whose passing opened that escalation: the one in force, until a decision sets
    another; then the day before its round's first level opened, or, where the date was past when
    it was recorded, the official one."""
    zone = case.unit.time_zone
    first = next(one for one in case.escalations if one.round == escalation.round)
    passed_at = first.opened_at
    if escalation.round == case.round and case.due_at:
        passed_at = case.due_at
    elif first.already_past and case.official_due_on:
        passed_at = end_of(case.official_due_on, zone)
    return indonesian.deadline(passed_at, zone)
