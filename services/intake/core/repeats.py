"""Repeat findings.

Owns: when a recommendation repeats an earlier one: the same unit and service, and a component in
common, within 24 months of letters. Or the letter names the earlier one itself.
"""

from collections.abc import Sequence
from datetime import date

from services.intake.core.civil import months_before
from services.intake.core.model import Earlier, Point
from services.intake.core.words import WITHDRAWN
from shared.refusal import Fault

WITHIN_MONTHS = 24


def since(written_on: date) -> date:
    """The earliest date of a letter that one of that day can repeat."""
    return months_before(written_on, WITHIN_MONTHS)


def found(
    point: Point, written_on: date, letter_id: str, earlier: Sequence[Earlier]
) -> Earlier | None:
    """The latest earlier recommendation that the point repeats. What was withdrawn, and what
    stands in the same letter, is none."""
    candidates = [
        one
        for one in earlier
        if (one.unit, one.service) == (point.addressee.unit.code, point.service)
        and since(written_on) <= one.letter_date <= written_on
        and set(one.components) & set(point.components)
        and one.status != WITHDRAWN
        and one.letter_id != letter_id
    ]
    return max(candidates, key=lambda one: (one.letter_date, one.code), default=None)


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
