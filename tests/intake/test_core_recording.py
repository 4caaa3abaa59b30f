"""What stands once a letter is posted, and what each Kanwil is told of it."""

from dataclasses import replace
from datetime import date

import pytest

from services.intake.core import Place, add, code
from shared.events import LetterRecorded, RecommendationRecorded
from tests.intake.things import (
    SENDER,
    STAFF,
    TO_RUTAN,
    TODAY,
    TOMORROW,
    letter,
    office,
    point,
    recorded,
)


def test_a_code_counts_per_region_and_year_of_the_letter() -> None:
    assert code("BABEL", TODAY, 1) == "REK-BABEL-2022-0001"
    assert code("BABEL", TODAY, 12345) == "REK-BABEL-2022-12345"


def test_a_letter_to_several_kanwil_tells_each_its_own() -> None:
    there = replace(TO_RUTAN, unit=office("LP-PLG", "lapas"), kanwil="KANWIL-SUMSEL")
    all_, told = recorded(point(), point(addressee=there), point(service="pengaduan"))
    assert [one.kanwil for one in all_] == ["KANWIL-BABEL", "KANWIL-SUMSEL", "KANWIL-BABEL"]
    heads = {stream: facts[0] for stream, facts in told.items()}
    ids = {
        name: fact.recommendations
        for name, fact in heads.items()
        if isinstance(fact, LetterRecorded)
    }
    assert ids == {"KANWIL-BABEL": ("rec-1", "rec-3"), "KANWIL-SUMSEL": ("rec-2",)}
    assert [len(facts) for facts in told.values()] == [3, 2]


def test_a_proven_receipt_is_received_and_proven() -> None:
    [one] = recorded(point(received_on=TODAY))[0]
    assert (one.status, one.receipt, one.received_on) == ("received", "proven", TODAY)
    [one] = recorded(point())[0]
    assert (one.status, one.receipt, one.received_on) == ("sent", "none", None)


@pytest.mark.parametrize(
    ("given", "due_on", "kind"),
    [(False, None, "rule"), (True, TOMORROW, "set"), (True, None, "none")],
)
def test_no_date_an_own_date_and_no_deadline_are_three_things(
    given: bool, due_on: date | None, kind: str
) -> None:
    [one], told = recorded(point(due_on_given=given, due_on=due_on))
    assert (one.due_kind, one.due_on) == (kind, due_on)
    fact = told["KANWIL-BABEL"][1]
    assert isinstance(fact, RecommendationRecorded)
    assert (fact.due_kind, fact.due_on) == (kind, due_on)


def test_an_event_carries_the_offices_as_they_are_now() -> None:
    fact = recorded(point())[1]["KANWIL-BABEL"][1]
    assert isinstance(fact, RecommendationRecorded)
    assert fact.unit == TO_RUTAN.unit
    assert [one.code for one in fact.superiors] == ["KANWIL-BABEL", "DITJENPAS"]
    assert fact.ombudsman == SENDER.office


def test_what_is_added_later_is_told_without_the_letter() -> None:
    place = Place("rec-9", "REK-BABEL-2022-0009", "REK-BABEL-2021-0001")
    [one], told = add(letter(), [point()], [place], SENDER, STAFF)
    [fact] = told["KANWIL-BABEL"]
    assert isinstance(fact, RecommendationRecorded)
    assert (one.code, fact.repeat_of) == ("REK-BABEL-2022-0009", "REK-BABEL-2021-0001")
