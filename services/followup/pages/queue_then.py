"""The queue of escalations as it was on a past day.

Owns: reading it for the visitor, with the instant up to which intake was heard.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.followup.api import escalations as api
from services.followup.api import here
from services.followup.core.model import Case
from services.followup.looking import hindsight
from services.followup.store import casebook
from shared.db import reading


@dataclass(frozen=True)
class Waited:
    """Escalations that waited then with their cases by id, and the place after which the rest
    follow; `until` where intake was heard no further than that."""

    found: Sequence[hindsight.Waited]
    cases: Mapping[str, Case]
    more: str | None
    until: datetime | None


def waited(at: datetime, after: str, most: int) -> Waited:
    """Up to `most` of what waited for the visitor's office at that instant, after that place."""
    here.look_around()
    here.reader().refresh(here.scope())
    with reading(here.place().engine) as conn:
        seen = api.sight(here.scope())
        found = hindsight.undecided(conn, seen, at, after, most + 1)
        cases = casebook.cases(conn, [one.recommendation_id for one in found])
        until = hindsight.reach(conn, here.streams())
    more = found[most - 1].place if len(found) > most else None
    return Waited(found[:most], cases, more, until if until and until < at else None)
