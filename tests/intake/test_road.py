"""The road of a recommendation, as it is walked over HTTP."""

from tests.intake.town import KANWIL, LETTER, OMBUDSMAN, RUTAN, Town


def test_the_letter_of_2022_is_recorded_and_told(town: Town) -> None:
    answer = town.voice(OMBUDSMAN).post("/letters", LETTER)
    assert answer.status_code == 201, answer.text
    body = answer.json
    assert body is not None
    assert answer.headers["Location"] == f"/api/v1/letters/{body['id']}"
    codes = [one["code"] for one in body["recommendations"]]
    assert codes == [f"REK-BABEL-2022-{number:04d}" for number in range(1, 9)]
    assert {one["status"] for one in body["recommendations"]} == {"received"}
    assert body["told"] == [{"stream": KANWIL, "sequence": 9}]
    names = [event["type"] for event in town.events()]
    assert names[0] == "id.tindaklanjut.letter.recorded.v1"
    assert names[1:] == ["id.tindaklanjut.recommendation.recorded.v1"] * 8


def test_the_whole_road(town: Town) -> None:
    about = town.first(received_on="leave out")
    rutan = town.voice(RUTAN)
    said = rutan.post(f"/recommendations/{about}/receipt", {"received_on": "2022-01-25"})
    assert (said.status_code, (said.json or {})["status"]) == (201, "received")
    town.on("2022-02-14")
    assert town.confirmed(about)["status"] == "awaiting_verification"
    back = town.verified(about, "returned", note="Belum tampak.", new_due_on="2022-03-18")
    assert (back.status_code, (back.json or {})["status"]) == (201, "returned")
    town.on("2022-03-15")
    town.confirmed(about)
    assert town.verified(about, "implemented").status_code == 201
    body = town.read(about)
    assert body["status"] == "implemented"
    assert [one["outcome"] for one in body["verifications"]] == ["returned", "implemented"]
    assert [one["by"] for one in body["receipts"]] == ["addressee"]
    assert [len(one["evidence"]) for one in body["actions"]] == [1, 1]
