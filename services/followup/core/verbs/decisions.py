"""What a superior says to an escalation.

Owns: acknowledging and deciding, as commands that are checked and as facts that are applied. A
decision is applied at its own time: if something stamped before it closed the escalation, it is
kept and has no effect.
"""

from datetime import date

from services.followup.core.civil import day_of
from services.followup.core.facts import EscalationAcknowledged, EscalationDecided, draft
from services.followup.core.frozen import replace
from services.followup.core.model import Case, DateSet, Escalation, Line, Outcome
from services.followup.core.policy import DEFAULT, Policy
from services.followup.core.rules import Rules
from services.followup.core.verbs.deadline import INTERNAL, new_round
from services.followup.core.verbs.escalations import UNDECIDED, find, handed_up, holder, put
from services.followup.core.verbs.journal import about, line, without_effect
from services.followup.core.verbs.refusals import (
    AlreadyAcknowledged,
    AlreadyDecided,
    EscalationClosed,
    NobodyAbove,
    NoSuchEscalation,
    NotTheHolder,
)
from shared.events import Actor, Draft, Event
from shared.refusal import Invalid


def acknowledge(case: Case, escalation_id: str, actor: Actor) -> Draft:
    """The holder has seen it. Raises NoSuchEscalation, NotTheHolder, EscalationClosed,
    AlreadyDecided, AlreadyAcknowledged."""
    escalation = _held(case, escalation_id, actor)
    if escalation.status == "acknowledged":
        raise AlreadyAcknowledged("This escalation has been acknowledged already.")
    return draft(EscalationAcknowledged(case.recommendation_id, escalation_id, actor))


def decide(
    case: Case,
    escalation_id: str,
    decision: str,
    note: str,
    internal_due_on: date | None,
    *,
    actor: Actor,
    today: date,
    policy: Policy = DEFAULT,
) -> Draft:
    """The holder decides; `today` is the addressee's civil day, after which an internal date must
    lie. Raises NoSuchEscalation, NotTheHolder, EscalationClosed, AlreadyDecided, NobodyAbove, and
    Invalid at decision or internal_due_on."""
    escalation = _held(case, escalation_id, actor)
    known = [row.name for row in policy.decisions]
    if decision not in known:
        raise Invalid.at("decision", "decision must be one of {known}.", known=", ".join(known))
    if policy.decision(decision).climbs:
        _can_climb(case, escalation, internal_due_on, policy)
    if internal_due_on is not None and internal_due_on <= today:
        raise Invalid.at(
            "internal_due_on",
            "internal_due_on must be later than today ({today}).",
            today=today.isoformat(),
        )
    said = EscalationDecided(
        case.recommendation_id, escalation_id, decision, note, internal_due_on, actor
    )
    return draft(said)


def acknowledged(case: Case, event: Event, fact: EscalationAcknowledged, rules: Rules) -> Outcome:
    """The holder has seen it; the time to decide runs on."""
    escalation = find(case, fact.escalation_id)
    if escalation is None or escalation.status != "open":
        return _too_late(case, event, escalation, fact.actor, rules)
    seen = replace(
        escalation,
        status="acknowledged",
        acknowledged_at=event.time,
        acknowledged_by=fact.actor,
    )
    case = put(case, seen)
    said = line(
        case,
        "escalation_acknowledged",
        event.time,
        rules,
        level=escalation.level,
        actor=fact.actor,
        **about(seen),
    )
    return case, (said,)


def decided(case: Case, event: Event, fact: EscalationDecided, rules: Rules) -> Outcome:
    """The escalation climbs no more. A round with the internal date begins, or the matter is handed
    up at once in this round."""
    escalation = find(case, fact.escalation_id)
    if escalation is None or escalation.status not in UNDECIDED:
        return _too_late(case, event, escalation, fact.actor, rules)
    rule = rules.policy.decision(fact.decision)
    date_set = None if rule.climbs else _internal(case, event, fact, rules)
    done = _done(escalation, event, fact, date_set)
    case = put(case, done)
    opening: tuple[Line, ...] = ()
    if date_set:
        case = new_round(case, event.time, rules, date_set)
    else:
        case, opening = handed_up(case, done, event.time, rules)
    said = line(
        case,
        "decided",
        event.time,
        rules,
        tells=rule.tells,
        level=done.level,
        actor=fact.actor,
        **about(done),
        decision=fact.decision,
        note=fact.note,
        internal_days=_counted(date_set, fact, rules),
    )
    return case, (said, *opening)


def _done(
    escalation: Escalation, event: Event, fact: EscalationDecided, date_set: DateSet | None
) -> Escalation:
    return replace(
        escalation,
        status="decided",
        climbs_at=None,
        decided_at=event.time,
        decided_by=fact.actor,
        decision=fact.decision,
        note=fact.note,
        internal_due_on=date_set.due_on if date_set else None,
    )


def _counted(date_set: DateSet | None, fact: EscalationDecided, rules: Rules) -> int | None:
    """The working days that gave the date; None where the decision names it, or sets none."""
    named = date_set is None or fact.internal_due_on is not None
    return None if named else rules.policy.internal_days


def _internal(case: Case, event: Event, fact: EscalationDecided, rules: Rules) -> DateSet:
    """The date of the decision, else so many working days from its day by the unit's calendar."""
    due_on = fact.internal_due_on
    if due_on is None:
        decided_on = day_of(event.time, case.unit.time_zone)
        due_on = rules.calendar(case.calendar_version).nth_working_day(
            decided_on, rules.policy.internal_days, case.unit.regency
        )
    return DateSet(event.time, INTERNAL, due_on, event.name, fact.note, fact.actor)


def _held(case: Case, escalation_id: str, actor: Actor) -> Escalation:
    """The escalation, if the actor's office holds it and it is undecided."""
    escalation = find(case, escalation_id)
    if escalation is None:
        raise NoSuchEscalation("There is no such escalation.")
    if actor.office != escalation.office.code:
        raise NotTheHolder("{office} holds this escalation.", office=escalation.office.name)
    if escalation.status == "decided":
        raise AlreadyDecided("This escalation has been decided already.")
    if escalation.status not in UNDECIDED:
        raise EscalationClosed(
            "This escalation is {status} ({because}); nothing is left to decide.",
            status=escalation.status,
            because=escalation.closed_because,
        )
    return escalation


def _can_climb(
    case: Case, escalation: Escalation, internal_due_on: date | None, policy: Policy
) -> None:
    if internal_due_on is not None:
        raise Invalid.at("internal_due_on", "A referral sets no date; leave it out.")
    if holder(case, escalation.level + 1, policy) is None:
        raise NobodyAbove("No office stands above {office}.", office=escalation.office.name)


def _too_late(
    case: Case, event: Event, escalation: Escalation | None, actor: Actor, rules: Rules
) -> Outcome:
    because = (escalation.closed_because or escalation.status) if escalation else "unknown"
    return without_effect(case, event, because, actor, rules)
