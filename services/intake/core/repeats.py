"""Repeat findings.

Owns: when a recommendation repeats an earlier one: the same unit and service, and a component in
common, within 24 months of letters. Or the letter names the earlier one itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from services.intake.core.civil import months_before
from services.intake.core.model import Earlier, Point
from services.intake.core.words import WITHDRAWN
from shared.refusal import Fault

WITHIN_MONTHS = 24
Candidates = Mapping[tuple[str, str], Sequence[Earlier]]


def since(written_on: date) -> date:
    """The earliest date of a letter that one of that day can repeat."""
    return months_before(written_on, WITHIN_MONTHS)


def candidates(written_on: date, letter_id: str, earlier: Iterable[Earlier]) -> Candidates:
    """What a letter of that day can repeat, by unit and service, the latest first: of two letters
    of one day the one recorded later. What was withdrawn, and what stands in the same letter, is
    not among it."""
    found: dict[tuple[str, str], list[Earlier]] = {}
    first = since(written_on)
    for one in sorted(earlier, key=recorded, reverse=True):
        in_time = first <= one.letter_date <= written_on
        if in_time and one.status != WITHDRAWN and one.letter_id != letter_id:
            found.setdefault((one.unit, one.service), []).append(one)
    return found


def recorded(one: Earlier) -> tuple[date, str, str]:
    """By what earlier findings follow each other."""
    return one.letter_date, one.letter_id, one.code


def alike(point: Point, among: Candidates) -> list[Earlier]:
    """The candidates that the point repeats, the latest first: they have a component in common."""
    asked = set(point.components)
    same = among.get((point.addressee.unit.code, point.service), ())
    return [one for one in same if not asked.isdisjoint(one.components)]


def found(point: Point, among: Candidates) -> Earlier | None:
    """The latest of the candidates that the point repeats."""
    return next(iter(alike(point, among)), None)


def fault(point: Point, written_on: date | None, named: Earlier | None) -> Fault | None:
    """Why the point cannot repeat the recommendation that it names; None if it can."""
    if named is None:
        return Fault("No recommendation has the code {code}.", {"code": point.repeat_of})
    if named.unit != point.addressee.unit.code:
        message = "{code} was addressed to {unit}: a repeat has the same unit."
        return Fault(message, {"code": named.code, "unit": named.unit})
    if point.service and named.service != point.service:
        message = "{code} is about {service}: a repeat is about the same service."
        return Fault(message, {"code": named.code, "service": named.service})
    if written_on is not None and named.letter_date > written_on:
        message = "{code} is of {date}, later than this letter."
        return Fault(message, {"code": named.code, "date": named.letter_date})
    return None
