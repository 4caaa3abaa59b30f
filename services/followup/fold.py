"""The fold, as followup's tables feed it.

Owns: loading cases and what was said of them, sending each down its road, and the steps to save.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from services.followup import own, store
from services.followup.facts import FACTS, Told
from services.followup.model import Case
from services.followup.place import Place
from services.followup.road import Road, begun, travelled, wake_at
from services.followup.rules import Rules
from services.followup.store import Step
from shared.codec import load
from shared.events import Event, LetterRecorded


class Misfit(Exception):
    """Something was said that the code cannot apply to this case."""

    def __init__(self, subject: str, reason: str) -> None:
        self.subject = subject
        super().__init__(reason)


def hear(conn: Connection, place: Place, stream: str, events: Sequence[Event]) -> list[Step]:
    """What these events of intake make of their cases. Raises Misfit."""
    by_subject: dict[str, list[Event]] = {}
    for event in events:
        if event.name != LetterRecorded.name:
            by_subject.setdefault(event.subject, []).append(event)
    before = store.cases(conn, by_subject)
    said = _said(conn, stream, by_subject, before)
    rules = place.rules(conn)
    steps = list[Step]()
    for subject, all_ in by_subject.items():
        case = before.get(subject)
        if fresh := [event for event in all_ if case is None or event.seq > case.seen]:
            steps.append(_heard(case, fresh, said.get(subject, ()), rules))
    return steps


def advance(
    conn: Connection, place: Place, stream: str, cases: Sequence[Case], until: datetime
) -> tuple[list[Step], list[Misfit]]:
    """What time and the decisions up to `until` make of these cases, and which cannot take it."""
    known = {case.recommendation_id: case for case in cases}
    said = _said(conn, stream, known, known)
    rules = place.rules(conn)
    steps, misfits = list[Step](), list[Misfit]()
    for subject, case in known.items():
        try:
            steps.append(advanced(case, said.get(subject, ()), until, rules))
        except Misfit as error:
            misfits.append(error)
    return steps, misfits


def advanced(case: Case, said: Sequence[Event], until: datetime, rules: Rules) -> Step:
    """One case at `until`, all that intake said by then being known. Raises Misfit."""
    try:
        road = travelled(Road(case), told(said), until, rules)
    except Exception as error:  # the core is pure: whatever it raises, this does not fit
        raise Misfit(case.recommendation_id, f"{type(error).__name__}: {error}") from error
    wake = wake_at(road.case, said, until, rules)
    if wake and wake <= until:
        raise Misfit(case.recommendation_id, f"it stays due at {wake}")
    return Step(case, road.case, road.lines, road.cards, wake)


def told(events: Iterable[Event]) -> list[Told]:
    """The events with their facts; raises where one is not of our shapes."""
    return [(event, load(FACTS[event.name], event.data)) for event in events]


def _heard(case: Case | None, events: list[Event], said: Sequence[Event], rules: Rules) -> Step:
    """One case after events of intake and what was said to followup before the last of them."""
    until = events[-1].time
    try:
        facts = told(events)
        road = Road(case) if case else begun(*facts.pop(0), rules)
        road = travelled(road, [*facts, *told(said)], until, rules)
    except Exception as error:  # as in `advanced`
        raise Misfit(events[0].subject, f"{type(error).__name__}: {error}") from error
    wake = wake_at(road.case, said, until, rules)
    return Step(case, road.case, road.lines, road.cards, wake)


def _said(
    conn: Connection, stream: str, subjects: Iterable[str], cases: Mapping[str, Case]
) -> own.Waiting:
    seen = {one: cases[one].decisions_seen if one in cases else 0 for one in subjects}
    return own.waiting(conn, stream, seen)
