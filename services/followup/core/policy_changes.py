"""What an amendment of the policy may change, and the version that it makes. Pure.

Owns: which numbers of the ladder are open to amendment. Who is told, who holds a level and what a
verdict closes is the domain's and stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time

from services.followup.core.policy import Instrument, Policy, Rung
from shared.refusal import Invalid

WAITS = ("deemed_received", "unacknowledged", "level_2", "level_3")
"""Rungs whose distance in working days may be amended."""
LONGEST, MOST_REMINDERS = 366, 10


@dataclass(frozen=True)
class Length:
    """An instrument gives so many of its days, by that article."""

    instrument: str
    length: int
    article: str


@dataclass(frozen=True)
class Wait:
    """A rung comes after so many working days."""

    rung: str
    days: int


@dataclass(frozen=True)
class PolicyChanges:
    """What changes; what is empty or None stays. `reminders` are all of them, in days before due;
    `reminder_hour` is local."""

    lengths: tuple[Length, ...] = ()
    waits: tuple[Wait, ...] = ()
    reminders: tuple[int, ...] | None = None
    internal_days: int | None = None
    reminder_hour: int | None = None


def amend(policy: Policy, at: datetime, decree: str, changes: PolicyChanges) -> Policy:
    """The next version, in force from `at`; each row that changes names the decree as its source.
    Raises Invalid where a row is named that the policy does not have."""
    lengths = {one.instrument: one for one in changes.lengths}
    waits = {one.rung: one.days for one in changes.waits}
    rows = {row.name for row in policy.instruments}
    for names, there, field in ((lengths, rows, "lengths"), (waits, set(WAITS), "waits")):
        for name in names:
            if name not in there:
                known = ", ".join(sorted(there))
                raise Invalid.at(field, "{name} is none of: {known}.", name=name, known=known)
    hour, days = changes.reminder_hour, changes.internal_days
    return replace(
        policy,
        instruments=tuple(_instrument(row, lengths) for row in policy.instruments),
        rungs=_rungs(policy, waits, changes.reminders, decree),
        internal_days=policy.internal_days if days is None else days,
        reminder_hour=policy.reminder_hour if hour is None else time(hour),
        version=policy.version + 1,
        at=at,
        decree=decree,
    )


def _instrument(row: Instrument, lengths: Mapping[str, Length]) -> Instrument:
    new = lengths.get(row.name)
    return replace(row, length=new.length, article=new.article) if new else row


def _rungs(
    policy: Policy, waits: Mapping[str, int], reminders: tuple[int, ...] | None, decree: str
) -> tuple[Rung, ...]:
    """In the place of the first reminder stand all of them, the earliest first."""
    rungs: list[Rung] = []
    there = {row.days: row for row in policy.reminders}
    for row in policy.rungs:
        if reminders is None or row.kind != "reminder":
            rungs.append(
                replace(row, days=waits[row.name], source=decree) if row.name in waits else row
            )
        elif row is policy.reminders[0]:
            rungs += [there.get(days) or _reminder(days, decree) for days in _falling(reminders)]
    return tuple(rungs)


def _falling(days: tuple[int, ...]) -> list[int]:
    return sorted(set(days), reverse=True)


def _reminder(days: int, decree: str) -> Rung:
    return Rung(f"reminder_{days}", "reminder", days, None, decree)
