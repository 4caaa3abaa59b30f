"""What each event of followup's own stream carries, byte for byte: the proof relies on it.

A changed file here is a changed contract. `TINDAK_GOLDEN=write` writes them anew.
"""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from services.followup.core.calendar import Holiday, Removal
from services.followup.core.facts import (
    OWN,
    CalendarAmended,
    EscalationAcknowledged,
    EscalationDecided,
    ExtensionRefused,
    ExtensionRequested,
    OwnFact,
    PolicyAmended,
    draft,
)
from services.followup.core.policy_changes import Length, PolicyChanges, Wait
from shared.codec import load
from shared.events import Actor

GOLDEN = Path(__file__).parent / "golden"
KANWIL = Actor("account-1", "Kepala Kanwil", "KANWIL-BABEL", "kanwil")
HEAD = Actor("account-2", "Kepala Rutan Muntok", "RT-MTK", "unit")
STAFF = Actor("account-3", "Asisten", "OMBUDSMAN-BABEL", "ombudsman")
ADMIN = Actor("account-4", "Pengelola", "", "admin")
DECREE = "SKB 375/2022"
LEAVE = Holiday(date(2022, 4, 29), "Cuti bersama Idulfitri", "leave", None, DECREE, False)
LOCAL = Holiday(date(2022, 3, 7), "Libur lokal", "local", "Kota Pangkalpinang", DECREE, False)
REGULATION = "Peraturan Ombudsman 99/2022"
CHANGES = PolicyChanges(
    (Length("tindakan_korektif", 45, REGULATION),), (Wait("level_2", 7),), (10, 3), 12, 9
)
FACTS: tuple[OwnFact, ...] = (
    EscalationAcknowledged("rec-1", "rec-1.1.1", KANWIL),
    EscalationDecided(
        "rec-1", "rec-1.1.1", "instruct", "Segera laksanakan.", date(2022, 3, 29), KANWIL
    ),
    ExtensionRequested("rec-1", "request-1", date(2022, 3, 31), "Menunggu pembahasan.", HEAD),
    ExtensionRefused("rec-1", "request-1", "Alasan belum cukup.", STAFF),
    CalendarAmended(
        2, DECREE, "Libur Idulfitri", (LEAVE, LOCAL), (Removal(date(2022, 5, 6), None),), ADMIN
    ),
    PolicyAmended(2, REGULATION, "Tenggat baru", CHANGES, ADMIN),
)


def test_every_kind_of_event_has_its_golden_file() -> None:
    assert {fact.name for fact in FACTS} == set(OWN)
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(OWN)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_an_event_carries_what_its_golden_file_says(fact: OwnFact) -> None:
    told = draft(fact)
    shown = {"type": told.name, "subject": told.subject, "data": told.data}
    path = GOLDEN / f"{fact.name}.json"
    if os.environ.get("TINDAK_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(shown, indent=2, ensure_ascii=False) + "\n")
    assert shown == json.loads(path.read_text())
    assert load(OWN[fact.name], told.data) == fact
