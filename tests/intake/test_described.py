"""The examples of the description are accepted; what else it promises is tried in tests/hostile."""

from services.intake.api import examples
from tests.intake.town import OMBUDSMAN, RUTAN, Town


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
