"""What will happen if nobody does anything.

Owns: the fold of every open case up to a later instant, in memory; nothing is written.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from services.followup import fold, own, store
from services.followup.model import Case, Line
from services.followup.place import Place
from services.followup.road import Road, travelled
from services.followup.rules import Rules
from services.followup.tables import case_


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
    rules = place.rules(conn)
    still_open = store.every(conn, case_.c.closed_at.is_(None))
    found = [one for case in still_open for one in foreseen(conn, case, until, rules)]
    return sorted(found, key=lambda one: (one.line.at, one.code))


def foreseen(conn: Connection, case: Case, until: datetime, rules: Rules) -> list[Foreseen]:
    """The lines to come of one case."""
    seen = {case.recommendation_id: case.decisions_seen}
    waiting = own.waiting(conn, case.stream, seen).get(case.recommendation_id, ())
    lines = travelled(Road(case), fold.told(waiting), until, rules).lines
    whose = (case.recommendation_id, case.code, case.unit.code)
    return [Foreseen(*whose, line) for line in lines]
