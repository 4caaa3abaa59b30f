"""The iCalendar file (RFC 5545, METHOD:PUBLISH) with the entries of a letter or of an office.

Owns: how an entry is written. Imports icalendar, which is large: import this where it is needed.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from services.followup.letters.entry import Entry

PRODUCT = "-//Tindak Lanjut//Tenggat waktu//ID"
ALARMS = (timedelta(hours=-16), timedelta(hours=8))
"""08.00 on the day before, and 08.00 on the day itself."""


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
