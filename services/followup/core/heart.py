"""The heart of followup: what time and words do to one recommendation. Pure.

Owns: the fold. A case is what its events and the time have made of it, in the order of their
instants; at one instant a rung speaks first, then a version of the calendar or of the policy, then
intake, then followup's own events. Nothing here knows a database, a broker or the present time.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from services.followup.core import facts
from services.followup.core.facts import AnyFact, Told
from services.followup.core.frozen import replace
from services.followup.core.ladder import first_step, stirs_at, taken_at
from services.followup.core.model import CLOSED, Case, Line, Outcome
from services.followup.core.opening import opened
from services.followup.core.policy import DEFAULT, Policy
from services.followup.core.rules import Rules
from services.followup.core.verbs import actions, closures, decisions, extensions, receipts
from services.followup.core.verbs.escalations import live
from services.followup.core.verbs.journal import without_effect
from shared import events
from shared.events import Event, RecommendationRecorded, RecommendationReopened

VERBS: Mapping[type, Callable[[Case, Event, Any, Rules], Outcome]] = {
    events.RecommendationReceived: receipts.received,
    events.ActionConfirmed: actions.confirmed,
    events.ActionVerified: actions.verified,
    events.RecommendationWithdrawn: closures.withdrawn,
    events.RecommendationSuperseded: closures.superseded,
    events.RecommendationReopened: actions.reopened,
    events.DeadlineExtended: extensions.extended,
    facts.EscalationAcknowledged: decisions.acknowledged,
    facts.EscalationDecided: decisions.decided,
    facts.ExtensionRequested: extensions.requested,
    facts.ExtensionRefused: extensions.refused,
}


class Overtaken(Exception):
    """An event is older than what its case already knows: the case must be rebuilt from the start,
    because a fold in the order of time cannot go back."""


def open_case(event: Event, fact: RecommendationRecorded, rules: Rules) -> Outcome:
    """The case that a recorded recommendation opens, advanced to its own instant."""
    case, lines = opened(event, fact, rules.at(event.time))
    return _and_then(case, lines, event.time, rules)


def advance(case: Case, until: datetime, rules: Rules) -> Outcome:
    """Whatever time says up to and including `until`, the oldest first: rungs of the ladder, and
    versions of the calendar and the policy at the instants from which they hold. Safe to repeat."""
    lines: list[Line] = []
    while (step := first_step(case, rules)) and taken_at(step, case) <= until:
        at = taken_at(step, case)
        case, said = step.take(replace(case, advanced_to=at), at, rules.of(case))
        lines.extend(said)
    next_at = next_instant(case, rules)
    return replace(case, advanced_to=max(case.advanced_to, until), next_at=next_at), tuple(lines)


def apply(case: Case, event: Event, fact: AnyFact, rules: Rules) -> Outcome:
    """One event of intake's or of followup's stream, at its own time: first the case is advanced to
    that instant, then the fact speaks, then whatever is due at once. An event that the case has
    seen changes nothing. Raises Overtaken where the case has gone past its time."""
    if _seen(case, event):
        return case, ()
    if event.time < case.advanced_to:
        raise Overtaken(f"{event.name} of {event.time} comes after {case.advanced_to}")
    case, before = _waited(case, event.time, rules)
    case, said = _speak(case, event, fact, rules.of(case))
    return _and_then(_having_seen(case, event), before + said, event.time, rules)


def fold(case: Case, told: Iterable[Told], until: datetime, rules: Rules) -> Outcome:
    """The case after all those events, in the order of time (intake first where two are stamped
    alike), and then the time up to `until`; events later than `until` are left out."""
    lines: list[Line] = []
    for event, fact in sorted(told, key=_order):
        if event.time <= until:
            case, said = apply(case, event, fact, rules)
            lines.extend(said)
    case, said = advance(case, until, rules)
    return case, (*lines, *said)


def next_instant(case: Case, rules: Rules) -> datetime | None:
    """The next instant at which `advance` would do anything, versions left aside; None
    where time has nothing more to say."""
    step = first_step(case, rules, versions=False)
    return taken_at(step, case) if step else None


def timeliness(case: Case, now: datetime, policy: Policy = DEFAULT) -> str:
    """How the case stands to the date in force, computed from dates alone: no_deadline, not_started
    (no receipt yet), on_time, due_soon or overdue. Once submitted or closed: on_time or late, and
    late for good where the official date was ever missed."""
    settled = case.submitted_at is not None or case.status in CLOSED
    if settled and case.breached_at:
        return "late"
    if case.due_at is None:
        return "no_deadline" if case.due_kind == "none" else "not_started"
    if settled or now < case.due_at - policy.due_soon:
        return "on_time"
    return "due_soon" if now < case.due_at else "overdue"


def level(case: Case, policy: Policy = DEFAULT) -> int:
    """The escalation level at which the case stands: 0 to 3."""
    if case.exhausted:
        return policy.levels[-1].number
    return max((each.level for each in live(case)), default=0)


def _speak(case: Case, event: Event, fact: AnyFact, rules: Rules) -> Outcome:
    """A closed case hears nothing but its reopening."""
    if case.status in CLOSED and not isinstance(fact, RecommendationReopened):
        return without_effect(case, event, case.status, fact.actor, rules)
    return VERBS[type(fact)](case, event, fact, rules)


def _and_then(case: Case, lines: tuple[Line, ...], at: datetime, rules: Rules) -> Outcome:
    case, due = advance(case, at, rules)
    return case, lines + due


def _waited(case: Case, until: datetime, rules: Rules) -> Outcome:
    """As `advance`, for less, of a case that stood still since: mostly nothing fell due."""
    stirs = stirs_at(case, rules)
    if stirs and stirs <= until:
        return advance(case, until, rules)
    return replace(case, advanced_to=until), ()


def _seen(case: Case, event: Event) -> bool:
    return event.seq <= (case.decisions_seen if event.name in facts.OWN else case.seen)


def _having_seen(case: Case, event: Event) -> Case:
    if event.name in facts.OWN:
        return replace(case, decisions_seen=event.seq)
    return replace(case, seen=event.seq)


def _order(told: Told) -> tuple[datetime, bool, int]:
    event, _ = told
    return event.time, event.name in facts.OWN, event.seq
