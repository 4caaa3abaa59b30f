"""What followup keeps of its cases.

Owns: loading cases, and saving what the fold gave: case, journal lines, escalations, requests
and deadline cards together, each once. Callers hold the lock of the stream's cursor.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    bindparam,
    func,
    select,
)

from services.followup.core.model import Card, Case, Line
from services.followup.core.state import State
from services.followup.search import words
from services.followup.store import rows
from services.followup.store.tables import (
    case_,
    case_state,
    deadline_card,
    escalation,
    extension_request,
    journal,
)
from shared.codec import load
from shared.many import insert_many, replace_many, update_many
from shared.refusal import NotFound


class UnknownCase(NotFound):
    """Followup has no case of that recommendation, or none that the asker may see."""


@dataclass(frozen=True)
class Step:
    """A case before and after, with the journal lines, cards and states between; `before` is None
    for a new one. `wake_at` is when the sweep should look at it again."""

    before: Case | None
    after: Case
    lines: tuple[Line, ...]
    cards: tuple[tuple[datetime, Card], ...]
    states: tuple[tuple[datetime, State], ...]
    wake_at: datetime | None


class Numbers(NamedTuple):
    """Which of a case's journal lines, cards and states was the last."""

    position: int
    card: int
    state: int


NONE_YET = Numbers(0, 0, 0)
_Last = Callable[[Step], Numbers]


def _last_of(number: Column[int]) -> ColumnElement[int]:
    of_case = number.table.c.recommendation_id == case_.c.recommendation_id
    return func.coalesce(select(func.max(number)).where(of_case).scalar_subquery(), 0)


_NUMBERS = select(
    case_.c.recommendation_id,
    _last_of(journal.c.position),
    _last_of(deadline_card.c.number),
    _last_of(case_state.c.number),
).where(case_.c.recommendation_id.in_(bindparam("ids", expanding=True)))


def case(conn: Connection, recommendation_id: str) -> Case:
    """One case; raises UnknownCase."""
    found = cases(conn, [recommendation_id]).get(recommendation_id)
    if found is None:
        raise UnknownCase("There is no case {id}.", id=recommendation_id)
    return found


def cases(conn: Connection, ids: Collection[str]) -> dict[str, Case]:
    """Those of the cases that exist, by recommendation id."""
    query = select(case_.c.body).where(case_.c.recommendation_id.in_(sorted(ids)))
    found = [load(Case, row.body) for row in conn.execute(query)] if ids else []
    return {one.recommendation_id: one for one in found}


def every(conn: Connection, *which: ColumnElement[bool], at_once: int = 200) -> Iterator[Case]:
    """Every such case, in order of ids; memory does not grow with their number."""
    after = ""
    while True:
        query = select(case_.c.recommendation_id, case_.c.body).where(*which)
        query = query.where(case_.c.recommendation_id > after)
        rows = conn.execute(query.order_by(case_.c.recommendation_id).limit(at_once)).all()
        yield from (load(Case, row.body) for row in rows)
        if len(rows) < at_once:
            return
        after = rows[-1].recommendation_id


def stream_of(conn: Connection, recommendation_id: str) -> str | None:
    """The stream in which the case was born and stays; None where there is no such case."""
    query = select(case_.c.stream).where(case_.c.recommendation_id == recommendation_id)
    return conn.execute(query).scalar_one_or_none()


def closed(conn: Connection, ids: Collection[str]) -> set[str]:
    """Those of the cases that are closed."""
    of = case_.c.recommendation_id
    query = select(of).where(of.in_(sorted(ids)), case_.c.closed_at.is_not(None))
    return set(conn.execute(query).scalars())


def save(conn: Connection, steps: Sequence[Step], recorded_at: datetime) -> None:
    """Write what changed in each step; `recorded_at` is the domain's present instant."""
    new = [step for step in steps if step.before is None]
    replace_many(conn, case_, [rows.case_row(step.after, step.wake_at) for step in new])
    words.keep(conn, ((step.after.recommendation_id, rows.searched(step.after)) for step in new))
    _change(conn, steps)
    replace_many(conn, escalation, [row for step in steps for row in _escalations(step)])
    replace_many(conn, extension_request, [row for step in steps for row in _requests(step)])
    last = _last(conn, steps)
    _add_lines(conn, steps, last, recorded_at)
    _add_cards(conn, steps, last)
    _add_states(conn, steps, last)


def _change(conn: Connection, steps: Sequence[Step]) -> None:
    """Of cases that stand already only the columns that change are written, so that an index
    that tells none of them is left alone."""
    alike: dict[tuple[str, ...], list[rows.Values]] = {}
    for step in steps:
        if step.before:
            values = rows.changes(step.before, step.after, step.wake_at)
            whose = {"recommendation_id": step.after.recommendation_id}
            alike.setdefault(tuple(values), []).append({**values, **whose})
    for many in alike.values():
        update_many(conn, case_, many)


def _escalations(step: Step) -> list[rows.Values]:
    before = step.before.escalations if step.before else ()
    changed = [one for one in step.after.escalations if one not in before]
    return [rows.escalation_row(step.after, one) for one in changed]


def _requests(step: Step) -> list[rows.Values]:
    before = step.before.requests if step.before else ()
    changed = [one for one in step.after.requests if one not in before]
    return [rows.request_row(step.after, one) for one in changed]


def _add_lines(conn: Connection, steps: Sequence[Step], last: _Last, recorded_at: datetime) -> None:
    values = [
        rows.line_row(step.after, last(step).position + number, line, recorded_at)
        for step in steps
        for number, line in enumerate(step.lines, 1)
    ]
    insert_many(conn, journal, values)


def _add_cards(conn: Connection, steps: Sequence[Step], last: _Last) -> None:
    values = [
        rows.card_row(step.after, last(step).card + number, made_at, card)
        for step in steps
        for number, (made_at, card) in enumerate(step.cards, 1)
    ]
    insert_many(conn, deadline_card, values)


def _add_states(conn: Connection, steps: Sequence[Step], last: _Last) -> None:
    values = [
        rows.state_row(step.after, last(step).state + number, at, state)
        for step in steps
        for number, (at, state) in enumerate(step.states, 1)
    ]
    insert_many(conn, case_state, values)


def _last(conn: Connection, steps: Sequence[Step]) -> _Last:
    """The last journal line, card and state of each of these cases, in one look."""
    ids = [step.after.recommendation_id for step in steps if step.before]
    found = conn.execute(_NUMBERS, {"ids": ids}) if ids else ()
    numbers = {row.recommendation_id: Numbers(*row[1:]) for row in found}
    return lambda step: numbers.get(step.after.recommendation_id, NONE_YET)
