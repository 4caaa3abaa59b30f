"""Where a recommendation stands, told again. Pure.

Owns: what each fact leaves of the state that the verbs of the core gave when it was said; no rule
is asked again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from services.intake.core.words import (
    ACKNOWLEDGED,
    AWAITING,
    NO_RECEIPT,
    PROVEN,
    RECEIVED,
    REOPENED,
    SENT,
    SUPERSEDED,
    WITHDRAWN,
)
from shared.events import (
    ActionConfirmed,
    ActionVerified,
    DeadlineExtended,
    Fact,
    RecommendationReceived,
    RecommendationRecorded,
    RecommendationReopened,
    RecommendationSuperseded,
    RecommendationWithdrawn,
)


@dataclass(frozen=True)
class State:
    """What of a recommendation changes, as in its row."""

    status: str = SENT
    receipt: str = NO_RECEIPT
    received_on: date | None = None
    acknowledged: bool = False
    due_on: date | None = None
    superseded_by: str | None = None


def retold(facts: Iterable[Fact]) -> State:
    """The state after these facts of one recommendation."""
    state = State()
    for fact in facts:
        state = _after(state, fact)
    return state


def _after(state: State, fact: Fact) -> State:
    change: dict[str, Any] = {}
    match fact:
        case RecommendationRecorded(received_on=None):
            change = {"due_on": fact.due_on}
        case RecommendationRecorded():
            change = {"status": RECEIVED, "receipt": PROVEN}
            change |= {"received_on": fact.received_on, "due_on": fact.due_on}
        case RecommendationReceived():
            change = _received(state, fact)
        case ActionConfirmed():
            change = {"status": AWAITING}
        case ActionVerified():
            change = {"status": fact.outcome, "due_on": fact.new_due_on or state.due_on}
        case RecommendationReopened():
            change = {"status": REOPENED, "due_on": fact.new_due_on or state.due_on}
        case RecommendationWithdrawn():
            change = {"status": WITHDRAWN}
        case RecommendationSuperseded():
            change = {"status": SUPERSEDED, "superseded_by": fact.superseded_by}
        case DeadlineExtended():
            change = {"due_on": fact.new_due_on}
    return replace(state, **change)


def _received(state: State, fact: RecommendationReceived) -> dict[str, Any]:
    change: dict[str, Any] = {"status": RECEIVED if state.status == SENT else state.status}
    if fact.by != "addressee":
        return {**change, "receipt": PROVEN, "received_on": fact.received_on}
    if state.receipt == PROVEN:
        return {**change, "acknowledged": True}
    acknowledged = {"receipt": ACKNOWLEDGED, "received_on": fact.received_on}
    return {**change, **acknowledged, "acknowledged": True}
