"""What is said to followup about time, as types.

Owns: the facts of followup's own streams (decisions on escalations, extension requests, amended
calendars and policies), and how a fact becomes the draft of an event.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import ClassVar

from services.followup.core.calendar import Holiday, Removal
from services.followup.core.plain import plain
from services.followup.core.policy_changes import PolicyChanges
from shared import events
from shared.events import Actor, Draft, Event


@dataclass(frozen=True)
class EscalationAcknowledged:
    """The office that holds a level has seen it; it still has to decide."""

    name: ClassVar[str] = "escalation.acknowledged"
    recommendation_id: str
    escalation_id: str
    actor: Actor


@dataclass(frozen=True)
class EscalationDecided:
    """The office that holds a level decides; without `internal_due_on` the policy's days run."""

    name: ClassVar[str] = "escalation.decided"
    recommendation_id: str
    escalation_id: str
    decision: str
    note: str
    internal_due_on: date | None
    actor: Actor


@dataclass(frozen=True)
class ExtensionRequested:
    """The addressee asks the Ombudsman for a later official date."""

    name: ClassVar[str] = "extension.requested"
    recommendation_id: str
    request_id: str
    new_due_on: date
    reason: str
    actor: Actor


@dataclass(frozen=True)
class ExtensionRefused:
    """The Ombudsman refuses a request; granting one is intake's `deadline.extended`."""

    name: ClassVar[str] = "extension.refused"
    recommendation_id: str
    request_id: str
    reason: str
    actor: Actor


@dataclass(frozen=True)
class CalendarAmended:
    """A decree changes the calendar; `version` is the one that it makes, in force from the event's
    own time. Its subject is the decree."""

    name: ClassVar[str] = "calendar.amended"
    version: int
    decree: str
    note: str
    additions: tuple[Holiday, ...]
    removals: tuple[Removal, ...]
    actor: Actor


@dataclass(frozen=True)
class PolicyAmended:
    """A regulation changes numbers of the policy; `version` is the one that it makes, in force from
    the event's own time. Its subject is the regulation."""

    name: ClassVar[str] = "policy.amended"
    version: int
    decree: str
    note: str
    changes: PolicyChanges
    actor: Actor


OwnFact = (
    EscalationAcknowledged
    | EscalationDecided
    | ExtensionRequested
    | ExtensionRefused
    | CalendarAmended
    | PolicyAmended
)
AnyFact = events.Fact | OwnFact
Told = tuple[Event, AnyFact]
OWN: Mapping[str, type[OwnFact]] = {kind.name: kind for kind in OwnFact.__args__}
FACTS: Mapping[str, type[AnyFact]] = {**events.FACTS, **OWN}


def draft(fact: OwnFact) -> Draft:
    """The event that says `fact`: its subject is the recommendation, or the amendment's decree."""
    if isinstance(fact, CalendarAmended | PolicyAmended):
        subject = fact.decree
    else:
        subject = fact.recommendation_id
    return Draft(fact.name, subject, plain(asdict(fact)))
