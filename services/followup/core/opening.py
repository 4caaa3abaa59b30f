"""How a case begins.

Owns: what a recorded recommendation says about time at the instant at which it was sent. The day
of sending is the event's own day in the addressee's zone; a receipt that the letter states is the
Ombudsman's proof.
"""

from services.followup.core.card import waiting
from services.followup.core.frozen import replace
from services.followup.core.model import Case, Outcome
from services.followup.core.rules import Rules
from services.followup.core.verbs.deadline import dated
from services.followup.core.verbs.journal import line
from services.followup.core.verbs.receipts import PROVEN, planned, started
from shared.events import Event, RecommendationRecorded


def opened(event: Event, fact: RecommendationRecorded, rules: Rules) -> Outcome:
    """The case and its first line, before time has spoken."""
    case = _sent(event, fact, rules)
    deemed_at, acknowledge_by = planned(case, rules)
    if fact.received_on:
        case = started(case, fact.received_on, PROVEN)
    else:
        case = replace(case, deemed_at=deemed_at, acknowledge_by=acknowledge_by)
    case = dated(case, event.time, rules)
    said = line(case, "recorded", event.time, rules, actor=fact.actor, received_on=fact.received_on)
    return case, (said,)


def _sent(event: Event, fact: RecommendationRecorded, rules: Rules) -> Case:
    calendar = rules.calendar_at(event.time)
    return Case(
        recommendation_id=fact.recommendation_id,
        code=fact.code,
        stream=event.stream,
        letter_id=fact.letter_id,
        letter_number=fact.letter_number,
        letter_date=fact.letter_date,
        instrument=fact.instrument,
        unit=fact.unit,
        superiors=fact.superiors,
        ombudsman=fact.ombudsman,
        service=fact.service,
        text=fact.text,
        severity=fact.severity,
        repeat_of=fact.repeat_of,
        due_kind=fact.due_kind,
        letter_due_on=fact.due_on,
        status="sent",
        sent_at=event.time,
        advanced_to=event.time,
        round=1,
        round_at=event.time,
        calendar_version=calendar.version,
        card=waiting(rules.policy.instrument(fact.instrument), fact.unit, calendar),
        dated_at=event.time,
        seen=event.seq,
        policy_version=rules.ruling,
    )
