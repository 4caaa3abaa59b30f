"""What people mean to do about one recommendation, from its letter to its end. Pure.

Owns: its road, told ahead as if nothing broke: confirmed early, in the last seconds, too late or
never; returned, extended, decided. Where a fault makes it otherwise, what is said is refused, and
that is an answer too.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from tests.faults.plan import DUE_SECONDS, Act, Point, end_of

WAYS = (("early", 2), ("last", 6), ("late", 2), ("never", 6))
Said = dict[datetime, list[Act]]


def deadline(day: date, region: dict[date, str]) -> datetime:
    return end_of(day, region[day]) - timedelta(seconds=DUE_SECONDS)


@dataclass(frozen=True)
class When:
    """The days on which something falls due, in order, each with the region whose clock ends it,
    and with the office hours after it."""

    region: dict[date, str]
    offices: dict[date, datetime]
    begins: datetime


class Road:
    """What people mean to do about one recommendation, told from one deadline to the next."""

    def __init__(self, rng: Random, said: Said, when: When) -> None:
        self._rng, self._said = rng, said
        self._days, self._region = list(when.region), when.region
        self._offices, self._begins = when.offices, when.begins

    def go(self, number: int, point: Point) -> None:
        """Its whole road."""
        if self._rng.random() < 0.5:
            self._say(self._begins, "receipt", number, 3.0)
        due: date | None = point.due_on or self._rng.choice(self._days)
        while due is not None:
            due = self._to(number, point, due)

    def _to(self, number: int, point: Point, due: date) -> date | None:
        """One deadline, and what follows; answers the next date, if there is one."""
        earlier = [
            self._offices[day] for day in self._days if self._offices[day] < end_of(due, "PAPUA")
        ]
        before, after = earlier[-1] if earlier else self._begins, self._offices[due]
        new = self._later(point, due)
        if new and self._rng.random() < 0.12:
            self._say(before, "request", number, 3.2, new_due_on=new)
            self._say(before, "extend", number, 3.9, new_due_on=new)
            return new
        way = self._rng.choices([one for one, _ in WAYS], [weight for _, weight in WAYS])[0]
        if way == "never":
            return self._decided(number, after, new)
        self._confirmed(number, way, before, due, after)
        return self._verified(number, after, new)

    def _confirmed(
        self, number: int, way: str, before: datetime, due: date, after: datetime
    ) -> None:
        at, offset = {
            "early": (before, self._rng.uniform(3.3, 4.5)),
            "last": (deadline(due, self._region), self._rng.uniform(0.4, DUE_SECONDS + 0.2)),
            "late": (after, self._rng.uniform(0.1, 1.0)),
        }[way]
        extent = self._rng.choice(["full", "full", "partial"])
        self._say(at, "confirm", number, offset, extent=extent)

    def _verified(self, number: int, after: datetime, new: date | None) -> date | None:
        outcome = self._rng.choice(["implemented", "returned", "partially_implemented", None])
        if outcome is None or (outcome != "implemented" and new is None):
            return None
        dated = new if outcome != "implemented" else None
        self._say(after, "verify", number, 2.5, outcome=outcome, new_due_on=dated)
        if outcome == "implemented" and new and self._rng.random() < 0.3:
            self._say(after, "reopen", number, 3.5, new_due_on=new)
            return new
        return dated

    def _decided(self, number: int, after: datetime, new: date | None) -> date | None:
        """What becomes of an escalation."""
        way = self._rng.choice(["instruct", "instruct", "refer", "extend", "withdraw", "nothing"])
        if way == "instruct" and new is None:
            way = "refer"
        if self._rng.random() < 0.5:
            self._say(after, "acknowledge", number, 1.5)
        if way == "refer":
            self._say(after, "decide", number, 2.5, decision="refer", internal_due_on=None)
        if way == "withdraw":
            self._say(after, "withdraw", number, 2.5)
        if way == "instruct":
            self._say(after, "decide", number, 2.5, decision="instruct", internal_due_on=new)
            return new
        if way == "extend" and new:
            self._say(after, "extend", number, 2.5, new_due_on=new)
            return new
        return None

    def _later(self, point: Point, due: date) -> date | None:
        """A later day that ends with its region's clock."""
        found = [day for day in self._days if day > due and self._region[day] == point.region]
        return self._rng.choice(found[:3]) if found else None

    def _say(self, at: datetime, says: str, number: int, offset: float, **facts: object) -> None:
        offset = round(offset + self._rng.uniform(0, 0.3), 3)
        self._said[at].append(Act(says, offset, number, facts))
