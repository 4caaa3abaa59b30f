"""What the fold gave, written down.

Owns: that case, journal, escalations, cards and letters come into being together, in the caller's
transaction, under the lock of the stream's cursor.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from services.followup import store
from services.followup.letters.plan import plan_all
from services.followup.place import Place
from services.followup.store import Step
from shared.events import OfficeFacts


def record(conn: Connection, place: Place, steps: Sequence[Step]) -> None:
    """Save the steps and plan the letters that their lines ask for."""
    if not steps:
        return
    now = place.now(conn)
    calendar = place.rules(conn).calendar_at(now)

    def works(office: OfficeFacts, on: date) -> bool:
        return calendar.working_day(on, office.regency)

    store.save(conn, steps, now)
    plan_all(conn, [(step.after, step.lines) for step in steps if step.lines], works, now)
