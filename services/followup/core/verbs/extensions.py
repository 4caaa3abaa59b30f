"""More time: requests, refusals and the Ombudsman's extensions.

Owns: the addressee's request and what becomes of it. Only the Ombudsman moves the official date,
and nobody a statutory one.
"""

from datetime import date

from services.followup.core.facts import ExtensionRefused, ExtensionRequested, draft
from services.followup.core.frozen import replace
from services.followup.core.model import CLOSED, Case, DateSet, ExtensionRequest, Outcome
from services.followup.core.policy import DEFAULT, Policy
from services.followup.core.rules import Rules
from services.followup.core.verbs.deadline import OFFICIAL, new_round
from services.followup.core.verbs.escalations import closed
from services.followup.core.verbs.journal import line, without_effect
from services.followup.core.verbs.refusals import (
    AlreadySubmitted,
    CaseClosed,
    NoDeadline,
    NoSuchRequest,
    NotTheAddressee,
    NotTheOmbudsman,
    RequestAnswered,
    RequestPending,
    StatutoryDate,
)
from shared.events import Actor, DeadlineExtended, Draft, Event
from shared.refusal import Invalid


def request_extension(
    case: Case,
    request_id: str,
    new_due_on: date,
    reason: str,
    *,
    actor: Actor,
    today: date,
    policy: Policy = DEFAULT,
) -> Draft:
    """The addressee asks for a later official date; `today` is its own civil day. Raises
    NotTheAddressee, CaseClosed, AlreadySubmitted, StatutoryDate, NoDeadline, RequestPending,
    Invalid at new_due_on."""
    if actor.office != case.unit.code:
        raise NotTheAddressee("Only {unit} may ask for an extension.", unit=case.unit.name)
    if case.status in CLOSED:
        raise CaseClosed("{code} is closed; nothing is left to extend.", code=case.code)
    if case.submitted_at is not None:
        raise AlreadySubmitted("{code} awaits its verdict; no deadline runs.", code=case.code)
    if not policy.instrument(case.instrument).extendable:
        raise StatutoryDate("The law sets this date; it cannot be extended.")
    if case.official_due_on is None:
        raise NoDeadline("{code} has no date yet that could be extended.", code=case.code)
    if any(each.status == "open" for each in case.requests):
        raise RequestPending("An earlier request awaits the Ombudsman's answer.")
    latest = max(case.official_due_on, today)
    if new_due_on <= latest:
        raise Invalid.at(
            "new_due_on", "new_due_on must be later than {latest}.", latest=latest.isoformat()
        )
    return draft(ExtensionRequested(case.recommendation_id, request_id, new_due_on, reason, actor))


def refuse_extension(case: Case, request_id: str, reason: str, actor: Actor) -> Draft:
    """The Ombudsman refuses. Raises NotTheOmbudsman, NoSuchRequest, RequestAnswered."""
    if actor.office != case.ombudsman.code:
        raise NotTheOmbudsman("Only {office} may answer.", office=case.ombudsman.name)
    request = find(case, request_id)
    if request is None:
        raise NoSuchRequest("There is no such extension request.")
    if request.status != "open":
        raise RequestAnswered("This request is {status} already.", status=request.status)
    return draft(ExtensionRefused(case.recommendation_id, request_id, reason, actor))


def find(case: Case, request_id: str | None) -> ExtensionRequest | None:
    """The case's request with that id; None where it has none."""
    return next((each for each in case.requests if each.id == request_id), None)


def requested(case: Case, event: Event, fact: ExtensionRequested, rules: Rules) -> Outcome:
    """The request stands and waits; no clock stops for it."""
    asked = ExtensionRequest(fact.request_id, event.time, fact.new_due_on, fact.reason, fact.actor)
    case = replace(case, requests=(*case.requests, asked))
    said = line(
        case,
        "extension_requested",
        event.time,
        rules,
        actor=fact.actor,
        request_id=fact.request_id,
        new_due_on=fact.new_due_on,
        reason=fact.reason,
    )
    return case, (said,)


def refused(case: Case, event: Event, fact: ExtensionRefused, rules: Rules) -> Outcome:
    """The date stays as it was."""
    request = find(case, fact.request_id)
    if request is None or request.status != "open":
        return without_effect(case, event, "answered", fact.actor, rules)
    case = _answered(case, event, fact.request_id, "refused", fact.reason)
    said = line(
        case,
        "extension_refused",
        event.time,
        rules,
        actor=fact.actor,
        request_id=fact.request_id,
        new_due_on=request.new_due_on,
        reason=fact.reason,
    )
    return case, (said,)


def extended(case: Case, event: Event, fact: DeadlineExtended, rules: Rules) -> Outcome:
    """A new official date in a new round; a submission that awaits its verdict goes on waiting."""
    if not rules.policy.instrument(case.instrument).extendable:
        return without_effect(case, event, "statutory", fact.actor, rules)
    before = case.official_due_on
    case, closings = closed(case, event.time, rules, "extended")
    case = _answered(case, event, fact.request_id, "granted", fact.reason)
    new = DateSet(event.time, OFFICIAL, fact.new_due_on, event.name, fact.reason, fact.actor)
    case = new_round(case, event.time, rules, new)
    said = line(
        case,
        "extended",
        event.time,
        rules,
        actor=fact.actor,
        before=before,
        after=fact.new_due_on,
        reason=fact.reason,
        request_id=fact.request_id,
    )
    return case, (said, *closings)


def _answered(case: Case, event: Event, request_id: str | None, status: str, answer: str) -> Case:
    return replace(
        case,
        requests=tuple(
            replace(each, status=status, answer=answer, answered_at=event.time)
            if each.id == request_id
            else each
            for each in case.requests
        ),
    )
