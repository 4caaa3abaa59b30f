"""The calendar entry that goes with a letter.

Owns: which deadline the recipient's calendar is told (the addressee its due date, the holder of an
escalation the day until which it may decide). The UID is the thing's own and the sequence only
grows, so that a new letter moves the old entry. The file that carries it is `calendar_file`'s.
"""

from dataclasses import dataclass
from datetime import date

from services.followup.core.civil import day_ended_by
from services.followup.core.model import CLOSED, Case, Line
from services.followup.letters import names
from services.followup.letters.dates import runs
from services.followup.letters.matter import link_to, one_line
from services.followup.letters.standing import escalation_of


@dataclass(frozen=True)
class Entry:
    """One whole day in a calendar; `sequence` grows with every change of the case."""

    uid: str
    on: date
    summary: str
    link: str
    sequence: int
    cancelled: bool = False


def entry_of(case: Case, line: Line, recipient: str, public_url: str) -> Entry | None:
    """The entry that this letter brings to `recipient`; None where there is none to bring."""
    if recipient == case.unit.code:
        return due_entry(case, public_url)
    one = escalation_of(case, line) if line.kind == "escalated" else None
    if one is None or one.climbs_at is None or one.office.code != recipient:
        return None
    on = day_ended_by(one.climbs_at, one.office.time_zone)
    summary = f"Putuskan eskalasi: {case.code}, {case.unit.name}"
    return _entry(case, one.id, on, summary, public_url)


def due_entry(case: Case, public_url: str) -> Entry | None:
    """The entry of the case's due date, cancelled once it is closed; None where none ran."""
    closed = case.status in CLOSED
    if case.due_at is None or not (closed or runs(case)):
        return None
    on = day_ended_by(case.due_at, case.unit.time_zone)
    what = names.said(names.SERVICES, case.service)
    summary = f"Jatuh tempo: {case.code}, {what}"
    return _entry(case, case.recommendation_id, on, summary, public_url, cancelled=closed)


def _entry(
    case: Case, uid: str, on: date, summary: str, public_url: str, *, cancelled: bool = False
) -> Entry:
    sequence = case.seen + case.decisions_seen + case.calendar_version
    return Entry(uid, on, one_line(summary), link_to(case, public_url), sequence, cancelled)
