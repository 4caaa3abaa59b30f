"""The fold, as followup's tables feed it.

Owns: bringing together, for each case, what intake said, what was said to followup and the time,
in the order of their instants; and the instant at which anyone should look at the case again.
A case remembers the instant of what last happened to it, not of the look, so that what it is
depends on what was said and when, never on when a worker looked.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from services.followup import core, own, store
from services.followup.facts import FACTS, Told
from services.followup.ladder import first_step, taken_at
from services.followup.model import Case, Line, Outcome
from services.followup.place import Place
from services.followup.rules import Rules
from services.followup.store import Step
from shared.codec import load
from shared.events import Event, LetterRecorded, RecommendationRecorded


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
    steps = (
        heard(before.get(subject), by_subject[subject], said.get(subject, ()), rules)
        for subject in by_subject
    )
    return [step for step in steps if step.after is not step.before]


def advance(
    conn: Connection, place: Place, stream: str, cases: Sequence[Case], until: datetime
) -> tuple[list[Step], list[Misfit]]:
    """What time and the decisions up to `until` make of these cases, and which cannot take it."""
    said = _said(conn, stream, [case.recommendation_id for case in cases], by_id(cases))
    rules = place.rules(conn)
    steps, misfits = list[Step](), list[Misfit]()
    for case in cases:
        try:
            steps.append(advanced(case, said.get(case.recommendation_id, ()), until, rules))
        except Misfit as error:
            misfits.append(error)
    return steps, misfits


def heard(case: Case | None, events: Sequence[Event], said: Sequence[Event], rules: Rules) -> Step:
    """One case after events of intake and what was said to followup before the last of them."""
    fresh = [event for event in events if case is None or event.seq > case.seen]
    if not fresh:
        return Step(case, case, (), None)  # type: ignore[arg-type]  # no events, but a case
    until = fresh[-1].time
    try:
        opened, lines = (case, ()) if case else _opened(fresh.pop(0), rules)
        after, more = settled(opened, (*fresh, *said), until, rules)
    except Exception as error:  # the core is pure: whatever it raises, this does not fit
        raise Misfit(events[0].subject, f"{type(error).__name__}: {error}") from error
    return Step(case, after, (*lines, *more), wake_at(after, said, until, rules))


def advanced(case: Case, said: Sequence[Event], until: datetime, rules: Rules) -> Step:
    """One case at `until`, all that intake said by then being known. Raises Misfit."""
    try:
        after, lines = settled(case, said, until, rules)
    except Exception as error:  # as in `heard`
        raise Misfit(case.recommendation_id, f"{type(error).__name__}: {error}") from error
    wake = wake_at(after, said, until, rules)
    if wake and wake <= until:
        raise Misfit(case.recommendation_id, f"it stays due at {wake}")
    return Step(case, after, lines, wake)


def settled(case: Case, events: Iterable[Event], until: datetime, rules: Rules) -> Outcome:
    """The case after those of the events that happened by `until`, and after the time by then."""
    lines: tuple[Line, ...] = ()
    told = [_told(event) for event in events if event.time <= until]
    if told:
        case, lines = core.fold(case, told, max(event.time for event, _ in told), rules)
    while (step := first_step(case, rules)) and taken_at(step, case) <= until:
        case, said = core.advance(case, taken_at(step, case), rules)
        lines += said
    return case, lines


def wake_at(case: Case, said: Iterable[Event], until: datetime, rules: Rules) -> datetime | None:
    """When to look at the case again: at its next rung, at what was said but waits to be applied,
    or at a calendar that has yet to reach it; None where nothing is to come."""
    waits = [event.time for event in said if event.time > until]
    amended = rules.calendar_after(case.calendar_version) if case.closed_at is None else None
    instants = (case.next_at, amended and amended.at, *waits)
    return min((at for at in instants if at), default=None)


def by_id(cases: Iterable[Case]) -> Mapping[str, Case]:
    """Cases by their recommendation's id."""
    return {case.recommendation_id: case for case in cases}


def _opened(event: Event, rules: Rules) -> Outcome:
    fact = _told(event)[1]
    if not isinstance(fact, RecommendationRecorded):
        raise LookupError(f"{event.name} of {event.subject}, which was never recorded")
    return core.open_case(event, fact, rules)


def _said(
    conn: Connection, stream: str, subjects: Iterable[str], cases: Mapping[str, Case]
) -> own.Waiting:
    seen = {one: cases[one].decisions_seen if one in cases else 0 for one in subjects}
    return own.waiting(conn, stream, seen)


def _told(event: Event) -> Told:
    return event, load(FACTS[event.name], event.data)
