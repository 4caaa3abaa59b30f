"""One thing said about a recommendation, written down.

Owns: the transaction's half of every verb but recording: the changed state, the fact's own row and
its event exist together or not at all.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, insert, update

from services.intake.core.model import Recommendation
from services.intake.store import tables
from services.intake.store.telling import tell
from shared.clock import Clock
from shared.codec import dump
from shared.events import (
    ActionConfirmed,
    ActionVerified,
    DeadlineExtended,
    Event,
    Fact,
    RecommendationReceived,
    RecommendationReopened,
    RecommendationSuperseded,
    RecommendationWithdrawn,
)

STATE = ("status", "receipt", "received_on", "acknowledged", "due_on", "superseded_by")
Row = tuple[Table, Mapping[str, Any]]


def save(conn: Connection, clock: Clock, one: Recommendation, fact: Fact) -> Event:
    """Writes the new state and the fact, and tells it; its row has the event's time."""
    [event] = tell(conn, clock, {one.kanwil: [fact]})
    here = tables.recommendation.c.id == one.id
    state = {name: getattr(one, name) for name in STATE}
    conn.execute(update(tables.recommendation).where(here).values(state))
    table, values = row_of(fact, event)
    conn.execute(insert(table).values(values))
    if isinstance(fact, ActionConfirmed):
        conn.execute(insert(tables.action_evidence), shown(fact))
    return event


def row_of(fact: Fact, event: Event) -> Row:
    """The fact's own row, and the table in which it stands."""
    table, values = _ROWS[type(fact)](fact, event)
    common = {"recommendation_id": event.subject, "actor": dump(fact.actor)}
    return table, {**common, **values}


def shown(fact: ActionConfirmed) -> list[dict[str, Any]]:
    """The rows that tie the action to its evidence."""
    return [
        {"action_id": fact.action_id, "evidence_id": one.id, "position": position}
        for position, one in enumerate(fact.evidence)
    ]


def _received(fact: RecommendationReceived, event: Event) -> Row:
    return tables.receipt, {
        "id": event.id,
        "received_on": fact.received_on,
        "by": fact.by,
        "proof": fact.proof,
        "said_at": event.time,
    }


def _confirmed(fact: ActionConfirmed, event: Event) -> Row:
    return tables.action, {
        "id": fact.action_id,
        "description": fact.description,
        "completed_on": fact.completed_on,
        "extent": fact.extent,
        "confirmed_at": event.time,
    }


def _verified(fact: ActionVerified, event: Event) -> Row:
    return tables.verification, {
        "id": fact.verification_id,
        "action_id": fact.action_id,
        "outcome": fact.outcome,
        "note": fact.note,
        "new_due_on": fact.new_due_on,
        "remaining": fact.remaining,
        "verified_at": event.time,
    }


def _withdrawn(fact: RecommendationWithdrawn, event: Event) -> Row:
    return _ruled("withdrawal", fact.reason, event)


def _superseded(fact: RecommendationSuperseded, event: Event) -> Row:
    return _ruled("supersession", fact.reason, event, superseded_by=fact.superseded_by)


def _reopened(fact: RecommendationReopened, event: Event) -> Row:
    return _ruled("reopening", fact.reason, event, new_due_on=fact.new_due_on)


def _extended(fact: DeadlineExtended, event: Event) -> Row:
    more = {"new_due_on": fact.new_due_on, "request_id": fact.request_id}
    return _ruled("extension", fact.reason, event, **more)


def _ruled(kind: str, reason: str, event: Event, **more: Any) -> Row:
    values = {"id": event.id, "kind": kind, "reason": reason, "ruled_at": event.time}
    return tables.ruling, values | more


_ROWS: Mapping[type[Fact], Callable[[Any, Event], Row]] = {
    RecommendationReceived: _received,
    ActionConfirmed: _confirmed,
    ActionVerified: _verified,
    RecommendationWithdrawn: _withdrawn,
    RecommendationSuperseded: _superseded,
    RecommendationReopened: _reopened,
    DeadlineExtended: _extended,
}
