"""The road of one case, in the order of time. Pure.

Owns: bringing together what intake said, what was said to followup and the time, and keeping
every card that the case had on the way, and how it stood from when on. A case remembers the
instant of what last happened to it, not of the look, so that what it is depends on what was said
and when, never on when a worker looked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.followup.core import heart
from services.followup.core.facts import OWN, Told
from services.followup.core.ladder import stirs_at
from services.followup.core.model import Card, Case, Line, Outcome
from services.followup.core.rules import Rules
from services.followup.core.state import State, state_of
from shared.events import Event, RecommendationRecorded


class NeverRecorded(LookupError):
    """Something is said of a recommendation that was never recorded."""


@dataclass(frozen=True)
class Road:
    """A case where it stands, the lines told on the way, and the cards and states with their
    instants."""

    case: Case
    lines: tuple[Line, ...] = ()
    cards: tuple[tuple[datetime, Card], ...] = ()
    states: tuple[tuple[datetime, State], ...] = ()

    def then(self, outcome: Outcome) -> "Road":
        """The road after one more stretch."""
        case, lines = outcome
        at, stood, stands = case.advanced_to, state_of(self.case), state_of(case)
        return Road(
            case,
            self.lines + lines,
            self.cards + (() if case.card == self.case.card else ((at, case.card),)),
            self.states + (() if stands == stood else ((at, stands),)),
        )


def begun(event: Event, fact: object, rules: Rules) -> Road:
    """The road of a case that this event opens; raises NeverRecorded."""
    if not isinstance(fact, RecommendationRecorded):
        raise NeverRecorded(f"{event.name} of {event.subject}, which was never recorded")
    case, lines = heart.open_case(event, fact, rules)
    return Road(case, lines, ((event.time, case.card),), ((event.time, state_of(case)),))


def travelled(road: Road, told: Iterable[Told], until: datetime, rules: Rules) -> Road:
    """The road after those of the facts that were said by `until`, and after the time by then;
    a closed case waits for nothing, so that an amended calendar reaches it only if it reopens."""
    for event, fact in sorted(told, key=_in_time):
        if event.time <= until:
            road = _waited(road, event.time, rules)
            road = road.then(heart.apply(road.case, event, fact, rules))
    return road if road.case.closed_at else _waited(road, until, rules)


def wake_at(case: Case, said: Iterable[Event], until: datetime, rules: Rules) -> datetime | None:
    """When to look at the case again: at its next rung, at what was said but waits to be applied,
    or at a version of the calendar or the policy that has yet to reach it; None where nothing is
    to come."""
    waits = [event.time for event in said if event.time > until]
    ahead = (rules.calendar_after(case.calendar_version), rules.policy_after(case.policy_version))
    versions = [one.at for one in ahead if one] if case.closed_at is None else []
    instants = (case.next_at, *versions, *waits)
    return min((at for at in instants if at), default=None)


def _waited(road: Road, until: datetime, rules: Rules) -> Road:
    """The road after the time up to and including `until`, one instant after the other."""
    while (at := stirs_at(road.case, rules)) and at <= until:
        road = road.then(heart.advance(road.case, at, rules))
    return road


def _in_time(told: Told) -> tuple[datetime, bool, int]:
    """Intake speaks first where two are stamped alike."""
    event, _ = told
    return event.time, event.name in OWN, event.seq
