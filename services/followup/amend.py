"""Amending the calendar.

Owns: how a decree becomes a version of the calendar: in one transaction with its event, stamped
later than all that is known of any stream, so that it overtakes nothing; every open case then
looks at its dates again.
"""

from collections.abc import Sequence

from sqlalchemy import Connection

from services.followup import cursors, decrees, instants
from services.followup.calendar import Calendar, Holiday, Removal, amend
from services.followup.facts import CalendarAmended, draft
from services.followup.place import Place
from services.followup.tables import CALENDAR, case_, streams
from shared.events import Actor


def amend_calendar(
    conn: Connection,
    place: Place,
    decree: str,
    note: str,
    *,
    additions: Sequence[Holiday],
    removals: Sequence[Removal],
    actor: Actor,
) -> Calendar:
    """The version that the decree makes; raises NotAHoliday."""
    known = [held.known_to for held in cursors.lock_all(conn) if held.known_to]
    before = decrees.calendars(conn)[-1]
    amend(before, place.now(conn), decree, additions, removals)
    fact = CalendarAmended(
        before.version + 1, decree, note, tuple(additions), tuple(removals), actor
    )
    [event] = streams.append(
        conn, place.clock, CALENDAR, [draft(fact)], not_before=max(known, default=None)
    )
    amended = amend(before, event.time, decree, additions, removals)
    decrees.keep(conn, amended, fact)
    instants.wake(conn, event.time, case_.c.closed_at.is_(None))
    return amended
