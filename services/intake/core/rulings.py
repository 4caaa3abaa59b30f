"""What the Ombudsman rules outside of a verdict.

Owns: withdrawing, superseding, reopening and extending. Each has a reason.
"""

from dataclasses import replace
from datetime import date, datetime

from services.intake.core.dates import extendable, new_date
from services.intake.core.model import Recommendation
from services.intake.core.refusals import NoDeadline, NotYetImplemented, StatutoryDate
from services.intake.core.standing import ombudsman_only, open_only
from services.intake.core.words import (
    IMPLEMENTED,
    NEVER_DUE,
    REOPENED,
    SUPERSEDED,
    WITHDRAWN,
)
from shared.events import (
    Actor,
    DeadlineExtended,
    RecommendationReopened,
    RecommendationSuperseded,
    RecommendationWithdrawn,
)
from shared.refusal import Fault, Invalid

ITSELF = "A recommendation cannot take its own place: name another."
OTHER_UNIT = "{code} is addressed to {unit}: name one of the same unit."
GONE = "{code} is {status} itself: name one that stands."
NOT_LATER = "new_due_on ({day}) must be later than the date in force ({due})."


def withdraw(
    one: Recommendation, reason: str, actor: Actor
) -> tuple[Recommendation, RecommendationWithdrawn]:
    """It is taken back. Raises NotTheOmbudsman, Closed."""
    ombudsman_only(one, actor)
    open_only(one)
    return replace(one, status=WITHDRAWN), RecommendationWithdrawn(one.id, reason, actor)


def supersede(
    one: Recommendation, successor: Recommendation, reason: str, actor: Actor
) -> tuple[Recommendation, RecommendationSuperseded]:
    """Another takes its place. Raises NotTheOmbudsman, Closed, Invalid at `superseded_by`."""
    ombudsman_only(one, actor)
    open_only(one)
    fault = _successor_fault(one, successor)
    if fault is not None:
        raise Invalid({"superseded_by": [fault]})
    after = replace(one, status=SUPERSEDED, superseded_by=successor.code)
    return after, RecommendationSuperseded(one.id, reason, successor.code, actor)


def reopen(
    one: Recommendation, reason: str, new_due_on: date | None, actor: Actor, now: datetime
) -> tuple[Recommendation, RecommendationReopened]:
    """The evidence was false, or the fix decayed. Raises NotTheOmbudsman, NotYetImplemented,
    Invalid at `new_due_on`."""
    ombudsman_only(one, actor)
    if one.status != IMPLEMENTED:
        raise NotYetImplemented(
            "{code} is {status}; only what was implemented can be reopened.",
            code=one.code,
            status=one.status,
        )
    _valid(one, new_due_on, now)
    after = replace(one, status=REOPENED, due_on=new_due_on or one.due_on)
    return after, RecommendationReopened(one.id, reason, new_due_on, actor)


def extend(
    one: Recommendation,
    new_due_on: date,
    reason: str,
    actor: Actor,
    now: datetime,
    *,
    request_id: str | None = None,
) -> tuple[Recommendation, DeadlineExtended]:
    """The official date moves later. Raises NotTheOmbudsman, Closed, StatutoryDate, NoDeadline,
    Invalid at `new_due_on`. The date that a rule counted is followup's to know; it is compared
    with the last one that a letter or a person set."""
    ombudsman_only(one, actor)
    open_only(one)
    if not extendable(one):
        raise StatutoryDate(
            "The law sets the date of a {instrument}; it cannot be extended.",
            instrument=one.instrument,
        )
    if one.due_kind == NEVER_DUE and one.due_on is None:
        raise NoDeadline("The letter of {code} says that nothing falls due.", code=one.code)
    _valid(one, new_due_on, now)
    if one.due_on is not None and new_due_on <= one.due_on:
        raise Invalid.at("new_due_on", NOT_LATER, day=new_due_on, due=one.due_on)
    fact = DeadlineExtended(one.id, new_due_on, reason, request_id, actor)
    return replace(one, due_on=new_due_on), fact


def _valid(one: Recommendation, new_due_on: date | None, now: datetime) -> None:
    faults = {path: [fault] for path, fault in new_date(one, new_due_on, now, wanted=True)}
    if faults:
        raise Invalid(faults)


def _successor_fault(one: Recommendation, successor: Recommendation) -> Fault | None:
    if successor.id == one.id:
        return Fault(ITSELF)
    if successor.unit != one.unit:
        return Fault(OTHER_UNIT, {"code": successor.code, "unit": successor.unit})
    if successor.status in (WITHDRAWN, SUPERSEDED):
        return Fault(GONE, {"code": successor.code, "status": successor.status})
    return None
