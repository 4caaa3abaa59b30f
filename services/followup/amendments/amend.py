"""Amending the calendar and the policy.

Owns: how a decree becomes a version: in one transaction with its event, stamped later than all
that is known of any stream, so that it overtakes nothing; every open case then looks at its dates
again. Who may do so, and after whose word, stands in `amendments`.
"""

from collections.abc import Sequence

from sqlalchemy import Connection

from services.followup.amendments import rulings
from services.followup.core import policy_changes
from services.followup.core.calendar import Calendar, Holiday, Removal, amend
from services.followup.core.facts import CalendarAmended, OwnFact, PolicyAmended, draft
from services.followup.core.policy import Policy
from services.followup.core.policy_changes import PolicyChanges
from services.followup.place import Place
from services.followup.store import cursors, decrees, instants
from services.followup.store.tables import CALENDAR, case_, streams
from shared.events import Actor, Event


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
    cursors.lock_all(conn)
    before = decrees.calendars(conn)[-1]
    amend(before, place.now(conn), decree, additions, removals)
    fact = CalendarAmended(
        before.version + 1, decree, note, tuple(additions), tuple(removals), actor
    )
    event = _said(conn, place, fact)
    amended = amend(before, event.time, decree, additions, removals)
    decrees.keep(conn, amended, fact)
    return amended


def amend_policy(
    conn: Connection,
    place: Place,
    decree: str,
    note: str,
    *,
    changes: PolicyChanges,
    actor: Actor,
) -> Policy:
    """The version that the regulation makes; raises Invalid."""
    cursors.lock_all(conn)
    before = rulings.policies(conn, place.policy)[-1]
    policy_changes.amend(before, place.now(conn), decree, changes)
    event = _said(conn, place, PolicyAmended(before.version + 1, decree, note, changes, actor))
    amended = policy_changes.amend(before, event.time, decree, changes)
    rulings.keep(conn, amended, PolicyAmended(amended.version, decree, note, changes, actor))
    return amended


def _said(conn: Connection, place: Place, fact: OwnFact) -> Event:
    """The event, later than all that is known; every open case is to look at it."""
    known = [held.known_to for held in cursors.read_all(conn) if held.known_to]
    [event] = streams.append(
        conn, place.clock, CALENDAR, [draft(fact)], not_before=max(known, default=None)
    )
    instants.wake(conn, event.time, case_.c.closed_at.is_(None))
    return event
