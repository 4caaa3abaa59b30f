"""Whatever is sent, the answer is one that the description promises, and never a fault of ours."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from services.intake.api import examples
from tests.intake.town import OMBUDSMAN, RUTAN, Town

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.mark.parametrize("who", [OMBUDSMAN, RUTAN, "service"])
def test_every_answer_is_as_described(town: Town, who: str) -> None:
    about = town.first()
    headers = {"Authorization": f"Bearer {town.voice(who).secret}"}
    description = schemathesis.openapi.from_wsgi("/api/v1/intake/openapi.json", town.app)

    @settings(max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def say(operation: schemathesis.APIOperation, data: st.DataObject) -> None:  # type: ignore[type-arg]
        case = data.draw(operation.as_strategy())
        if "recommendation_id" in (case.path_parameters or {}):
            case.path_parameters["recommendation_id"] = about
        case.call_and_validate(headers=headers, checks=CHECKS)

    for found in description.get_all_operations():
        assert isinstance(found, Ok)
        say(found.ok())


def test_the_examples_of_the_description_are_accepted(town: Town) -> None:
    letter = town.voice(OMBUDSMAN).post("/letters", examples.LETTER).json or {}
    about = letter["recommendations"][0]["id"]
    path = f"/recommendations/{about}"

    def said(who: str, end: str, body: object) -> int:
        return town.voice(who).post(f"{path}/{end}", body).status_code

    added = {**examples.ADDED_POINT, "letter_id": letter["id"]}
    assert town.voice(OMBUDSMAN).post("/recommendations", added).status_code == 201
    assert said(RUTAN, "receipt", examples.RECEIPT) == 201
    town.on("2022-02-14")
    photo = (town.voice(RUTAN).upload(about).json or {})["id"]
    assert said(RUTAN, "actions", {**examples.ACTION, "evidence": [photo]}) == 201
    assert said(OMBUDSMAN, "verifications", examples.VERIFICATION) == 201
    assert said(OMBUDSMAN, "extensions", examples.EXTENSION) == 201
    town.confirmed(about)
    assert said(OMBUDSMAN, "verifications", {"outcome": "implemented"}) == 201
    assert said(OMBUDSMAN, "reopening", examples.REOPENING) == 201
    assert said(OMBUDSMAN, "withdrawal", examples.WITHDRAWAL) == 201
