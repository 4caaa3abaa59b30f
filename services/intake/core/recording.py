"""A letter is recorded.

Owns: what stands in a letter and its recommendations once it is posted, and what each Kanwil is
told of it: its own recommendations only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.intake.core.model import Letter, Point, Recommendation, Sender
from services.intake.core.words import (
    BY_LETTER,
    BY_RULE,
    NEVER_DUE,
    NO_RECEIPT,
    PROVEN,
    RECEIVED,
    SENT,
)
from shared.events import Actor, Fact, LetterRecorded, RecommendationRecorded


@dataclass(frozen=True)
class Place:
    """Where a point is put: its id, its code, and the code that it repeats."""

    id: str
    code: str
    repeat_of: str | None


Recorded = tuple[tuple[Recommendation, ...], Mapping[str, tuple[Fact, ...]]]


def code(region: str, written_on: date, number: int) -> str:
    """`REK-BABEL-2022-0001`: numbers count per region and year of the letter."""
    return f"REK-{region}-{written_on.year}-{number:04d}"


def record(
    letter: Letter, points: Sequence[Point], places: Sequence[Place], sender: Sender, actor: Actor
) -> Recorded:
    """A new letter: its recommendations, and by stream what is told."""
    all_, told = add(letter, points, places, sender, actor)
    return all_, {
        stream: (_letter_fact(letter, [one for one in all_ if one.kanwil == stream], actor), *facts)
        for stream, facts in told.items()
    }


def add(
    letter: Letter, points: Sequence[Point], places: Sequence[Place], sender: Sender, actor: Actor
) -> Recorded:
    """Recommendations of a letter that stands already, and by stream what is told."""
    all_ = tuple(
        _recommendation(letter, point, place) for point, place in zip(points, places, strict=True)
    )
    told: dict[str, list[Fact]] = {}
    for one, point in zip(all_, points, strict=True):
        fact = _recommendation_fact(one, point, sender, actor)
        told.setdefault(one.kanwil, []).append(fact)
    return all_, {stream: tuple(facts) for stream, facts in told.items()}


def due_kind(point: Point) -> str:
    """`rule` where the instrument's days count, `set` where the letter names a date, `none` where
    it says that there is none."""
    if not point.due_on_given:
        return BY_RULE
    return NEVER_DUE if point.due_on is None else BY_LETTER


def _recommendation(letter: Letter, point: Point, place: Place) -> Recommendation:
    unit = point.addressee.unit
    return Recommendation(
        id=place.id,
        code=place.code,
        letter_id=letter.id,
        letter_number=letter.number,
        letter_date=letter.date,
        instrument=letter.instrument,
        unit=unit.code,
        unit_name=unit.name,
        time_zone=unit.time_zone,
        kanwil=point.addressee.kanwil,
        ombudsman=letter.ombudsman,
        service=point.service,
        components=point.components,
        finding=point.finding,
        text=point.text,
        criterion=point.criterion,
        cause=point.cause,
        effect=point.effect,
        maladministration=point.maladministration,
        severity=point.severity,
        person_in_charge=point.person_in_charge,
        repeat_of=place.repeat_of,
        due_kind=due_kind(point),
        status=RECEIVED if point.received_on else SENT,
        receipt=PROVEN if point.received_on else NO_RECEIPT,
        received_on=point.received_on,
        acknowledged=False,
        due_on=point.due_on,
        superseded_by=None,
    )


def _letter_fact(letter: Letter, own: Sequence[Recommendation], actor: Actor) -> LetterRecorded:
    return LetterRecorded(
        letter_id=letter.id,
        number=letter.number,
        date=letter.date,
        instrument=letter.instrument,
        activity=letter.activity,
        issuer=letter.issuer,
        signatory=letter.signatory,
        subject=letter.subject,
        legal_basis=letter.legal_basis,
        recommendations=tuple(one.id for one in own),
        actor=actor,
    )


def _recommendation_fact(
    one: Recommendation, point: Point, sender: Sender, actor: Actor
) -> RecommendationRecorded:
    return RecommendationRecorded(
        recommendation_id=one.id,
        code=one.code,
        letter_id=one.letter_id,
        letter_number=one.letter_number,
        letter_date=one.letter_date,
        instrument=one.instrument,
        unit=point.addressee.unit,
        superiors=point.addressee.superiors,
        ombudsman=sender.office,
        service=one.service,
        components=one.components,
        finding=one.finding,
        text=one.text,
        severity=one.severity,
        received_on=one.received_on,
        due_kind=one.due_kind,
        due_on=one.due_on,
        repeat_of=one.repeat_of,
        actor=actor,
    )
