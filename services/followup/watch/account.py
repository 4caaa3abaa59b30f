"""The watchman's account of one recommendation. Pure.

Owns: telling him, in the order of time, what was said and what was
decreed of calendar and policy.
"""

from collections.abc import Iterable
from datetime import datetime

from services.followup.core.calendar import Calendar
from services.followup.core.facts import OWN, Told
from services.followup.core.policy import Policy
from services.followup.core.rules import Rules
from services.followup.watch import hearsay
from services.followup.watch.watchman import Watchman
from shared.events import Event, RecommendationRecorded

Account = dict[tuple[str, int], datetime]
"""When each rung of each round had to fire."""


def account(told: Iterable[Told], rules: Rules, until: datetime) -> Account:
    """Which rungs had to fire by `until`, given all that was said of one recommendation; raises
    ValueError where it does not begin with its recording."""
    (first, recorded), *rest = sorted(told, key=_place)
    if not isinstance(recorded, RecommendationRecorded):
        raise ValueError(f"{first.subject} begins with {first.name}")
    man = _posted(first, recorded, rules.at(first.time))
    versions: tuple[Calendar | Policy, ...] = (*rules.calendars, *rules.policies)
    later = [one for one in versions if one.at > first.time]
    moments: list[tuple[datetime, int, int, object]] = [
        *((one.at, 0, number, one) for number, one in enumerate(later)),
        *((event.time, 1 + (event.name in OWN), event.seq, fact) for event, fact in rest),
    ]
    for at, _, _, what in sorted(moments, key=lambda moment: moment[:3]):
        if at > until:
            break
        man.watch(at)
        if isinstance(what, Calendar | Policy):
            hearsay.amended(man, what)
        else:
            hearsay.hear(man, what)
    man.watch(until)
    return {(rung, number): at for at, rung, number in man.log}


def _posted(event: Event, fact: RecommendationRecorded, rules: Rules) -> Watchman:
    places = [level.superior for level in rules.policy.levels]
    there = [place for place in places if place is not None and place < len(fact.superiors)]
    return Watchman(
        policy=rules.policy,
        calendar=rules.calendar_at(event.time),
        instrument=fact.instrument,
        unit=fact.unit,
        holders=[fact.superiors[place] for place in there],
        sent_at=event.time,
        ruled=fact.due_kind == "rule",
        letter_due=fact.due_on,
        received=fact.received_on,
        repeat=fact.repeat_of is not None,
    )


def _place(told: Told) -> tuple[datetime, bool, int]:
    event, _ = told
    return event.time, event.name in OWN, event.seq
