"""The rows of the policy's tables: what an instrument, a rung, a level or a decision consists of.

Owns: types only; the rows themselves stand in `policy`.
"""

from dataclasses import dataclass
from datetime import time, timedelta


@dataclass(frozen=True)
class Instrument:
    """What a kind of letter gives its addressee: `length` days in `unit_of_days` from receipt.
    Not `extendable`: a statutory date, which nobody moves; its clock is paused instead."""

    name: str
    length: int
    unit_of_days: str
    article: str
    extendable: bool


@dataclass(frozen=True)
class Rung:
    """A line of the ladder: `kind` of its journal line, `days` of distance in `unit_of_days`
    (None: the instrument's own)."""

    name: str
    kind: str
    days: int
    unit_of_days: str | None
    source: str


@dataclass(frozen=True)
class Level:
    """Who holds an escalation level: `superior` is a place in the case's superiors (None: a notice
    that nobody decides); `tells` the roles that hear of it."""

    number: int
    superior: int | None
    tells: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Decision:
    """What a superior may decide: `climbs` hands it to the next level, every other decision starts
    a round with an internal date."""

    name: str
    climbs: bool
    tells: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Verdict:
    """What the Ombudsman may judge; one that does not close starts a round."""

    outcome: str
    closes: bool
    tells: tuple[str, ...]


@dataclass(frozen=True)
class Audience:
    """Who is told of a kind of journal line. Roles: addressee, parent, holder, ombudsman, actor;
    escalations, decisions and verdicts name their own in their tables."""

    kind: str
    tells: tuple[str, ...]


@dataclass(frozen=True)
class OfficeHours:
    """Letters leave at a full `gather` within these local hours of a working day."""

    opens: time
    closes: time
    gather: timedelta
