"""How a case stood, as a few words and dates. Pure.

Owns: the part of a case that registers, filters and counts ask for, so that each change of it can
be kept with its instant, and "as of" a past date is a question to a table.
"""

from dataclasses import dataclass
from datetime import date, datetime

from services.followup.core import level
from services.followup.core.model import Case


@dataclass(frozen=True)
class State:
    """A case's standing from one instant on, until the next."""

    status: str
    level: int
    official_due_on: date | None
    internal_due_on: date | None
    due_at: datetime | None
    submitted_at: datetime | None
    closed_at: datetime | None
    breached: bool


def state_of(case: Case) -> State:
    """The case's standing."""
    return State(
        case.status,
        level(case),
        case.official_due_on,
        case.internal_due_on,
        case.due_at,
        case.submitted_at,
        case.closed_at,
        case.breached_at is not None,
    )
