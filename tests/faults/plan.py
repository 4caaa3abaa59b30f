"""What happens in a run, drawn from a seed: who says what, when, and what breaks meanwhile. Pure.

Owns: the shape of a plan. Moments are stretches of a few seconds at the pace of a real clock, with
fast time between them: half of them lie around deadlines, the others in office hours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

DUE_SECONDS = 3.0
"""How long before its deadlines a moment begins."""
MOMENT_SECONDS = 4.0
ZONES = {"BABEL": "Asia/Jakarta", "PAPUA": "Asia/Jayapura"}
UNITS = {
    "BABEL": ("RT-MTK", "LP-SGL", "LPKA-PGK", "LPP-PGK", "LP-PGK", "LP-TDN", "BP-PGK"),
    "PAPUA": ("LP-DOY", "LP-APR"),
}


@dataclass(frozen=True)
class Point:
    """One recommendation to be posted: to a unit, due at the end of a day (None: by rule)."""

    region: str
    unit: str
    service: str
    due_on: date | None


@dataclass(frozen=True)
class Act:
    """Somebody says something `offset` seconds after the moment's beginning, about the point of
    that number (None: a letter). `facts` are what the words leave open."""

    says: str
    offset: float
    point: int | None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Strike:
    """A fault of that kind, `offset` seconds after the moment's beginning, for `seconds` (0: a
    blow), or to the end of the first moment `days` later. `draw` seeds what the kind chooses."""

    kind: str
    offset: float
    seconds: float
    days: int
    draw: int


@dataclass(frozen=True)
class Lot:
    """A kind of fault as it may be drawn: how often, for how long, and whether it hides from
    followup what is said meanwhile."""

    kind: str
    weight: int
    seconds: float
    days: int
    hides: bool


@dataclass(frozen=True)
class Moment:
    """A stretch at the pace of a real clock."""

    at: datetime
    what: str
    acts: tuple[Act, ...]
    strikes: tuple[Strike, ...]


@dataclass(frozen=True)
class Plan:
    """A whole run."""

    seed: int
    database: str
    begins: datetime
    points: tuple[Point, ...]
    moments: tuple[Moment, ...]
    ends: datetime

    @property
    def strikes(self) -> int:
        """How many faults it holds."""
        return sum(len(moment.strikes) for moment in self.moments)


@dataclass(frozen=True)
class Size:
    """How long a run is: `deadlines` days on which something falls due, `points` recommendations,
    `strikes` faults in each moment."""

    deadlines: int
    points: int
    strikes: int


LONG = Size(deadlines=4, points=24, strikes=5)
SHORT = Size(deadlines=2, points=10, strikes=3)


def end_of(day: date, region: str) -> datetime:
    """24:00 of that day in the region's zone."""
    return local(day + timedelta(days=1), time(0), region)


def local(day: date, hour: time, region: str) -> datetime:
    """That hour of that day where the region lies, UTC."""
    return datetime.combine(day, hour, ZoneInfo(ZONES[region])).astimezone(UTC)
