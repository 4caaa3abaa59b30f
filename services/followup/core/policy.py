"""The policy: deadlines, ladder, decisions, verdicts and addressees, as data.

Owns: every number and every name of a recipient in followup, each with its source beside it.
No code asks for an instrument by name; it asks the row. This is version 1; an amendment makes the
next, in force from its instant `at`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property

from services.followup.core.policy_rows import (
    Audience,
    Decision,
    Instrument,
    Level,
    OfficeHours,
    Rung,
    Verdict,
)

__all__ = [
    "CALENDAR",
    "DEFAULT",
    "WORKING",
    "Audience",
    "Decision",
    "Instrument",
    "Level",
    "OfficeHours",
    "Policy",
    "Rung",
    "Verdict",
]

WORKING, CALENDAR = "working", "calendar"
OURS = "Ketentuan bawaan aplikasi"
BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Policy:
    """One installation's rules. `due_soon`: how long before due a case is due soon;
    `internal_days`: working days of a decision without a date; `reminder_hour`: local; `decree`:
    what made this version, from `at` on."""

    instruments: tuple[Instrument, ...]
    rungs: tuple[Rung, ...]
    levels: tuple[Level, ...]
    decisions: tuple[Decision, ...]
    verdicts: tuple[Verdict, ...]
    audiences: tuple[Audience, ...]
    office_hours: OfficeHours
    reminder_hour: time
    internal_days: int
    due_soon: timedelta
    version: int = 1
    at: datetime = BEGINNING
    decree: str = ""

    def instrument(self, name: str) -> Instrument:
        """The row of an instrument; raises KeyError where there is none."""
        return self._instruments[name]

    def rung(self, name: str) -> Rung:
        """The row of a rung; raises KeyError where there is none."""
        return self._rungs[name]

    def level(self, number: int) -> Level:
        """The row of a level; the last one stands for all above it."""
        return self.levels[min(number, len(self.levels)) - 1]

    def decision(self, name: str) -> Decision:
        """The row of a decision; raises KeyError where there is none."""
        return self._decisions[name]

    def verdict(self, outcome: str) -> Verdict:
        """The row of a verdict; raises KeyError where there is none."""
        return self._verdicts[outcome]

    def tells(self, kind: str) -> tuple[str, ...]:
        """The roles that hear of a kind of line; nobody where the table does not name it."""
        return self._audiences.get(kind, ())

    @cached_property
    def reminders(self) -> tuple[Rung, ...]:
        """The reminders, the earliest first."""
        return tuple(rung for rung in self.rungs if rung.kind == "reminder")

    @cached_property
    def _instruments(self) -> dict[str, Instrument]:
        return {row.name: row for row in self.instruments}

    @cached_property
    def _rungs(self) -> dict[str, Rung]:
        return {row.name: row for row in self.rungs}

    @cached_property
    def _decisions(self) -> dict[str, Decision]:
        return {row.name: row for row in self.decisions}

    @cached_property
    def _verdicts(self) -> dict[str, Verdict]:
        return {row.outcome: row for row in self.verdicts}

    @cached_property
    def _audiences(self) -> dict[str, tuple[str, ...]]:
        return {row.kind: row.tells for row in self.audiences}


INSTRUMENTS = (
    Instrument("saran", 30, WORKING, OURS, extendable=True),
    Instrument(
        "tindakan_korektif", 30, WORKING, "Peraturan Ombudsman 58/2023 Pasal 54", extendable=True
    ),
    Instrument("rekomendasi", 60, CALENDAR, "UU 37/2008 Pasal 38 ayat (2)", extendable=False),
)

RUNGS = (
    Rung("repeat_notice", "repeat_notice", 0, WORKING, OURS),
    Rung("deemed_received", "deemed_received", 3, WORKING, OURS),
    Rung("unacknowledged", "unacknowledged", 5, WORKING, OURS),
    Rung("reminder_14", "reminder", 14, None, OURS),
    Rung("reminder_7", "reminder", 7, None, OURS),
    Rung("reminder_3", "reminder", 3, None, OURS),
    Rung("reminder_1", "reminder", 1, None, OURS),
    Rung("level_1", "escalated", 0, None, OURS),
    Rung("level_2", "escalated", 10, WORKING, OURS),
    Rung("level_3", "exhausted", 10, WORKING, OURS),
)

LEVELS = (
    Level(1, 0, ("holder",), "Peraturan Ombudsman 58/2023 Pasal 54; UU 37/2008 Pasal 38"),
    Level(2, 1, ("holder", "ombudsman"), OURS),
    Level(3, None, ("ombudsman",), "UU 37/2008 Pasal 38 ayat (4), Pasal 39"),
)

DECISIONS = (
    Decision("instruct", climbs=False, tells=("addressee",), source=OURS),
    Decision("support_extension", climbs=False, tells=("addressee", "ombudsman"), source=OURS),
    Decision("take_over", climbs=False, tells=("addressee",), source=OURS),
    Decision("ask_judgement", climbs=False, tells=("addressee", "ombudsman"), source=OURS),
    Decision("refer", climbs=True, tells=("addressee",), source=OURS),
)

VERDICTS = (
    Verdict("implemented", closes=True, tells=("addressee", "parent")),
    Verdict("not_actionable", closes=True, tells=("addressee", "parent")),
    Verdict("not_implemented", closes=True, tells=("addressee", "parent")),
    Verdict("returned", closes=False, tells=("addressee", "parent")),
    Verdict("partially_implemented", closes=False, tells=("addressee", "parent")),
)

AUDIENCES = (
    Audience("recorded", ("addressee",)),
    Audience("received", ("addressee", "ombudsman")),
    Audience("deemed_received", ("addressee", "ombudsman")),
    Audience("confirmed", ("ombudsman",)),
    Audience("withdrawn", ("addressee", "parent")),
    Audience("superseded", ("addressee", "parent")),
    Audience("reopened", ("addressee", "parent")),
    Audience("extended", ("addressee", "parent")),
    Audience("escalation_acknowledged", ()),
    Audience("extension_requested", ("ombudsman", "parent")),
    Audience("extension_refused", ("addressee",)),
    Audience("without_effect", ("actor",)),
    Audience("repeat_notice", ("parent",)),
    Audience("unacknowledged", ("parent",)),
    Audience("reminder", ("addressee",)),
    Audience("calendar_changed", ("addressee", "parent")),
    Audience("policy_changed", ("addressee", "parent")),
    Audience("escalation_closed", ("holder",)),
)

DEFAULT = Policy(
    instruments=INSTRUMENTS,
    rungs=RUNGS,
    levels=LEVELS,
    decisions=DECISIONS,
    verdicts=VERDICTS,
    audiences=AUDIENCES,
    office_hours=OfficeHours(time(8), time(16), gather=timedelta(minutes=15)),
    reminder_hour=time(8),
    internal_days=10,
    due_soon=timedelta(days=7),
)
