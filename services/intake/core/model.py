"""What intake speaks of.

Owns: types only, frozen. The text of a recommendation is immutable once it is sent: no verb
changes what stands above `status`, and the store writes only what stands from there on.
"""

from dataclasses import dataclass
from datetime import date

from shared.events import Actor, OfficeFacts


@dataclass(frozen=True)
class Addressee:
    """Whose duty it is, with what stands above it; `kanwil` names the stream."""

    unit: OfficeFacts
    region: str
    kanwil: str
    superiors: tuple[OfficeFacts, ...]


@dataclass(frozen=True)
class Sender:
    """The Ombudsman's office that writes."""

    office: OfficeFacts
    region: str


@dataclass(frozen=True)
class Letter:
    """One letter; its number exists once per Ombudsman's office."""

    id: str
    ombudsman: str
    region: str
    number: str
    date: date
    instrument: str
    activity: str
    issuer: str
    signatory: str
    subject: str
    legal_basis: tuple[str, ...]
    lhp_number: str
    copy_to: tuple[str, ...]


@dataclass(frozen=True)
class Point:
    """One thing that a letter asks of one addressee, before it is recorded. `due_on_given` tells
    a `due_on` that was left out (the rule counts) from one that is null (no deadline)."""

    addressee: Addressee
    service: str
    components: tuple[str, ...]
    finding: str
    text: str
    severity: str
    received_on: date | None = None
    due_on_given: bool = False
    due_on: date | None = None
    repeat_of: str | None = None
    criterion: str = ""
    cause: str = ""
    effect: str = ""
    maladministration: tuple[str, ...] = ()
    person_in_charge: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A recommendation recorded before, as a repeat finding is looked for."""

    code: str
    letter_id: str
    letter_date: date
    unit: str
    service: str
    components: tuple[str, ...]
    status: str


@dataclass(frozen=True)
class Recommendation:
    """One recommendation. `receipt`: none, acknowledged or proven; `acknowledged`: the addressee
    has said so itself; `due_on`: the last official date that a letter or a person set."""

    id: str
    code: str
    letter_id: str
    letter_number: str
    letter_date: date
    instrument: str
    unit: str
    unit_name: str
    time_zone: str
    kanwil: str
    ombudsman: str
    service: str
    components: tuple[str, ...]
    finding: str
    text: str
    criterion: str
    cause: str
    effect: str
    maladministration: tuple[str, ...]
    severity: str
    person_in_charge: str
    repeat_of: str | None
    due_kind: str
    status: str
    receipt: str
    received_on: date | None
    acknowledged: bool
    due_on: date | None
    superseded_by: str | None


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence; `judged` once an action that shows it has its verdict."""

    id: str
    recommendation_id: str
    kind: str
    media_type: str
    size: int
    sha256: str
    taken_on: date
    place: str
    uploaded_by: str
    judged: bool


@dataclass(frozen=True)
class Action:
    """A submission that awaits its verdict; `authors` uploaded its evidence or sent it."""

    id: str
    recommendation_id: str
    authors: frozenset[str]


@dataclass(frozen=True)
class Speaker:
    """Who speaks; `head` is true for who may speak for the office."""

    actor: Actor
    head: bool
