"""What of a past day can be known now.

Owns: that nobody is called overdue at a past instant up to which intake was not heard, and the
queue of escalations as it was then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, or_, select

from services.followup.core.model import Escalation
from services.followup.looking import queues
from services.followup.looking.look import Seen, Streams
from services.followup.looking.queues import Sight
from services.followup.looking.register import AWAITING
from services.followup.store import cursors
from services.followup.store.tables import escalation
from shared.codec import load

AT_ONCE = 100


def known(conn: Connection, seen: Sequence[Seen]) -> list[Seen]:
    """Each of them with the instant up to which intake was heard; what may have been confirmed
    unheard before its date is past its date, and not overdue."""
    heard = {one.stream: one.known_to for one in cursors.read_all(conn)}
    return [_known(one, heard) for one in seen]


def reach(conn: Connection, streams: Streams) -> datetime | None:
    """The instant up to which all of these streams were heard, as far as any was."""
    seen = [one for one in cursors.read_all(conn) if streams is None or one.stream in streams]
    return min((one.known_to for one in seen if one.known_to), default=None)


def _known(seen: Seen, heard: Mapping[str, datetime | None]) -> Seen:
    until, due_at = heard.get(seen.case.stream), seen.case.due_at
    if until is not None and until >= seen.now:
        return seen
    unheard = seen.timeliness == "overdue" and (until is None or due_at is None or until < due_at)
    timeliness = AWAITING if unheard else seen.timeliness
    return replace(seen, timeliness=timeliness, data_as_of=until)


@dataclass(frozen=True)
class Waited:
    """An escalation that waited for a decision then, and where it stood in the queue."""

    recommendation_id: str
    place: str
    held: Escalation


def undecided(conn: Connection, sight: Sight, at: datetime, after: str, limit: int) -> list[Waited]:
    """Up to `limit` escalations after that place which waited for a decision at that instant, in
    the queue's order."""
    found: list[Waited] = []
    which = (*queues.seen(sight), escalation.c.opened_at <= at)
    unclosed = or_(escalation.c.closed_at.is_(None), escalation.c.closed_at > at)
    while len(found) < limit:
        query = select(escalation).where(*which, unclosed, queues.follows(after))
        rows = conn.execute(query.order_by(*queues.GRAVEST).limit(AT_ONCE)).all()
        stand = [(row, stood(load(Escalation, row.body), at)) for row in rows]
        found += [
            Waited(row.recommendation_id, queues.place_of(row), held)
            for row, held in stand
            if held.status in queues.UNDECIDED
        ]
        if len(rows) < AT_ONCE:
            break
        after = queues.place_of(rows[-1])
    return found[:limit]


def stood(one: Escalation, at: datetime) -> Escalation:
    """The escalation, not closed by that instant, as it was then."""
    if one.decided_at and one.decided_at <= at:
        return replace(one, status="decided")
    seen = one.acknowledged_at is not None and one.acknowledged_at <= at
    return replace(one, status="acknowledged" if seen else "open")
