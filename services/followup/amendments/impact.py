"""What an amendment would do to one case, and to all. It knows no database.

Owns: the comparison. A case is folded twice to the same instant, without the amendment and with it
in force from then on; what the second road tells more is the impact, in the core's own words.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from services.followup.core.facts import Told
from services.followup.core.model import CLOSED, Case, Line
from services.followup.core.road import Road, travelled
from services.followup.core.rules import Rules
from services.followup.core.verbs.receipts import planned
from shared.code_order import by_number
from shared.codec import dump, text

REMINDER = "reminder"
OF_SENDING = ("deemed_received", "unacknowledged")
COUNTED = ("later", "sooner", "wrong", "withdrawn", "climbs", "ahead")


@dataclass(frozen=True)
class Climb:
    """The time to decide an escalation of that level moves."""

    level: int
    before: datetime
    after: datetime


@dataclass(frozen=True)
class Moved:
    """One case under the amendment. `before` and `after` are the official date, the same where it
    stays. `wrong` are rungs of this round that were told and would not have been so: reminders that
    named another date, notices before their time. `withdrawn` are levels; `told` are offices.
    `next_at` is when time would speak next, where that changes."""

    recommendation_id: str
    code: str
    unit: str
    before: date | None
    after: date | None
    wrong: tuple[str, ...]
    withdrawn: tuple[int, ...]
    climbs: tuple[Climb, ...]
    told: tuple[str, ...]
    next_at: datetime | None

    @property
    def weighs(self) -> bool:
        """Whether anything moves beyond what has yet to come."""
        return bool(self.before != self.after or self.wrong or self.withdrawn or self.climbs)


@dataclass(frozen=True)
class Totals:
    """All cases together: those looked at, those whose date moves `later` or `sooner`,
    rungs that were `wrong`, escalations `withdrawn`, times to decide that move (`climbs`), cases of
    which only what is yet to come changes (`ahead`), the `offices` that are told, cases put aside
    that could not be looked at (`aside`)."""

    looked: int
    later: int
    sooner: int
    wrong: int
    withdrawn: int
    climbs: int
    ahead: int
    offices: tuple[str, ...]
    aside: int


@dataclass(frozen=True)
class Impact:
    """What the amendment that makes `version` would do `at` that instant."""

    at: datetime
    version: int
    totals: Totals
    cases: tuple[Moved, ...]

    @property
    def digest(self) -> str:
        """The same for the same impact, whenever it was weighed."""
        weighty = [dump(replace(one, next_at=None)) for one in self.cases if one.weighs]
        return sha256(text([self.version, weighty]).encode()).hexdigest()


def weighed(
    case: Case, said: Sequence[Told], now: datetime, old: Rules, new: Rules
) -> Moved | None:
    """What `new`, whose last version is in force from `now`, does to the case; None for nothing."""
    until = max(now, case.advanced_to)
    without = travelled(Road(case), said, until, old)
    within = travelled(Road(case), said, until, new)
    before, after = without.case, within.case
    if before.status in CLOSED:
        return None
    lines = _more(without.lines, within.lines)
    found = Moved(
        case.recommendation_id,
        case.code,
        case.unit.code,
        before.official_due_on,
        after.official_due_on,
        wrong=_wrong(before, after, now, new),
        withdrawn=tuple(line.level or 0 for line in lines if line.kind == "escalation_withdrawn"),
        climbs=_climbs(before, after),
        told=tuple(dict.fromkeys(code for line in lines for code in line.to)),
        next_at=after.next_at if after.next_at != before.next_at else None,
    )
    return found if found.weighs or found.next_at else None


def summed(at: datetime, version: int, looked: int, aside: int, cases: Iterable[Moved]) -> Impact:
    """All of them together, in the order of their codes."""
    found = tuple(sorted(cases, key=lambda one: by_number(one.code)))
    count = Counter[str]()
    for one in found:
        count["ahead"] += not one.weighs
        count["wrong"] += len(one.wrong)
        count["withdrawn"] += len(one.withdrawn)
        count["climbs"] += len(one.climbs)
        if one.before and one.after:
            count["later"] += one.after > one.before
            count["sooner"] += one.after < one.before
    offices = tuple(sorted({code for one in found for code in one.told}))
    counts = {name: count[name] for name in COUNTED}
    totals = Totals(looked=looked, offices=offices, aside=aside, **counts)
    return Impact(at, version, totals, found)


def _more(without: Sequence[Line], within: Sequence[Line]) -> list[Line]:
    return [line for line in within if line not in without]


def _wrong(before: Case, after: Case, now: datetime, rules: Rules) -> tuple[str, ...]:
    fired = before.fired
    early = [
        name
        for name, at in zip(OF_SENDING, planned(after, rules.of(after)), strict=True)
        if name in fired and at > now
    ]
    if before.due_at == after.due_at:
        return tuple(early)
    reminders = {row.name for one in rules.policies for row in one.rungs if row.kind == REMINDER}
    return (*early, *(name for name in fired if name in reminders))


def _climbs(before: Case, after: Case) -> tuple[Climb, ...]:
    new = {one.id: one.climbs_at for one in after.escalations}
    return tuple(
        Climb(one.level, one.climbs_at, there)
        for one in before.escalations
        if one.climbs_at and (there := new.get(one.id)) and there != one.climbs_at
    )
