"""What is said to followup, as events; and values as JSON holds them."""

from datetime import UTC, datetime

import pytest

from services.followup.core import facts
from services.followup.core.calendar import Removal
from services.followup.core.facts import OwnFact
from services.followup.core.plain import plain
from shared.codec import dump, load
from tests.core.world import ID, KANWIL, OMBUDSMAN, UNIT, actor, holiday, on

SAID: list[OwnFact] = [
    facts.EscalationAcknowledged(ID, f"{ID}.1.1", actor(KANWIL)),
    facts.EscalationDecided(ID, f"{ID}.1.1", "instruct", "x", on("2022-03-29"), actor(KANWIL)),
    facts.EscalationDecided(ID, f"{ID}.1.1", "refer", "x", None, actor(KANWIL)),
    facts.ExtensionRequested(ID, "q1", on("2022-03-31"), "x", actor(UNIT)),
    facts.ExtensionRefused(ID, "q1", "x", actor(OMBUDSMAN)),
    facts.CalendarAmended(
        2,
        "Keppres",
        "catatan",
        (holiday("2022-03-07"),),
        (Removal(on("2022-03-03")),),
        actor(KANWIL),
    ),
]


@pytest.mark.parametrize("fact", SAID)
def test_a_draft_is_what_the_codec_would_write_and_reads_back(fact: OwnFact) -> None:
    draft = facts.draft(fact)
    assert draft.data == dump(fact)
    assert load(facts.FACTS[draft.name], draft.data) == fact


def test_the_subject_is_the_recommendation_or_the_decree() -> None:
    assert {facts.draft(fact).subject for fact in SAID} == {ID, "Keppres"}


def test_an_instant_is_written_as_the_codec_writes_it() -> None:
    instant = datetime(2022, 3, 11, 17, tzinfo=UTC)
    assert plain({"at": instant, "days": (on("2022-03-11"), 1)}) == {
        "at": dump(instant),
        "days": ["2022-03-11", 1],
    }
