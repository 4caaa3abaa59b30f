"""What each event carries, byte for byte: readers outside of this house rely on it.

A changed file here is a changed contract. `TINDAK_GOLDEN=write` writes them anew.
"""

import json
import os
from pathlib import Path

import pytest

from services.intake.core import (
    acknowledge,
    confirm,
    extend,
    reopen,
    supersede,
    verify,
    withdraw,
)
from services.intake.store.telling import draft
from shared.codec import load
from shared.events import FACTS, Fact
from tests.intake.things import (
    ACTION,
    HEAD,
    MONTH_LATER,
    NOON,
    SPEAKER,
    STAFF,
    TODAY,
    deed,
    evidence,
    judgement,
    point,
    recommendation,
    recorded,
)

GOLDEN = Path(__file__).parent / "golden"


def facts() -> dict[str, Fact]:
    """One fact of each kind, as the verbs tell it."""
    letter, recommended = recorded(point(received_on=TODAY))[1]["KANWIL-BABEL"]
    awaiting = recommendation(status="awaiting_verification")
    partly = judgement("partially_implemented", new_due_on=MONTH_LATER, remaining="Papan kedua.")
    done = recommendation(status="implemented")
    successor = recommendation(id="rec-2", code="REK-BABEL-2022-0002")
    told: tuple[Fact, ...] = (
        letter,
        recommended,
        acknowledge(recommendation(), TODAY, HEAD, NOON)[1],
        confirm(recommendation(), deed(), {"photo-1": evidence()}, SPEAKER, NOON)[1],
        verify(awaiting, partly, ACTION, STAFF, NOON)[1],
        withdraw(recommendation(), "Unit telah digabung.", STAFF)[1],
        supersede(recommendation(), successor, "Diperjelas.", STAFF)[1],
        reopen(done, "Papan diturunkan.", MONTH_LATER, STAFF, NOON)[1],
        extend(recommendation(), MONTH_LATER, "Dapat diterima.", STAFF, NOON, request_id="r-1")[1],
    )
    return {fact.name: fact for fact in told}


def test_every_kind_of_event_has_its_golden_file() -> None:
    assert set(facts()) == set(FACTS) == {path.stem for path in GOLDEN.glob("*.json")}


@pytest.mark.parametrize("name", sorted(FACTS))
def test_an_event_carries_what_its_golden_file_says(name: str) -> None:
    told = draft(facts()[name])
    shown = {"type": told.name, "subject": told.subject, "data": told.data}
    path = GOLDEN / f"{name}.json"
    if os.environ.get("TINDAK_GOLDEN") == "write":
        path.write_text(json.dumps(shown, indent=2, ensure_ascii=False) + "\n")
    assert shown == json.loads(path.read_text())
    assert load(FACTS[name], told.data) == facts()[name]
