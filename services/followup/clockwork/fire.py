"""Time speaks.

Owns: what fires in streams whose feeds were read. Cases are read and folded before anything is
locked; then, under the cursors of their streams, a case is written only if it lies there byte for
byte as it was folded and nothing more was said to it: else it is folded again. Streams share a
transaction as long as it stays short.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from services.followup import fold
from services.followup.clockwork.pace import Pace
from services.followup.core.rules import Rules
from services.followup.fold import Misfit
from services.followup.hearing.feed import FeedPage
from services.followup.place import Place
from services.followup.record import record
from services.followup.store import cursors, instants, own, stuck
from services.followup.store.casebook import Step
from services.followup.store.cursors import Cursor
from services.followup.store.instants import Lying
from shared.clock import real_now
from shared.db import reading, writing

Heads = Mapping[str, FeedPage | None]
"""The last page of each stream's feed; None: what is known of the stream already must do."""


@dataclass(frozen=True)
class Folded:
    """Due cases as they lay there, by id, what was said to them, the instant to which each stream
    was known, the rules; and what time makes of them."""

    lying: Mapping[str, Lying]
    said: own.Waiting
    known_to: Mapping[str, datetime]
    rules: Rules
    steps: Sequence[Step]
    misfits: Sequence[Misfit]


def fire(place: Place, heads: Heads, pace: Pace | None = None, *, patient: bool = True) -> int:
    """Fire what is due in these streams by what is known of them and by the last pages of their
    feeds; answers to how many cases time spoke. A stream at which another worker is comes last, or
    not at all unless `patient`."""
    pace = pace or Pace()
    swept, busy = _fired(place, heads, deque(heads), pace, wait=False)
    for name in busy if patient else ():
        swept += _fired(place, heads, deque([name]), pace, wait=True)[0]
    return swept


def _fired(
    place: Place, heads: Heads, waits: "deque[str]", pace: Pace, *, wait: bool
) -> tuple[int, list[str]]:
    """One short transaction after the other, until no stream waits; answers to how many cases time
    spoke, and which streams others hold."""
    swept, busy = 0, list[str]()
    while waits:
        folded = _folded(place, waits, heads, pace.at_once)
        if not folded.lying:
            continue
        with writing(place.engine) as conn:
            begun = real_now()
            held = _held(conn, folded, heads, wait=wait)
            done = _written(conn, place, folded, held)
        pace.learn(len(folded.lying), real_now() - begun)
        swept += done
        others = folded.known_to.keys() - held.keys()
        busy += sorted(others)
        _come_again(waits, others, held if done < len(folded.lying) else ())
    return swept, busy


def _come_again(waits: "deque[str]", busy: Set[str], changed: Iterable[str]) -> None:
    """Streams of others wait here no more; where a case was found changed its stream does."""
    for name in busy & set(waits):
        waits.remove(name)
    waits.extend(name for name in changed if name not in waits)


def _folded(place: Place, waits: "deque[str]", heads: Heads, at_once: int) -> Folded:
    """The oldest due cases of the streams that wait, as many as are taken at once; a stream waits
    no more once all of its are among them."""
    found, known_to = list[Lying](), dict[str, datetime]()
    with reading(place.engine) as conn:
        there, rules = {one.stream: one for one in cursors.read_all(conn)}, place.rules(conn)
        while waits and (room := at_once - len(found)) > 0:
            name = waits[0]
            until = _knowing(there[name], heads[name]).known_to
            due = instants.due(conn, name, until, room) if until else []
            found += due
            if due and until:
                known_to[name] = until
            if len(due) < room:
                waits.popleft()
        cases = [one.case for one in found if one.case]
        said = own.said_to(conn, cases)
    steps, misfits = fold.onward(cases, said, known_to, rules)
    misfits += [Misfit(one.id, one.fault) for one in found if one.case is None]
    return Folded({one.id: one for one in found}, said, known_to, rules, steps, misfits)


def _held(conn: Connection, folded: Folded, heads: Heads, *, wait: bool) -> dict[str, Cursor]:
    """The cursors of its streams under their locks, with what the feeds' heads said; not of those
    that others hold, unless one may `wait`. What is known of them does not go back, but in a
    rebuild: then they are left alone."""
    names = folded.known_to.keys()
    locked = [cursors.lock(conn, name) for name in names] if wait else cursors.free(conn, names)
    found = {one.stream: _knowing(one, heads[one.stream]) for one in locked}
    cursors.keep_known(conn, [one for one in found.values() if one not in locked])
    return found


def _written(conn: Connection, place: Place, folded: Folded, held: Mapping[str, Cursor]) -> int:
    """Write what was folded of the cases that lie unchanged in the held streams, and put aside
    those that cannot be advanced; answers how many."""
    same = _unchanged(conn, place, folded, held)
    steps = [step for step in folded.steps if step.after.recommendation_id in same]
    misfits = [one for one in folded.misfits if one.subject in same]
    for one in [*misfits, *record(conn, place, steps, folded.rules)]:
        stuck.put_aside(conn, folded.lying[one.subject].stream, [one])
    return len(same)


def _unchanged(
    conn: Connection, place: Place, folded: Folded, held: Mapping[str, Cursor]
) -> Set[str]:
    if place.rules(conn) != folded.rules:
        return set()
    known = {name for name, at in folded.known_to.items() if name in held and _by(at, held[name])}
    mine = [one for one in folded.lying.values() if one.stream in known]
    lies = instants.lying(conn, [one.id for one in mine])
    said = own.said_to(conn, [one.case for one in mine if one.case])
    ids = {id_ for id_, body in lies.items() if body == folded.lying[id_].body}
    return {id_ for id_ in ids if said.get(id_) == folded.said.get(id_)}


def _by(at: datetime, held: Cursor) -> bool:
    return held.known_to is not None and at <= held.known_to


def _knowing(held: Cursor, head: FeedPage | None) -> Cursor:
    if head is None or head.as_of is None:
        return held
    return cursors.knowing(held, head.head, head.as_of)
