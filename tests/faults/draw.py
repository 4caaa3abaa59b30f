"""A plan out of a seed. Pure: the same seed, size and database give the same plan.

Owns: the days on which something falls due, the moments around them, the faults in each, and a
plan in words.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from operator import itemgetter
from random import Random

from tests.faults.plan import (
    DUE_SECONDS,
    MOMENT_SECONDS,
    UNITS,
    Act,
    Lot,
    Moment,
    Plan,
    Point,
    Size,
    Strike,
    local,
)
from tests.faults.roads import Road, Said, When, deadline

MONDAY = date(2022, 1, 10)
OFFICE = time(9, 30)
SERVICES = ("kunjungan", "pengaduan", "informasi", "kesehatan", "remisi", "makanan")
AFTER = timedelta(days=33)
"""What nobody decides has reached the last level by then."""


def plan(seed: int, size: Size, database: str, lots: Sequence[Lot]) -> Plan:
    """The plan of that seed, its faults drawn from `lots`."""
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
        Road(rng, said, When(region, offices, begins)).go(number, point)
    dues = {deadline(day, region) for day in days}
    moments = tuple(
        Moment(
            at,
            _named(at, days, region),
            _ordered(said[at]),
            tuple(_strikes(rng, size, lots, before_due=at in dues)),
        )
        for at in sorted({begins, *offices.values(), *dues})
    )
    return Plan(seed, database, begins, tuple(points), moments, moments[-1].at + AFTER)


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


def _named(at: datetime, days: list[date], region: dict[date, str]) -> str:
    found = [day for day in days if deadline(day, region) == at]
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


def _strikes(rng: Random, size: Size, lots: Sequence[Lot], *, before_due: bool) -> list[Strike]:
    """In the order of their offsets; before a deadline the first hides what is said from then on
    from followup."""
    drawn = [
        (rng.uniform(0.0, MOMENT_SECONDS - 1), rng.choices(lots, [one.weight for one in lots])[0])
        for _ in range(size.strikes)
    ]
    if before_due:
        drawn[0] = (
            rng.uniform(0.0, DUE_SECONDS / 2),
            rng.choice([one for one in lots if one.hides]),
        )
    return [_strike(rng, at, lot) for at, lot in sorted(drawn, key=itemgetter(0))]


def _strike(rng: Random, at: float, lot: Lot) -> Strike:
    seconds = round(lot.seconds * rng.uniform(0.5, 1.2), 3)
    return Strike(lot.kind, round(at, 3), seconds, lot.days, rng.randrange(2**32))


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
