"""What was done, and whether it suffices.

Owns: the addressee's confirmation with its evidence, and the Ombudsman's verdict. An action shows
at least one piece of evidence that no verdict has judged before; who made it never judges it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from services.intake.core.civil import day_of
from services.intake.core.dates import new_date
from services.intake.core.model import Action, Evidence, Recommendation, Speaker
from services.intake.core.refusals import (
    AlreadySubmitted,
    NothingSubmitted,
    NotTheHead,
    OwnEvidence,
)
from services.intake.core.standing import addressee_only, ombudsman_only, open_only
from services.intake.core.words import AWAITING, VERDICTS
from shared.events import ActionConfirmed, ActionVerified, Actor, EvidenceFacts
from shared.refusal import Fault, Invalid

NO_EVIDENCE = "An action needs evidence: upload at least one file and name its id."
UNKNOWN = "{code} has no evidence {id}: upload it to this recommendation first."
TWICE = "{id} is named twice; name it once."
JUDGED = "{id} was judged with an earlier action; upload what is new."
TOO_EARLY = "completed_on ({day}) is before the letter's date ({date}); correct it."
FUTURE = "This day ({day}) has not come yet; today is {today}."


@dataclass(frozen=True)
class Deed:
    """What the addressee says was done; `extent` is full or partial."""

    id: str
    description: str
    completed_on: date
    extent: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Judgement:
    """What the Ombudsman says of it."""

    id: str
    outcome: str
    note: str
    new_due_on: date | None
    remaining: str | None


def confirm(
    one: Recommendation,
    deed: Deed,
    there: Mapping[str, Evidence],
    speaker: Speaker,
    now: datetime,
) -> tuple[Recommendation, ActionConfirmed]:
    """The addressee submits. Raises NotTheAddressee, NotTheHead, Closed, AlreadySubmitted, and
    Invalid at completed_on, evidence and evidence.N."""
    addressee_only(one, speaker.actor)
    if not speaker.head:
        raise NotTheHead("Only the head of {unit} confirms an action.", unit=one.unit_name)
    open_only(one)
    if one.status == AWAITING:
        raise AlreadySubmitted("{code} awaits the Ombudsman's verdict.", code=one.code)
    faults = {path: [fault] for path, fault in _deed_faults(one, deed, there, now)}
    if faults:
        raise Invalid(faults)
    fact = ActionConfirmed(
        recommendation_id=one.id,
        action_id=deed.id,
        description=deed.description,
        completed_on=deed.completed_on,
        extent=deed.extent,
        evidence=tuple(_facts(there[id_]) for id_ in deed.evidence),
        actor=speaker.actor,
    )
    return replace(one, status=AWAITING), fact


def verify(
    one: Recommendation, judgement: Judgement, action: Action | None, actor: Actor, now: datetime
) -> tuple[Recommendation, ActionVerified]:
    """The Ombudsman judges; `action` is the one that awaits its verdict. Raises NotTheOmbudsman,
    Closed, NothingSubmitted, OwnEvidence, and Invalid at note, remaining and new_due_on."""
    ombudsman_only(one, actor)
    open_only(one)
    if action is None and VERDICTS[judgement.outcome].submission:
        raise NothingSubmitted("{code} has no action that awaits a verdict.", code=one.code)
    if action is not None and actor.id in action.authors:
        raise OwnEvidence("You uploaded or sent this evidence: somebody else must judge it.")
    faults = dict(_judgement_faults(one, judgement, now))
    if faults:
        raise Invalid({path: [fault] for path, fault in faults.items()})
    fact = ActionVerified(
        recommendation_id=one.id,
        verification_id=judgement.id,
        action_id=action.id if action else None,
        outcome=judgement.outcome,
        note=judgement.note,
        new_due_on=judgement.new_due_on,
        remaining=judgement.remaining,
        actor=actor,
    )
    return replace(one, status=judgement.outcome, due_on=judgement.new_due_on or one.due_on), fact


def _deed_faults(
    one: Recommendation, deed: Deed, there: Mapping[str, Evidence], now: datetime
) -> Iterator[tuple[str, Fault]]:
    today = day_of(now, one.time_zone)
    if deed.completed_on > today:
        yield "completed_on", Fault(FUTURE, {"day": deed.completed_on, "today": today})
    if deed.completed_on < one.letter_date:
        values = {"day": deed.completed_on, "date": one.letter_date}
        yield "completed_on", Fault(TOO_EARLY, values)
    if not deed.evidence:
        yield "evidence", Fault(NO_EVIDENCE)
    yield from _evidence_faults(one, deed.evidence, there)


def _evidence_faults(
    one: Recommendation, named: Sequence[str], there: Mapping[str, Evidence]
) -> Iterator[tuple[str, Fault]]:
    for number, id_ in enumerate(named):
        evidence = there.get(id_)
        if evidence is None or evidence.recommendation_id != one.id:
            yield f"evidence.{number}", Fault(UNKNOWN, {"code": one.code, "id": id_})
        elif evidence.judged:
            yield f"evidence.{number}", Fault(JUDGED, {"id": id_})
        elif id_ in named[:number]:
            yield f"evidence.{number}", Fault(TWICE, {"id": id_})


def _judgement_faults(
    one: Recommendation, judgement: Judgement, now: datetime
) -> Iterator[tuple[str, Fault]]:
    verdict = VERDICTS[judgement.outcome]
    if verdict.note and not judgement.note:
        yield "note", Fault("Say why: {outcome} needs a note.", {"outcome": verdict.name})
    if verdict.remaining and not judgement.remaining:
        yield "remaining", Fault("Say what is left to do.")
    if judgement.remaining and not verdict.remaining:
        values = {"outcome": verdict.name}
        yield "remaining", Fault("Nothing is said to remain where it is {outcome}.", values)
    yield from new_date(one, judgement.new_due_on, now, wanted=verdict.new_date)


def _facts(evidence: Evidence) -> EvidenceFacts:
    return EvidenceFacts(
        id=evidence.id,
        kind=evidence.kind,
        media_type=evidence.media_type,
        size=evidence.size,
        sha256=evidence.sha256,
        taken_on=evidence.taken_on,
        place=evidence.place,
        uploaded_by=evidence.uploaded_by,
    )
