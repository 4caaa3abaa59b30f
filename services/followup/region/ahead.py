"""The cases of which time has something to say.

Owns: the statement behind the forecast: the case with the nearest instant first, page by page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, or_, select

from services.followup.core.model import Case
from services.followup.region.counts import Where
from services.followup.store.tables import case_
from shared.codec import load

_BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Part:
    """Some of the cases, and the place after which the rest follow; None where these are all."""

    cases: Sequence[Case]
    after: str | None


def part(conn: Connection, which: Where, until: datetime, after: str, most: int) -> Part:
    """Up to `most` cases with an instant by `until`, after that place; "" is before the first."""
    columns = (case_.c.recommendation_id, case_.c.next_at, case_.c.body)
    query = select(*columns).where(*which.timed, case_.c.next_at <= until)
    at, _, id_ = after.partition("|")
    if id_:
        begin = _instant(at)
        same = (case_.c.next_at == begin) & (case_.c.recommendation_id > id_)
        query = query.where(or_(case_.c.next_at > begin, same))
    ordered = query.order_by(case_.c.next_at, case_.c.recommendation_id).limit(most + 1)
    rows = conn.execute(ordered).all()
    last = rows[most - 1] if len(rows) > most else None
    place = f"{last.next_at.isoformat()}|{last.recommendation_id}" if last else None
    return Part([load(Case, row.body) for row in rows[:most]], place)


def _instant(text: str) -> datetime:
    """The place's instant; the beginning of all where it is none."""
    try:
        found = datetime.fromisoformat(text)
        found.astimezone(UTC)
    except (ValueError, OverflowError):  # the latter of a zone that leads out of all years
        return _BEGINNING
    return found if found.tzinfo else _BEGINNING
