"""What is said over HTTP: by whom, once, and with intake out of reach."""

from typing import Any

import pytest

from tests.followup.house import House
from tests.followup.town import BABEL, Town

UNIT, DIRECTORATE, OMBUDSMAN = "LP-SGL", "DITJENPAS", "OMBUDSMAN-BABEL"
DECISION = {"decision": "instruct", "internal_due_on": "2022-03-29", "note": "Segera."}


@pytest.fixture
def town(house: House) -> Town:
    return house.town


@pytest.fixture
def escalated(town: Town) -> str:
    """The id of an escalation to the Kanwil, two days after it opened."""
    one = town.record()
    town.catch_up()
    town.on("2022-03-12")
    town.sweep()
    town.on("2022-03-14 08:40")
    return f"{one}.1.1"


def test_the_queue_shows_it_to_those_who_may_see_it(house: House, escalated: str) -> None:
    [one] = house.get(BABEL, "/escalations")["items"]
    assert (one["id"], one["level"], one["round"], one["status"]) == (escalated, 1, 1, "open")
    assert (one["unit"], one["office"]) == (UNIT, BABEL)
    assert one["opened_at"] == "2022-03-11T17:00:00.000000Z"
    assert house.get(OMBUDSMAN, f"/escalations/{escalated}") == one
    assert house.get(DIRECTORATE, "/escalations")["items"] == []
    assert house.ask("GET", DIRECTORATE, f"/escalations/{escalated}").status_code == 404
    assert house.ask("GET", UNIT, "/escalations").status_code == 403


def test_the_directorate_sees_it_from_level_2(house: House, town: Town, escalated: str) -> None:
    town.on("2022-03-26")
    town.sweep()
    [one] = house.get(DIRECTORATE, "/escalations")["items"]
    assert (one["level"], one["office"]) == (2, DIRECTORATE)
    assert house.get(BABEL, "/escalations", status="open", level=2)["items"] == [one]
    [first] = house.get(BABEL, "/escalations", status="closed")["items"]
    assert (first["id"], first["closed_because"]) == (escalated, "climbed")


def test_a_new_case_is_spoken_of_without_a_worker(house: House, town: Town) -> None:
    one = town.record()
    body = {"new_due_on": "2022-03-31", "reason": "…"}
    asked = house.post(UNIT, f"/cases/{one}/extension-requests", body)
    assert (asked.status_code, asked.json["status"]) == (201, "open"), asked.text


def test_acknowledged_then_decided(house: House, escalated: str) -> None:
    path = f"/escalations/{escalated}"
    first = house.post(BABEL, f"{path}/acknowledgement", {})
    assert (first.status_code, first.json["status"]) == (201, "acknowledged")
    assert first.json["awaiting_data_since"] is None
    decided = house.post(BABEL, f"{path}/decisions", DECISION)
    assert decided.status_code == 201, decided.text
    assert (decided.json["status"], decided.json["decision"]) == ("decided", "instruct")
    assert decided.json["internal_due_on"] == "2022-03-29"
    case = house.get(UNIT, f"/cases/{case_of(escalated)}")
    assert (case["internal_due_on"], case["official_due_on"]) == ("2022-03-29", "2022-03-11")
    assert [line["kind"] for line in case["journal"]][-2:] == ["escalation_acknowledged", "decided"]


def test_only_the_holder_says_so(house: House, escalated: str) -> None:
    path = f"/escalations/{escalated}/decisions"
    assert house.post(DIRECTORATE, path, DECISION).status_code == 404
    assert house.post(OMBUDSMAN, path, DECISION).status_code == 403
    assert house.post(UNIT, path, DECISION).status_code == 403
    assert house.post(BABEL, "/escalations/none.1.1/decisions", DECISION).status_code == 404


def test_twice_is_a_conflict(house: House, escalated: str) -> None:
    path = f"/escalations/{escalated}"
    assert house.post(BABEL, f"{path}/decisions", DECISION).status_code == 201
    again = house.post(BABEL, f"{path}/decisions", DECISION)
    assert (again.status_code, again.json["type"]) == (409, "urn:tindaklanjut:already-decided")
    assert house.post(BABEL, f"{path}/acknowledgement", {}).status_code == 409


def test_the_same_key_gets_the_first_answer(house: House, town: Town, escalated: str) -> None:
    path = f"/escalations/{escalated}/decisions"
    first = answered(house, path, "k1")
    town.confirm(case_of(escalated))
    again = answered(house, path, "k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    assert first.json["status"] == "decided"
    assert again.headers["Idempotency-Replayed"] == "true"


def test_wrong_fields_are_named(house: House, escalated: str) -> None:
    path = f"/escalations/{escalated}/decisions"
    for body, field in (
        ({**DECISION, "decision": "burn"}, "decision"),
        ({**DECISION, "internal_due_on": "2022-03-14"}, "internal_due_on"),
        ({**DECISION, "internal_due_on": "9999-12-31"}, "internal_due_on"),
        ({**DECISION, "note": " \n"}, "note"),
        ({**DECISION, "surprise": 1}, "surprise"),
    ):
        answer = house.post(BABEL, path, body)
        assert (answer.status_code, list(answer.json["errors"])) == (422, [field])


def test_a_decision_during_an_outage_is_accepted(house: House, town: Town, escalated: str) -> None:
    town.intake.down = True
    answer = house.post(BABEL, f"/escalations/{escalated}/decisions", DECISION)
    assert (answer.status_code, answer.json["status"]) == (201, "open")
    assert answer.json["awaiting_data_since"] is not None
    town.intake.down = False
    town.on("2022-03-14 08:41")
    town.sweep()
    assert house.get(BABEL, f"/escalations/{escalated}")["status"] == "decided"


def test_a_confirmation_on_its_way_comes_before_the_decision(
    house: House, town: Town, escalated: str
) -> None:
    town.confirm(case_of(escalated))
    answer = house.post(BABEL, f"/escalations/{escalated}/decisions", DECISION)
    assert (answer.status_code, answer.json["type"]) == (409, "urn:tindaklanjut:escalation-closed")


def test_more_time_is_asked_for_and_refused(house: House, town: Town) -> None:
    one = town.record()
    town.catch_up()
    town.on("2022-03-01 09:45")
    body = {"new_due_on": "2022-03-31", "reason": "Menunggu pembahasan."}
    asked = house.post(UNIT, f"/cases/{one}/extension-requests", body)
    assert (asked.status_code, asked.json["status"], asked.json["unit"]) == (201, "open", UNIT)
    assert house.post(UNIT, f"/cases/{one}/extension-requests", body).status_code == 409
    assert house.post("RT-MTK", f"/cases/{one}/extension-requests", body).status_code == 404
    assert house.post(BABEL, f"/cases/{one}/extension-requests", body).status_code == 403
    [queued] = house.get(OMBUDSMAN, "/extension-requests", status="open")["items"]
    assert queued["id"] == asked.json["id"]
    path = f"/extension-requests/{queued['id']}/refusal"
    assert house.post(BABEL, path, {"reason": "…"}).status_code == 403
    refused = house.post(OMBUDSMAN, path, {"reason": "Waktu cukup."})
    assert (refused.status_code, refused.json["status"]) == (201, "refused")
    assert house.post(OMBUDSMAN, path, {"reason": "…"}).status_code == 409
    assert (
        house.post(OMBUDSMAN, "/extension-requests/x/refusal", {"reason": "…"}).status_code == 404
    )


def test_asking_during_an_outage_is_accepted(house: House, town: Town) -> None:
    one = town.record()
    town.catch_up()
    town.intake.down = True
    body = {"new_due_on": "2022-03-31", "reason": "…"}
    asked = house.post(UNIT, f"/cases/{one}/extension-requests", body)
    assert (asked.status_code, asked.json["status"]) == (201, "open")
    assert asked.json["awaiting_data_since"] is not None
    again = house.post(UNIT, f"/cases/{one}/extension-requests", body)
    assert again.json["type"] == "urn:tindaklanjut:request-pending"


def test_a_statutory_date_is_not_extended(house: House, town: Town) -> None:
    one = town.record(instrument="rekomendasi")
    town.catch_up()
    body = {"new_due_on": "2022-05-31", "reason": "…"}
    answer = house.post(UNIT, f"/cases/{one}/extension-requests", body)
    assert (answer.status_code, answer.json["type"]) == (409, "urn:tindaklanjut:statutory-date")


def answered(house: House, path: str, key: str) -> Any:
    """The same token asks each time: a key belongs to its token."""
    headers = house.__dict__.setdefault("_kept", house.bearer(BABEL))
    client = house.app.test_client()
    return client.post(f"/api/v1{path}", json=DECISION, headers={**headers, "Idempotency-Key": key})


def case_of(escalation_id: str) -> str:
    return escalation_id.rsplit(".", 2)[0]
