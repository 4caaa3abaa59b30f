"""Who may speak about a recommendation, and while what.

Owns: the three questions that nearly every verb asks first.
"""

from services.intake.core.model import Recommendation
from services.intake.core.refusals import Closed, NotTheAddressee, NotTheOmbudsman
from services.intake.core.words import CLOSED
from shared.events import Actor


def addressee_only(one: Recommendation, actor: Actor) -> None:
    """Raises NotTheAddressee where another office speaks."""
    if actor.office != one.unit:
        raise NotTheAddressee(
            "{code} is addressed to {unit}; only that office may say this.",
            code=one.code,
            unit=one.unit_name,
        )


def ombudsman_only(one: Recommendation, actor: Actor) -> None:
    """Raises NotTheOmbudsman where another office than the one that wrote it speaks."""
    if actor.office != one.ombudsman:
        raise NotTheOmbudsman(
            "{code} belongs to {office}; only that office may say this.",
            code=one.code,
            office=one.ombudsman,
        )


def open_only(one: Recommendation) -> None:
    """Raises Closed where nothing more can be said."""
    if one.status in CLOSED:
        raise Closed(
            "{code} is closed ({status}); only what was implemented can be reopened.",
            code=one.code,
            status=one.status,
        )
