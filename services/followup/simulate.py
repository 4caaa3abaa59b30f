"""What will happen if nobody does anything.

Owns: the fold of every open case up to a later instant, in memory; nothing is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from services.followup import fold
from services.followup.core.model import Case, Line
from services.followup.core.road import Road, travelled
from services.followup.core.rules import Rules
from services.followup.place import Place
from services.followup.store import casebook, own
from services.followup.store.tables import case_
from shared.code_order import by_number
from shared.events import Event

PART = 500
"""So many cases are looked ahead with one statement."""


@dataclass(frozen=True)
class Foreseen:
    """A journal line to come: of which case, and what it will say."""

    recommendation_id: str
    code: str
    unit: str
    line: Line


def simulate(conn: Connection, place: Place, until: datetime) -> list[Foreseen]:
    """What will be reminded, fall due and be escalated up to and including `until`, in order of
    time, from what is known now and what was said and waits."""
    rules, still_open = place.rules(conn), list(casebook.every(conn, case_.c.closed_at.is_(None)))
    parts = (still_open[begin : begin + PART] for begin in range(0, len(still_open), PART))
    found = (each for part in parts for each in foreseen(conn, part, until, rules).values())
    lines = (one for each in found for one in each)
    return sorted(lines, key=lambda one: (one.line.at, by_number(one.code)))


def foreseen(
    conn: Connection, cases: Sequence[Case], until: datetime, rules: Rules
) -> dict[str, list[Foreseen]]:
    """The lines to come of each of these cases, by recommendation id."""
    seen: dict[str, dict[str, int]] = {}
    for case in cases:
        seen.setdefault(case.stream, {})[case.recommendation_id] = case.decisions_seen
    waiting = {stream: own.waiting(conn, stream, ours) for stream, ours in seen.items()}
    return {
        case.recommendation_id: _lines(
            case, waiting[case.stream].get(case.recommendation_id, ()), until, rules
        )
        for case in cases
    }


def _lines(case: Case, waiting: Sequence[Event], until: datetime, rules: Rules) -> list[Foreseen]:
    lines = travelled(Road(case), fold.told(waiting), until, rules).lines
    whose = (case.recommendation_id, case.code, case.unit.code)
    return [Foreseen(*whose, line) for line in lines]
