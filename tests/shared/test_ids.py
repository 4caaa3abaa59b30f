"""Identifiers and named refusals."""

import uuid

from shared.ids import new_id
from shared.refusal import Conflict, Fault, Invalid


class NotEscalated(Conflict):
    """An example."""


def test_an_id_is_a_uuid_of_version_7_that_sorts_by_its_time() -> None:
    made = [new_id() for _ in range(1000)]
    assert len(set(made)) == 1000
    assert {uuid.UUID(one).version for one in made} == {7}
    assert {uuid.UUID(one).variant for one in made} == {uuid.RFC_4122}
    millis = [int(one.replace("-", "")[:12], 16) for one in made]
    assert millis == sorted(millis)


def test_those_of_one_process_sort_as_they_were_made() -> None:
    made = [new_id() for _ in range(10_000)]
    assert made == sorted(made)
    assert {uuid.UUID(one).version for one in made} == {7}
    assert len({one[-8:] for one in made}) > 9_990, "the rest is drawn, not counted"


def test_a_refusal_has_a_name_a_template_and_values() -> None:
    refused = NotEscalated("{code} has no open escalation.", code="REK-1")
    assert (refused.name, str(refused)) == ("NotEscalated", "REK-1 has no open escalation.")
    assert refused.fault == Fault("{code} has no open escalation.", {"code": "REK-1"})


def test_wrong_fields_are_named_by_path() -> None:
    refused = Invalid.at("letter.date", "It is later than {today}.", today="2022-01-25")
    assert [str(one) for one in refused.errors["letter.date"]] == ["It is later than 2022-01-25."]
