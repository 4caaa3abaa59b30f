"""Submissions and verdicts.

Owns: what stops the clock (the addressee's confirmation) and what starts it again (a return, a
partial implementation, a reopening). Where the date is statutory nobody moves it: the clock was
paused from the day of the submission, exclusive, to the day of the verdict, inclusive.
"""

from dataclasses import asdict
from datetime import date, datetime

from services.followup.core.civil import day_of
from services.followup.core.frozen import replace
from services.followup.core.model import Case, DateSet, Outcome, Pause
from services.followup.core.rules import Rules
from services.followup.core.verbs.closures import closed_as
from services.followup.core.verbs.deadline import OFFICIAL, new_round
from services.followup.core.verbs.escalations import closed
from services.followup.core.verbs.journal import line, without_effect
from shared.events import ActionConfirmed, ActionVerified, Actor, Event, RecommendationReopened


def confirmed(case: Case, event: Event, fact: ActionConfirmed, rules: Rules) -> Outcome:
    """The addressee submits: lateness stops, reminders stop, escalations close. A further
    submission before the verdict adds evidence and leaves the time of the first."""
    case = replace(
        case,
        status="awaiting_verification",
        submitted_at=case.submitted_at or event.time,
        acknowledge_by=None,
        exhausted=False,
    )
    case, closings = closed(case, event.time, rules, "submitted")
    said = line(
        case,
        "confirmed",
        event.time,
        rules,
        actor=fact.actor,
        extent=fact.extent,
        completed_on=fact.completed_on,
        description=fact.description,
        late=case.breached_at is not None,
        evidence=[asdict(each) for each in fact.evidence],
    )
    return case, (said, *closings)


def verified(case: Case, event: Event, fact: ActionVerified, rules: Rules) -> Outcome:
    """The Ombudsman judges: the case closes, or goes on in a new round."""
    verdict = rules.policy.verdict(fact.outcome)
    if verdict.closes:
        case, closings = closed_as(case, fact.outcome, event.time, rules)
    else:
        new = _official(event, fact.new_due_on, fact.note, fact.actor)
        case, closings = _goes_on(case, case.submitted_at, event.time, new, rules)
        case = replace(case, status=fact.outcome)
    said = line(
        case,
        "verified",
        event.time,
        rules,
        tells=verdict.tells,
        actor=fact.actor,
        outcome=fact.outcome,
        note=fact.note,
        remaining=fact.remaining,
    )
    return case, (said, *closings)


def reopened(case: Case, event: Event, fact: RecommendationReopened, rules: Rules) -> Outcome:
    """A closed case opens again; a breach of its first life stays."""
    if case.closed_at is None:
        return without_effect(case, event, "open", fact.actor, rules)
    since = case.submitted_at or case.closed_at
    case = replace(case, status="reopened", closed_at=None)
    new = _official(event, fact.new_due_on, fact.reason, fact.actor)
    case, _ = _goes_on(case, since, event.time, new, rules)
    said = line(case, "reopened", event.time, rules, actor=fact.actor, reason=fact.reason)
    return case, (said,)


def _goes_on(
    case: Case, since: datetime | None, at: datetime, new: tuple[DateSet, ...], rules: Rules
) -> Outcome:
    """A new round from `at` with the Ombudsman's date, or, where the law leaves none to set, after
    a pause since the submission."""
    case, closings = closed(case, at, rules, "new_date")
    case = replace(case, submitted_at=None)
    if rules.policy.instrument(case.instrument).extendable:
        return new_round(case, at, rules, *new), closings
    zone = case.unit.time_zone
    if since is not None:
        pause = Pause(day_of(since, zone), day_of(at, zone))
        case = replace(case, pauses=(*case.pauses, pause))
    return new_round(case, at, rules), closings


def _official(
    event: Event, new_due_on: date | None, reason: str, actor: Actor
) -> tuple[DateSet, ...]:
    if new_due_on is None:
        return ()
    return (DateSet(event.time, OFFICIAL, new_due_on, event.name, reason, actor),)
