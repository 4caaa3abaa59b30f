"""The dates of a case.

Owns: which date is official, which is in force, when it was missed, and rounds. The official date
is the last one that the Ombudsman set, else the letter's, else the rule's count; the internal one
is the superior's and lives as long as its round. Lateness is against the official date alone.
"""

from datetime import date, datetime

from services.followup.core.card import Count, count
from services.followup.core.civil import end_of
from services.followup.core.frozen import replace
from services.followup.core.model import Case, DateSet
from services.followup.core.rules import Rules
from services.followup.core.verbs.journal import due_on

OFFICIAL, INTERNAL = "official", "internal"


def dated(case: Case, at: datetime, rules: Rules) -> Case:
    """The case with its card counted anew at `at` and every date in step with it."""
    counted = _count(case, rules)
    base = _base(case, counted)
    set_by_persons = [each.due_on for each in case.dates_set if each.kind == OFFICIAL]
    after = replace(
        case,
        first_due_on=(case.first_due_on or set_by_persons[0]) if set_by_persons else base,
        official_due_on=set_by_persons[-1] if set_by_persons else base,
    )
    last_day = due_on(after)
    due_at = end_of(last_day, case.unit.time_zone) if last_day else None
    after = replace(after, due_at=due_at, dated_at=case.dated_at if due_at == case.due_at else at)
    return _with_card(after, counted, rules)


def ruled(case: Case) -> bool:
    """Whether the official date is the rule's own count: no letter and no person set it."""
    return case.due_kind == "rule" and not any(each.kind == OFFICIAL for each in case.dates_set)


def official_end(case: Case) -> datetime | None:
    """The end of the official date; None where there is none."""
    return end_of(case.official_due_on, case.unit.time_zone) if case.official_due_on else None


def new_round(case: Case, at: datetime, rules: Rules, *dates: DateSet) -> Case:
    """The next round, from `at`, with the dates that persons set for it."""
    internal = [each.due_on for each in dates if each.kind == INTERNAL]
    begun = replace(
        case,
        round=case.round + 1,
        round_at=at,
        fired=(),
        exhausted=False,
        dates_set=case.dates_set + dates,
        internal_due_on=internal[-1] if internal else None,
    )
    return replace(dated(begun, at, rules), dated_at=at)


def corrected(before: Case, after: Case, at: datetime) -> Case:
    """`after`, a recount of `before` at `at`, with the breach of the corrected date in step: what
    had not been missed by the right count is no breach."""
    old, new = official_end(before), official_end(after)
    if before.breached_at is None or before.breached_at != old or new is None or new <= old:
        return after
    missed = new <= (before.submitted_at or at)
    return replace(after, breached_at=new if missed else None)


def _base(case: Case, counted: Count | None) -> date | None:
    """The date before any person moved it; a count that an amendment shortened falls no earlier
    than the day on which it was approved."""
    if counted is None:
        return case.letter_due_on
    return max(counted.due_on, case.card.not_before or counted.due_on)


def _count(case: Case, rules: Rules) -> Count | None:
    if case.due_kind != "rule" or case.received_on is None:
        return None
    rule = rules.policy.instrument(case.instrument)
    calendar = rules.calendar(case.calendar_version)
    return count(rule, case.received_on, case.unit, calendar, case.pauses)


def _with_card(case: Case, counted: Count | None, rules: Rules) -> Case:
    doubt = counted.doubt if counted and ruled(case) else None
    rule = rules.policy.instrument(case.instrument)
    card = replace(
        case.card,
        article=rule.article,
        length=rule.length if case.due_kind == "rule" else None,
        start_on=case.received_on,
        receipt=case.receipt,
        days=counted.days if counted else (),
        rule_due_on=counted.due_on if counted else None,
        dates_set=case.dates_set,
        pauses=case.pauses,
        official_due_on=case.official_due_on,
        internal_due_on=case.internal_due_on,
        due_at=case.due_at,
        calendar_version=case.calendar_version,
        policy_version=case.policy_version,
        provisional=doubt is not None,
        provisional_because=doubt,
    )
    return replace(case, card=card)
