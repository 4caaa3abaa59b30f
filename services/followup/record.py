"""What the fold gave, written down.

Owns: that case, journal, escalations, cards and letters come into being together, in the caller's
transaction, under the lock of the stream's cursor; and that a case of which they cannot be written
is alone in that.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError

from services.followup.core.rules import Rules
from services.followup.fold import Misfit
from services.followup.letters.plan import plan_all
from services.followup.place import Place
from services.followup.store import casebook
from services.followup.store.casebook import Step
from shared.events import OfficeFacts

UNFIT = (ArithmeticError, LookupError, TypeError, ValueError, IntegrityError, DataError)


def record(
    conn: Connection, place: Place, steps: Sequence[Step], rules: Rules | None = None
) -> list[Misfit]:
    """Save the steps and plan the letters that their lines ask for; answers those that cannot be
    saved, of which nothing is written. `rules` where this transaction has read them."""
    if not steps:
        return []
    rules = rules or place.rules(conn)
    try:
        with conn.begin_nested():
            _write(conn, place, steps, rules)
    except UNFIT as error:
        if len(steps) > 1:
            return [misfit for step in steps for misfit in record(conn, place, [step], rules)]
        after = steps[0].after
        reason = f"{type(error).__name__}: {error}"
        return [Misfit(after.recommendation_id, reason, after.seen)]
    return []


def _write(conn: Connection, place: Place, steps: Sequence[Step], rules: Rules) -> None:
    now = place.now(conn)
    calendar = rules.calendar_at(now)

    def works(office: OfficeFacts, on: date) -> bool:
        return calendar.working_day(on, office.regency)

    casebook.save(conn, steps, now)
    plan_all(conn, [(step.after, step.lines) for step in steps if step.lines], works, now)
