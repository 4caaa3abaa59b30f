"""Which levels had to be reached, counted by hand from what was said.

Owns: an account of levels 1 to 3 for recommendations whose dates persons set, written from the
rules' text alone: no code of the services, the days off straight from the package. Pure.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from holidays import country_holidays

from shared.events import Event
from tests.faults.eyes.finding import Finding
from tests.faults.outcome import Outcome

DAY = timedelta(days=1)
OFF = country_holidays("ID", years=range(2021, 2024), categories=("public", "government"))
DECIDE_WITHIN = 10
GOES_ON = ("action.verified", "recommendation.reopened")
"""What carries a new date does not end the case; a verdict without one does."""
ENDS = ("recommendation.withdrawn", "recommendation.superseded")
Reached = list[tuple[int, datetime]]


def ladder_wrong(outcome: Outcome) -> Iterator[Finding]:
    """Levels that were reached wrongly, twice, or not."""
    about: dict[str, list[Event]] = defaultdict(list)
    for event in outcome.events:
        about[event.subject].append(event)
    for subject, events in about.items():
        first = min(events, key=_order)
        if first.name == "recommendation.recorded":
            found = [one for one in outcome.lines if one.about == subject]
            rungs = Counter((one.rung, one.round) for one in found if one.rung)
            for (rung, number), count in rungs.items():
                if count > 1:
                    words = f"{rung} stands {count} times in round {number}"
                    yield Finding("doubled escalation", subject, words)
            if first.data["due_kind"] == "set":
                levels = [one for one in found if (one.rung or "").startswith("level_")]
                got = [(int((one.rung or "")[6:]), one.at) for one in levels]
                yield from _compare(subject, expected(events, outcome.until), got)


def expected(events: Sequence[Event], until: datetime) -> Reached:
    """Every level that one recommendation had to reach by `until`, with its instant."""
    first, *rest = sorted(events, key=_order)
    walk = _Walk(first)
    for event in rest:
        walk.on_to(event.time)
        walk.hear(event.name, event.data)
    walk.on_to(until)
    return walk.reached


def due_at_of(event: Event, events: Sequence[Event]) -> datetime | None:
    """When the recommendation of which an event speaks was due just before it, by what persons had
    set; None where nothing was."""
    mine = [one for one in events if one.subject == event.subject]
    first, *rest = sorted(mine, key=_order)
    if first.name != "recommendation.recorded":
        return None
    walk = _Walk(first)
    for one in rest:
        if one is event:
            return _end(walk.due, walk.zone) if walk.due and not walk.submitted else None
        walk.on_to(one.time)
        walk.hear(one.name, one.data)
    return None


def _compare(subject: str, wanted: Reached, got: Reached) -> Iterator[Finding]:
    missing, extra = Counter(wanted) - Counter(got), Counter(got) - Counter(wanted)
    for level, at in missing:
        yield Finding("missed escalation", subject, f"level {level} at {at.isoformat()}")
    for (level, at), _ in extra.items():
        what = "doubled escalation" if (level, at) in wanted else "false escalation"
        yield Finding(what, subject, f"level {level} at {at.isoformat()}")


def _order(event: Event) -> tuple[datetime, bool, int]:
    """In the order of time; what was said to followup comes after what was said to intake."""
    return event.time, event.name.startswith(("escalation.", "extension.")), event.seq


@dataclass
class _Walk:
    """One recommendation walked through: `due` is the last day, `open` the level that waits for a
    decision and the last day for it."""

    first: Event
    now: datetime = field(init=False)
    due: date | None = field(init=False)
    round: int = 1
    missed: bool = False
    submitted: bool = False
    closed: bool = False
    waiting: tuple[int, date] | None = None
    reached: Reached = field(default_factory=list)

    def __post_init__(self) -> None:
        self.now, facts = self.first.time, self.first.data
        self.zone, self.regency = facts["unit"]["time_zone"], facts["unit"]["regency"]
        self.holders = [one["time_zone"] for one in facts["superiors"]]
        self.due = _day(facts["due_on"])

    def on_to(self, until: datetime) -> None:
        """Everything that time alone says up to and at `until`."""
        while not self.closed:
            coming = [at for at in (self._due_at(), self._climbs_at()) if at is not None]
            if not coming or min(coming) > until:
                break
            at = max(min(coming), self.now)
            self.now = at
            if self._due_at() is not None and self._due_at() == min(coming):
                self.missed = True
                self._reach(1, at)
            else:
                assert self.waiting is not None
                self._reach(self.waiting[0] + 1, at)
        self.now = until

    def hear(self, name: str, facts: Mapping[str, Any]) -> None:
        """What was said now."""
        if self.closed and name != "recommendation.reopened":
            return
        if name == "action.confirmed":
            self.submitted, self.waiting = True, None
        elif name == "deadline.extended":
            self._dated(_day(facts["new_due_on"]))
        elif name in GOES_ON and facts["new_due_on"]:
            self.submitted = self.closed = False
            self._dated(_day(facts["new_due_on"]))
        elif name in (*GOES_ON, *ENDS):
            self.closed = True
        elif name == "escalation.decided":
            self._decided(facts)

    def _decided(self, facts: Mapping[str, Any]) -> None:
        if self.waiting is None:
            return
        level = self.waiting[0]
        if facts["escalation_id"] != f"{self.first.subject}.{self.round}.{level}":
            return
        if facts["decision"] == "refer":
            self._reach(level + 1, self.now)
        else:
            self._dated(_day(facts["internal_due_on"]))

    def _dated(self, due: date | None) -> None:
        """A date set by a person begins a round."""
        self.due, self.missed, self.waiting = due, False, None
        self.round += 1

    def _reach(self, level: int, at: datetime) -> None:
        self.reached.append((level, at))
        zone = self.holders[level - 1] if level <= len(self.holders) else None
        self.waiting = (level, _later(_local(at, zone), DECIDE_WITHIN)) if zone else None

    def _due_at(self) -> datetime | None:
        if self.due is None or self.missed or self.submitted:
            return None
        return _end(self.due, self.zone)

    def _climbs_at(self) -> datetime | None:
        if self.waiting is None:
            return None
        level, last = self.waiting
        return _end(last, self.holders[level - 1])


def _later(day: date, working_days: int) -> date:
    while working_days:
        day += DAY
        working_days -= day.weekday() < 5 and day not in OFF
    return day


def _end(day: date, zone: str) -> datetime:
    return datetime.combine(day + DAY, time(0), ZoneInfo(zone)).astimezone(UTC)


def _local(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
