"""A plan out of a seed. Pure: the same seed, size and database give the same plan.

Owns: what people mean to do. Each recommendation has a road of its own, told ahead as if nothing
broke: confirmed early, in the last seconds, too late or never; returned, extended, decided. Where a
fault makes it otherwise, what is said is refused, and that is an answer too.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from tests.faults.plan import (
    DUE_SECONDS,
    MOMENT_SECONDS,
    UNITS,
    Act,
    Moment,
    Plan,
    Point,
    Size,
    Strike,
    end_of,
    local,
)

MONDAY = date(2022, 1, 10)
OFFICE = time(9, 30)
SERVICES = ("kunjungan", "pengaduan", "informasi", "kesehatan", "remisi", "makanan")
WAYS = (("early", 2), ("last", 6), ("late", 2), ("never", 3))
AFTER = timedelta(days=33)
"""What nobody decides has reached the last level by then."""
Said = dict[datetime, list[Act]]


def plan(seed: int, size: Size, database: str, kinds: dict[str, tuple[int, float, int]]) -> Plan:
    """The plan of that seed; `kinds` gives each fault's weight, seconds and days."""
    rng = Random(f"{seed} {database}")  # noqa: S311 - a seed must give its run again
    days = _days(rng, size)
    region = {day: rng.choice(["BABEL", "BABEL", "PAPUA"]) for day in days}
    points = [_point(rng, region, days, number) for number in range(size.points)]
    begins = local(MONDAY, OFFICE, "BABEL")
    offices = {day: local(_office_day(day), OFFICE, "BABEL") for day in days}
    said: Said = defaultdict(list)
    for home in UNITS:
        mine = [number for number, one in enumerate(points) if one.region == home]
        if mine:
            said[begins].append(Act("letter", 0.1, None, {"region": home, "points": mine}))
    for number, point in enumerate(points):
        _Road(rng, said, _When(region, offices, begins)).go(number, point)
    instants = sorted({begins, *offices.values(), *(_deadline(day, region) for day in days)})
    moments = tuple(
        Moment(at, _named(at, days, region), _ordered(said[at]), _strikes(rng, size, kinds))
        for at in instants
    )
    return Plan(seed, database, begins, tuple(points), moments, instants[-1] + AFTER)


def _days(rng: Random, size: Size) -> list[date]:
    """Days on which something falls due, some days apart, the first after a week."""
    found, day = [], MONDAY + timedelta(days=7)
    for _ in range(size.deadlines):
        day += timedelta(days=rng.choice([2, 3, 4, 5, 7]))
        found.append(day)
    return found


def _office_day(day: date) -> date:
    """The working day after that one."""
    day += timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day


def _deadline(day: date, region: dict[date, str]) -> datetime:
    return end_of(day, region[day]) - timedelta(seconds=DUE_SECONDS)


def _named(at: datetime, days: list[date], region: dict[date, str]) -> str:
    found = [day for day in days if _deadline(day, region) == at]
    return f"the last seconds of {found[0]} in {region[found[0]]}" if found else "office hours"


def _point(rng: Random, region: dict[date, str], days: list[date], number: int) -> Point:
    """Due on one of the days on which its region's clock ends the day; some are left to a rule."""
    home = rng.choice(sorted(set(region.values())))
    due_on = rng.choice([day for day in days if region[day] == home][:3])
    ruled = number % 7 == 6
    unit = rng.choice(UNITS[home])
    return Point(home, unit, SERVICES[number % len(SERVICES)], None if ruled else due_on)


def _ordered(acts: list[Act]) -> tuple[Act, ...]:
    return tuple(sorted(acts, key=lambda act: (act.offset, act.point or 0)))


def _strikes(
    rng: Random, size: Size, kinds: dict[str, tuple[int, float, int]]
) -> tuple[Strike, ...]:
    names = sorted(kinds)
    weights = [kinds[name][0] for name in names]
    drawn = sorted((rng.uniform(0.0, MOMENT_SECONDS - 1), rng.choices(names, weights)[0])
                   for _ in range(size.strikes))  # fmt: skip
    return tuple(
        Strike(kind, round(at, 3), round(kinds[kind][1] * rng.uniform(0.5, 1.2), 3),
               kinds[kind][2], rng.randrange(2**32))
        for at, kind in drawn
    )  # fmt: skip


@dataclass(frozen=True)
class _When:
    """The days on which something falls due, in order, each with the region whose clock ends it,
    and with the office hours after it."""

    region: dict[date, str]
    offices: dict[date, datetime]
    begins: datetime


class _Road:
    """What people mean to do about one recommendation, told from one deadline to the next."""

    def __init__(self, rng: Random, said: Said, when: _When) -> None:
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
            "last": (_deadline(due, self._region), self._rng.uniform(0.4, DUE_SECONDS + 0.2)),
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
        if self._rng.random() < 0.5:
            self._say(after, "acknowledge", number, 1.5)
        if way == "refer":
            self._say(after, "decide", number, 2.5, decision="refer", internal_due_on=None)
        if way == "withdraw":
            self._say(after, "withdraw", number, 2.5)
        if way == "instruct" and new:
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


def told(plan: Plan) -> Iterator[str]:
    """The plan in words, one line for each thing."""
    yield f"seed {plan.seed} on {plan.database}: {plan.strikes} faults, {len(plan.points)} points"
    for moment in plan.moments:
        yield f"{moment.at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC, {moment.what}"
        for act in moment.acts:
            facts = " ".join(f"{name}={value}" for name, value in act.facts.items() if value)
            number = "" if act.point is None else act.point
            yield f"  +{act.offset:6.3f} s  {act.says} {number} {facts}".rstrip()
        for one in moment.strikes:
            lasts = f"{one.days} days" if one.days else f"{one.seconds:.1f} s"
            yield f"  +{one.offset:6.3f} s  FAULT {one.kind} ({lasts})"
