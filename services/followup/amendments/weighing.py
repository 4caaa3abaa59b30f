"""Weighing an amendment against every open case.

Owns: reading them, a few at a time and without any lock, so that ten thousand hold up nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from services.followup import fold
from services.followup.amendments.impact import Impact, Moved, summed, weighed
from services.followup.core import calendar, policy_changes
from services.followup.core.calendar import Holiday, Removal
from services.followup.core.model import Case
from services.followup.core.policy_changes import PolicyChanges
from services.followup.core.rules import Rules
from services.followup.place import Place
from services.followup.store import own, stuck
from services.followup.store.tables import case_
from shared.codec import load
from shared.db import reading
from shared.events import Event

AT_ONCE = 200


@dataclass(frozen=True)
class CalendarChanges:
    """The days off that a decree adds and takes away."""

    additions: tuple[Holiday, ...]
    removals: tuple[Removal, ...]


Changes = CalendarChanges | PolicyChanges


def amended(rules: Rules, decree: str, changes: Changes, at: datetime) -> tuple[Rules, int]:
    """The rules with the version that the decree would make at that instant, and its number.
    Raises NotAHoliday, Invalid."""
    if isinstance(changes, PolicyChanges):
        policy = policy_changes.amend(rules.policies[-1], at, decree, changes)
        return Rules(rules.calendars, (*rules.policies, policy)), policy.version
    days = changes.additions, changes.removals
    version = calendar.amend(rules.calendars[-1], at, decree, *days)
    return Rules((*rules.calendars, version), rules.policies), version.version


def concerns(changes: Changes, case: Case) -> bool:
    """Whether the amendment could move anything of the case: a holiday of a regency in which none
    of its offices lies does not."""
    if isinstance(changes, PolicyChanges):
        return True
    places = {day.regency for day in changes.additions}
    places |= {day.regency for day in changes.removals}
    offices = {office.regency for office in (case.unit, *case.superiors)}
    return None in places or bool(places & offices)


def weigh(place: Place, decree: str, changes: Changes) -> Impact:
    """What the amendment would do now, by what is known. Raises NotAHoliday, Invalid."""
    with reading(place.engine) as conn:
        now, old = place.now(conn), place.rules(conn)
        aside = {row.recommendation_id for row in stuck.every(conn)}
    new, version = amended(old, decree, changes, now)
    looked, found = 0, list[Moved]()
    for piece in _pieces(place):
        fit = [case for case in piece if case.recommendation_id not in aside]
        looked += len(fit)
        concerned = [case for case in fit if concerns(changes, case)]
        with reading(place.engine) as conn:
            said = _said(conn, concerned)
        for case in concerned:
            told = fold.told(said.get(case.recommendation_id, ()))
            moved = weighed(case, told, now, old, new)
            found += [moved] if moved else []
    return summed(now, version, looked, len(aside), found)


def _pieces(place: Place) -> Iterator[list[Case]]:
    """Every open case, in the order of ids."""
    id_, after = case_.c.recommendation_id, ""
    query = select(case_.c.body).where(case_.c.closed_at.is_(None)).order_by(id_).limit(AT_ONCE)
    while True:
        with reading(place.engine) as conn:
            rows = conn.execute(query.where(id_ > after)).all()
        if not rows:
            return
        piece = [load(Case, row.body) for row in rows]
        yield piece
        after = piece[-1].recommendation_id


def _said(conn: Connection, cases: Sequence[Case]) -> own.Waiting:
    """What was said to followup and waits to be applied."""
    found: dict[str, Sequence[Event]] = {}
    for stream in sorted({case.stream for case in cases}):
        mine = [case for case in cases if case.stream == stream]
        seen = {case.recommendation_id: case.decisions_seen for case in mine}
        found |= own.waiting(conn, stream, seen)
    return found
