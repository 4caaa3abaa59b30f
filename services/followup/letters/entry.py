"""The calendar entry that goes with a letter.

Owns: which deadline the recipient's calendar is told (the addressee its due date, the holder of an
escalation the day until which it may decide), and the iCalendar file (RFC 5545, METHOD:PUBLISH).
The UID is the thing's own and the sequence only grows, so that a new letter moves the old entry.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from services.followup.civil import day_ended_by
from services.followup.letters import names
from services.followup.letters.dates import runs
from services.followup.letters.matter import link_to, one_line
from services.followup.letters.standing import escalation_of
from services.followup.model import CLOSED, Case, Line

PRODUCT = "-//Tindak Lanjut//Tenggat waktu//ID"
ALARMS = (timedelta(hours=-16), timedelta(hours=8))
"""08.00 on the day before, and 08.00 on the day itself."""


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


def file_of(entries: Iterable[Entry], sender: str, now: datetime, host: str) -> bytes:
    """The iCalendar file with these entries, the newest of each UID."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    newest = {one.uid: one for one in sorted(entries, key=lambda one: one.sequence)}
    for one in newest.values():
        calendar.add_component(_event(one, sender, now, host))
    return bytes(calendar.to_ical())


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


def _event(one: Entry, sender: str, now: datetime, host: str) -> Event:
    event = Event()
    event.add("uid", f"{one.uid}@{host}")
    event.add("dtstamp", now)
    event.add("dtstart", one.on)
    event.add("dtend", one.on + timedelta(days=1))
    event.add("sequence", one.sequence)
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("summary", one.summary)
    event.add("url", one.link)
    event.add("organizer", _organizer(sender))
    if not one.cancelled:
        for trigger in ALARMS:
            event.add_component(_alarm(trigger, one.summary))
    return event


def _organizer(sender: str) -> vCalAddress:
    organizer = vCalAddress(f"mailto:{sender}")
    organizer.params["CN"] = vText("Tindak Lanjut")
    return organizer


def _alarm(trigger: timedelta, summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", trigger)
    return alarm
