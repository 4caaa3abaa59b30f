"""From journal lines to what is to be sent.

Owns: which letters and webhook deliveries a line asks for, and writing them beside the line, in
the same transaction, each under a key that exists once: planning a line again adds nothing. What
an earlier database may have sent is held.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection

from services.followup.core.model import Case, Line
from services.followup.core.policy import DEFAULT, OfficeHours
from services.followup.letters import announcements, keys, origin, tables
from services.followup.letters.hours import departure
from shared.events import OfficeFacts
from shared.ids import new_id
from shared.many import insert_missing

OfficeWorks = Callable[[OfficeFacts, date], bool]
"""Whether that office, by its own calendar, works on that day."""


def plan(
    conn: Connection,
    case: Case,
    lines: Sequence[Line],
    works: OfficeWorks,
    now: datetime,
    *,
    hours: OfficeHours = DEFAULT.office_hours,
) -> None:
    """Write the letters and the webhook deliveries that these new lines of a case ask for.

    `now` is the domain's present instant, before which nothing can leave.
    """
    plan_all(conn, [(case, lines)], works, now, hours=hours)


def plan_all(
    conn: Connection,
    told: Sequence[tuple[Case, Sequence[Line]]],
    works: OfficeWorks,
    now: datetime,
    *,
    hours: OfficeHours = DEFAULT.office_hours,
) -> None:
    """As `plan`, for many cases with a few statements."""
    began_at = origin.began_at(conn)
    letters = (
        letters_of(case, lines, works, now, hours, began_at=began_at) for case, lines in told
    )
    insert_missing(conn, tables.letter, [row for rows in letters for row in rows])
    insert_missing(conn, tables.delivery, list(announcements.of(conn, told, now)))


def letters_of(
    case: Case,
    lines: Sequence[Line],
    works: OfficeWorks,
    now: datetime,
    hours: OfficeHours,
    *,
    began_at: datetime | None = None,
) -> Iterator[dict[str, Any]]:
    """One letter per line and recipient, each with the instant at which it may leave; one that
    could have left before the database began is held."""
    offices = offices_of(case)
    for line in lines:
        for code in dict.fromkeys(line.to):
            office = offices[code]
            leaving = partial(
                departure, zone=office.time_zone, works=partial(works, office), hours=hours
            )
            held = began_at is not None and line.at < began_at and leaving(line.at) < began_at
            yield _letter(case, line, code, leaving(max(line.at, now)), held=held)


def offices_of(case: Case) -> Mapping[str, OfficeFacts]:
    """Every office that a line of this case can be told to, by code."""
    return {one.code: one for one in (case.ombudsman, *case.superiors, case.unit)}


def _letter(case: Case, line: Line, code: str, leaves: datetime, *, held: bool) -> dict[str, Any]:
    return {
        "id": new_id(),
        "recommendation_id": case.recommendation_id,
        "kind": line.kind,
        "occasion": keys.occasion(line),
        "round": line.round,
        "recipient": code,
        "stream": case.stream,
        "code": case.code,
        "level": line.level,
        "at": line.at,
        "line": line,
        "depart_at": leaves,
        "state": "held" if held else "waiting",
        "reason": origin.REASON if held else None,
    }
