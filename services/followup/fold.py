"""The fold, as followup's tables feed it.

Owns: loading cases and what was said of them, sending each down its road, and the steps to save.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from services.followup.core.facts import FACTS, Told
from services.followup.core.model import Case
from services.followup.core.road import Road, begun, travelled, wake_at
from services.followup.core.rules import Rules
from services.followup.store import casebook, own
from services.followup.store.casebook import Step
from shared.codec import load
from shared.events import Event, LetterRecorded, RecommendationRecorded


class Misfit(Exception):
    """Something was said, or time says something, that the code cannot apply to this case; `seq`
    is the last event of intake that it was to take, None where time spoke."""

    def __init__(self, subject: str, reason: str, seq: int | None = None) -> None:
        self.subject, self.seq = subject, seq
        super().__init__(reason)


class Unattributed(Exception):
    """An event of no known kind, or about what was never recorded: no case can be told of it."""


Taken = tuple[list[Step], list[Misfit]]
"""What becomes of the cases that fit, and which do not."""


def hear(
    conn: Connection, rules: Rules, stream: str, events: Sequence[Event], aside: Container[str]
) -> Taken:
    """What these events of intake make of their cases, but for those put `aside`. Raises
    Unattributed."""
    by_subject = _by_subject(event for event in events if event.subject not in aside)
    before = casebook.cases(conn, by_subject)
    said = _said(conn, stream, by_subject, before)
    steps, misfits = list[Step](), list[Misfit]()
    for subject, all_ in by_subject.items():
        case = before.get(subject)
        fresh = [event for event in all_ if case is None or event.seq > case.seen]
        try:
            if fresh:
                steps.append(_heard(case, fresh, said.get(subject, ()), rules))
        except Misfit as error:
            misfits.append(error)
    return steps, misfits


def anew(events: Sequence[Event], said: Sequence[Event], known_to: datetime, rules: Rules) -> Step:
    """One case from its recording on, up to `known_to`. Raises Misfit, Unattributed."""
    opened = _heard(None, events, said, rules)
    return _onward(opened, advanced(opened.after, said, known_to, rules))


def advance(
    conn: Connection, rules: Rules, stream: str, cases: Sequence[Case], until: datetime
) -> Taken:
    """What time and the decisions up to `until` make of these cases, and which cannot take it."""
    known = {case.recommendation_id: case for case in cases}
    return onward(cases, _said(conn, stream, known, known), {stream: until}, rules)


def onward(
    cases: Sequence[Case], said: own.Waiting, until: Mapping[str, datetime], rules: Rules
) -> Taken:
    """The same of cases of several streams, of which each is known to its instant in `until`."""
    steps, misfits = list[Step](), list[Misfit]()
    for case in cases:
        try:
            waiting = said.get(case.recommendation_id, ())
            steps.append(advanced(case, waiting, until[case.stream], rules))
        except Misfit as error:
            misfits.append(error)
    return steps, misfits


def advanced(case: Case, said: Sequence[Event], until: datetime, rules: Rules) -> Step:
    """One case at `until`, all that intake said by then being known. Raises Misfit."""
    try:
        road = travelled(Road(case), told(said), until, rules)
        wake = wake_at(road.case, said, until, rules)
    except Exception as error:  # the core is pure: whatever it raises, this does not fit
        raise Misfit(case.recommendation_id, f"{type(error).__name__}: {error}") from error
    if wake and wake <= until:
        raise Misfit(case.recommendation_id, f"it stays due at {wake}")
    return Step(case, road.case, road.lines, road.cards, road.states, wake)


def told(events: Iterable[Event]) -> list[Told]:
    """The events with their facts; raises where one is not of our shapes."""
    return [(event, load(FACTS[event.name], event.data)) for event in events]


def _heard(case: Case | None, events: Sequence[Event], said: Sequence[Event], rules: Rules) -> Step:
    """One case after events of intake and what was said to followup before the last of them."""
    if case is None and (not events or events[0].name != RecommendationRecorded.name):
        subject = f"{events[0].name} of {events[0].subject}" if events else "nothing"
        raise Unattributed(f"{subject}, which was never recorded")
    last = events[-1]
    until = last.time
    try:
        facts = told(events)
        road = Road(case) if case else begun(*facts.pop(0), rules)
        road = travelled(road, [*facts, *told(said)], until, rules)
        wake = wake_at(road.case, said, until, rules)
    except Exception as error:  # as in `advanced`
        reason = f"{type(error).__name__}: {error}"
        raise Misfit(last.subject, reason, last.seq) from error
    return Step(case, road.case, road.lines, road.cards, road.states, wake)


def _onward(first: Step, then: Step) -> Step:
    lines, cards = first.lines + then.lines, first.cards + then.cards
    states = first.states + then.states
    return Step(first.before, then.after, lines, cards, states, then.wake_at)


def _by_subject(events: Iterable[Event]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in events:
        if event.name not in FACTS:
            raise Unattributed(f"{event.name} is no kind of event that is known here")
        if event.name != LetterRecorded.name:
            found.setdefault(event.subject, []).append(event)
    return found


def _said(
    conn: Connection, stream: str, subjects: Iterable[str], cases: Mapping[str, Case]
) -> own.Waiting:
    seen = {one: cases[one].decisions_seen if one in cases else 0 for one in subjects}
    return own.waiting(conn, stream, seen)
