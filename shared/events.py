"""What intake says, as types.

Owns: the facts that each event carries (every fact that its reader needs, so that no reader asks
back) and the CloudEvents 1.0 envelope around them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

PREFIX = "id.tindaklanjut."


@dataclass(frozen=True)
class Actor:
    """Who spoke: an account or token, and the office it spoke for."""

    id: str
    name: str
    office: str
    role: str


@dataclass(frozen=True)
class OfficeFacts:
    """What deadlines and letters need to know of an office, as it was when the event was made."""

    code: str
    name: str
    kind: str
    time_zone: str
    regency: str


@dataclass(frozen=True)
class EvidenceFacts:
    """One piece of evidence; the bytes are known by their SHA-256."""

    id: str
    kind: str
    media_type: str
    size: int
    sha256: str
    taken_on: date | None
    place: str
    uploaded_by: str


@dataclass(frozen=True)
class LetterRecorded:
    """A letter was posted; `recommendations` are those for the readers of this stream only."""

    name: ClassVar[str] = "letter.recorded"
    letter_id: str
    number: str
    date: date
    instrument: str
    activity: str
    issuer: str
    signatory: str
    subject: str
    legal_basis: tuple[str, ...]
    recommendations: tuple[str, ...]
    actor: Actor


@dataclass(frozen=True)
class RecommendationRecorded:
    """One recommendation to one addressee.

    `superiors` are the holders of level 1 and up (parent, then its parent). `due_kind` is `rule`
    (the instrument's), `set` (the letter's own `due_on`) or `none` (listed, never escalated).
    """

    name: ClassVar[str] = "recommendation.recorded"
    recommendation_id: str
    code: str
    letter_id: str
    letter_number: str
    letter_date: date
    instrument: str
    unit: OfficeFacts
    superiors: tuple[OfficeFacts, ...]
    ombudsman: OfficeFacts
    service: str
    components: tuple[str, ...]
    finding: str
    text: str
    severity: str
    received_on: date | None
    due_kind: str
    due_on: date | None
    repeat_of: str | None
    actor: Actor


@dataclass(frozen=True)
class RecommendationReceived:
    """Receipt: acknowledged by the addressee (`by` = addressee) or proven by the Ombudsman."""

    name: ClassVar[str] = "recommendation.received"
    recommendation_id: str
    received_on: date
    by: str
    proof: str | None
    actor: Actor


@dataclass(frozen=True)
class ActionConfirmed:
    """The addressee says what was done; `extent` is full or partial."""

    name: ClassVar[str] = "action.confirmed"
    recommendation_id: str
    action_id: str
    description: str
    completed_on: date
    extent: str
    evidence: tuple[EvidenceFacts, ...]
    actor: Actor


@dataclass(frozen=True)
class ActionVerified:
    """The Ombudsman's judgement: implemented, returned, partially_implemented, not_actionable or
    not_implemented; a returned or partial one carries the new date, unless it is statutory."""

    name: ClassVar[str] = "action.verified"
    recommendation_id: str
    verification_id: str
    action_id: str | None
    outcome: str
    note: str
    new_due_on: date | None
    remaining: str | None
    actor: Actor


@dataclass(frozen=True)
class RecommendationWithdrawn:
    """The Ombudsman takes the recommendation back."""

    name: ClassVar[str] = "recommendation.withdrawn"
    recommendation_id: str
    reason: str
    actor: Actor


@dataclass(frozen=True)
class RecommendationSuperseded:
    """Another recommendation, known by its code, takes this one's place."""

    name: ClassVar[str] = "recommendation.superseded"
    recommendation_id: str
    reason: str
    superseded_by: str
    actor: Actor


@dataclass(frozen=True)
class RecommendationReopened:
    """An implemented one opens again: evidence false, or the fix decayed."""

    name: ClassVar[str] = "recommendation.reopened"
    recommendation_id: str
    reason: str
    new_due_on: date | None
    actor: Actor


@dataclass(frozen=True)
class DeadlineExtended:
    """The Ombudsman moves the official date, on its own or granting a request of followup's."""

    name: ClassVar[str] = "deadline.extended"
    recommendation_id: str
    new_due_on: date
    reason: str
    request_id: str | None
    actor: Actor


Fact = (
    LetterRecorded
    | RecommendationRecorded
    | RecommendationReceived
    | ActionConfirmed
    | ActionVerified
    | RecommendationWithdrawn
    | RecommendationSuperseded
    | RecommendationReopened
    | DeadlineExtended
)
FACTS: Mapping[str, type[Fact]] = {kind.name: kind for kind in Fact.__args__}


@dataclass(frozen=True)
class Draft:
    """An event before it has a place and a time: its name, its subject and its data as JSON."""

    name: str
    subject: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Event:
    """An event at its place in a stream; `body` is the exact text whose bytes were hashed."""

    stream: str
    seq: int
    id: str
    name: str
    subject: str
    time: datetime
    data: Mapping[str, Any]
    body: str
    previous_hash: str
    hash: str


def type_of(name: str) -> str:
    """`recommendation.recorded` → `id.tindaklanjut.recommendation.recorded.v1`."""
    return f"{PREFIX}{name}.v1"


def name_of(type_: str) -> str:
    """The inverse of `type_of`; raises ValueError where the type is not one of ours."""
    if not (type_.startswith(PREFIX) and type_.endswith(".v1")):
        raise ValueError(f"unknown event type {type_!r}")
    return type_[len(PREFIX) : -len(".v1")]
