"""Receipt: when a letter counts as received, and what that moves.

Owns: the start of the clock. Proof moves it either way; without proof the letter is deemed
received some working days after it was sent; the addressee's own acknowledgement can move a
deemed receipt earlier, never later, and moves nothing once receipt is proven.
"""

from datetime import date, datetime

from services.followup.core.civil import day_ended_by, day_of, end_of
from services.followup.core.frozen import replace
from services.followup.core.model import Case, Outcome
from services.followup.core.rules import Rules
from services.followup.core.verbs.deadline import dated
from services.followup.core.verbs.escalations import corrected_date
from services.followup.core.verbs.journal import line
from shared.events import Event, RecommendationReceived

ADDRESSEE = "addressee"
NONE, DEEMED, ACKNOWLEDGED, PROVEN = "none", "deemed", "acknowledged", "proven"


def planned(case: Case, rules: Rules) -> tuple[datetime, datetime]:
    """When the letter is deemed received, and when its silence is told, counted from the day, in
    the addressee's zone, on which it was sent."""
    sent_on = day_of(case.sent_at, case.unit.time_zone)

    def end_of_day(rung: str) -> datetime:
        days, calendar = rules.policy.rung(rung).days, rules.calendar(case.calendar_version)
        last = calendar.nth_working_day(sent_on, days, case.unit.regency)
        return end_of(last, case.unit.time_zone)

    return end_of_day("deemed_received"), end_of_day("unacknowledged")


def started(case: Case, received_on: date, receipt: str) -> Case:
    """The clock starts on `received_on`; the dates follow with `dated`."""
    return replace(
        case,
        status="received" if case.status == "sent" else case.status,
        receipt=receipt,
        received_on=received_on,
        deemed_at=None,
        card=replace(case.card, not_before=None),
    )


def deemed(case: Case, at: datetime, rules: Rules) -> Outcome:
    """No proof of receipt came in time: received on the day that ended at `deemed_at`."""
    fired = (*case.fired, "deemed_received")
    received_on = day_ended_by(case.deemed_at or at, case.unit.time_zone)
    case = dated(started(replace(case, fired=fired), received_on, DEEMED), at, rules)
    said = line(case, "deemed_received", at, rules, rung="deemed_received", received_on=received_on)
    return case, (said,)


def unacknowledged(case: Case, at: datetime, rules: Rules) -> Outcome:
    """The addressee has kept silent: its parent is told."""
    case = replace(case, fired=(*case.fired, "unacknowledged"), acknowledge_by=None)
    return case, (line(case, "unacknowledged", at, rules, rung="unacknowledged"),)


def received(case: Case, event: Event, fact: RecommendationReceived, rules: Rules) -> Outcome:
    """Somebody says when the letter arrived; the clock starts, starts anew, or stays."""
    before = _heard(case, event.time, fact.by)
    after = before
    if _moves(case, fact.by, fact.received_on):
        receipt = ACKNOWLEDGED if fact.by == ADDRESSEE else PROVEN
        after = dated(started(before, fact.received_on, receipt), event.time, rules)
    case, withdrawals = corrected_date(before, after, event.time, rules, "receipt_corrected")
    said = line(
        case,
        "received",
        event.time,
        rules,
        actor=fact.actor,
        by=fact.by,
        proof=fact.proof,
        stated_on=fact.received_on,
        received_on=case.received_on,
        receipt=case.receipt,
    )
    return case, (said, *withdrawals)


def _moves(case: Case, by: str, received_on: date) -> bool:
    if by != ADDRESSEE or case.received_on is None:
        return True
    return case.receipt == DEEMED and received_on < case.received_on


def _heard(case: Case, at: datetime, by: str) -> Case:
    """The letter has been heard of: its silence is not told any more."""
    acknowledged_at = case.acknowledged_at
    if by == ADDRESSEE and acknowledged_at is None:
        acknowledged_at = at
    return replace(case, acknowledged_at=acknowledged_at, acknowledge_by=None)
