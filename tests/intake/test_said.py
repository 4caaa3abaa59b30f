"""Receipt, actions, verdicts and rulings over HTTP: refused ones are named and write nothing."""

from threading import Barrier, Thread
from typing import Any

import pytest
from werkzeug.test import TestResponse

from services.intake.api import examples
from tests.intake.town import KANWIL, OMBUDSMAN, PHOTO, RUTAN, Town, Voice

Json = Any
LATER = "2022-03-18"


def refused(answer: TestResponse, status: int, *named: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    assert sorted((answer.json or {}).get("errors", {})) == sorted(named), answer.text
    assert (answer.json or {})["detail"]


def test_receipt_is_acknowledged_once_and_proven_over_it(town: Town) -> None:
    about = town.first(received_on="leave out")
    town.on("2022-01-28")
    path = f"/recommendations/{about}/receipt"
    said = town.voice(RUTAN).post(path, {"received_on": "2022-01-27"})
    assert (said.json or {})["status"] == "received"
    with town.unchanged():
        refused(town.voice(RUTAN).post(path, {"received_on": "2022-01-27"}), 409)
        refused(town.voice(OMBUDSMAN).post(path, {"received_on": "2022-01-26"}), 422, "proof")
    proof = {"received_on": "2022-01-26", "proof": "Resi pos"}
    assert town.voice(OMBUDSMAN).post(path, proof).status_code == 201
    body = town.read(about)
    assert (body["receipt"], body["received_on"]) == ("proven", "2022-01-26")
    assert [one["by"] for one in body["receipts"]] == ["addressee", "ombudsman"]
    told = [event["data"]["by"] for event in town.events() if "received" in event["type"]]
    assert told == ["addressee", "ombudsman"]


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "received_on"),
        ({"received_on": "2022-01-24"}, "received_on"),
        ({"received_on": "2022-01-26"}, "received_on"),
        ({"received_on": "kemarin"}, "received_on"),
        ({"received_on": "2022-01-25", "proof": "Resi"}, "proof"),
        ({"received_on": "2022-01-25", "colour": "red"}, "colour"),
    ],
)
def test_a_wrong_receipt(town: Town, body: Json, named: str) -> None:
    about = town.first(received_on="leave out")
    with town.unchanged():
        refused(town.voice(RUTAN).post(f"/recommendations/{about}/receipt", body), 422, named)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"evidence": []}, "evidence"),
        ({"evidence": ["unknown"]}, "evidence.0"),
        ({"evidence": None}, "evidence"),
        ({"completed_on": "2022-01-26"}, "completed_on"),
        ({"completed_on": "2022-01-24"}, "completed_on"),
        ({"extent": "half"}, "extent"),
        ({"description": " "}, "description"),
        ({"description": "x" * 100_000}, "description"),
    ],
)
def test_a_wrong_action(town: Town, changes: Json, named: str) -> None:
    about = town.first()
    photo = (town.voice(RUTAN).upload(about).json or {})["id"]
    body = {**examples.ACTION, "completed_on": "2022-01-25", "evidence": [photo], **changes}
    with town.unchanged():
        refused(town.voice(RUTAN).post(f"/recommendations/{about}/actions", body), 422, named)


def test_evidence_of_another_recommendation_or_judged_before_is_refused(town: Town) -> None:
    about, other = town.first(), town.first(number="N/2", service="pengaduan")
    photo = (town.voice(RUTAN).upload(other).json or {})["id"]
    body = {**examples.ACTION, "completed_on": "2022-01-25", "evidence": [photo]}
    with town.unchanged():
        answer = town.voice(RUTAN).post(f"/recommendations/{about}/actions", body)
        refused(answer, 422, "evidence.0")
    assert town.voice(RUTAN).post(f"/recommendations/{other}/actions", body).status_code == 201
    assert town.verified(other, "returned", note="Belum.", new_due_on=LATER).status_code == 201
    with town.unchanged():
        answer = town.voice(RUTAN).post(f"/recommendations/{other}/actions", body)
        refused(answer, 422, "evidence.0")


def test_a_unit_never_speaks_for_another(town: Town) -> None:
    about = town.first()
    photo = (town.voice(RUTAN).upload(about).json or {})["id"]
    body = {**examples.ACTION, "completed_on": "2022-01-25", "evidence": [photo]}
    with town.unchanged():
        for path, said in (
            ("actions", body),
            ("receipt", {"received_on": "2022-01-25"}),
        ):
            other = town.voice("LP-SGL").post(f"/recommendations/{about}/{path}", said)
            refused(other, 404)
            above = town.voice(KANWIL).post(f"/recommendations/{about}/{path}", said)
            refused(above, 403)
        refused(town.voice("LP-SGL").upload(about), 404)
        refused(town.voice(KANWIL).upload(about), 403)


def test_an_operator_uploads_and_acknowledges_but_does_not_confirm(town: Town) -> None:
    about, operator = town.first(), town.operator()
    assert (
        operator.post(
            f"/recommendations/{about}/receipt", {"received_on": "2022-01-25"}
        ).status_code
        == 201
    )
    photo = (operator.upload(about).json or {})["id"]
    body = {**examples.ACTION, "completed_on": "2022-01-25", "evidence": [photo]}
    with town.unchanged():
        refused(operator.post(f"/recommendations/{about}/actions", body), 403)
    assert town.voice(RUTAN).post(f"/recommendations/{about}/actions", body).status_code == 201


def test_a_kanwil_that_is_addressed_speaks_as_a_unit_does(town: Town) -> None:
    about = town.first(instrument="rekomendasi", unit=KANWIL, received_on="leave out")
    receipt = town.voice(KANWIL).post(
        f"/recommendations/{about}/receipt", {"received_on": "2022-01-25"}
    )
    assert receipt.status_code == 201
    assert town.confirmed(about, KANWIL)["status"] == "awaiting_verification"


def test_an_action_is_submitted_once_until_its_verdict(town: Town) -> None:
    about = town.first()
    town.confirmed(about)
    photo = (town.voice(RUTAN).upload(about).json or {})["id"]
    body = {**examples.ACTION, "completed_on": "2022-01-25", "evidence": [photo]}
    with town.unchanged():
        refused(town.voice(RUTAN).post(f"/recommendations/{about}/actions", body), 409)


@pytest.mark.parametrize(
    ("body", "status", "named"),
    [
        ({"outcome": "returned", "note": "Belum."}, 422, ["new_due_on"]),
        (
            {"outcome": "returned", "note": "Belum.", "new_due_on": "2022-01-25"},
            422,
            ["new_due_on"],
        ),
        ({"outcome": "returned", "new_due_on": LATER}, 422, ["note"]),
        ({"outcome": "partially_implemented", "new_due_on": LATER}, 422, ["remaining"]),
        ({"outcome": "implemented", "new_due_on": LATER}, 422, ["new_due_on"]),
        ({"outcome": "fine"}, 422, ["outcome"]),
        ({}, 422, ["outcome"]),
    ],
)
def test_a_wrong_verdict(town: Town, body: Json, status: int, named: list[str]) -> None:
    about = town.first()
    town.confirmed(about)
    path = f"/recommendations/{about}/verifications"
    with town.unchanged():
        refused(town.voice(OMBUDSMAN).post(path, body), status, *named)


def test_nothing_submitted_nothing_judged(town: Town) -> None:
    about = town.first()
    with town.unchanged():
        refused(town.verified(about, "implemented"), 409)
    assert town.verified(about, "not_implemented", note="Jenjang habis.").status_code == 201
    assert town.read(about)["status"] == "not_implemented"


def test_a_statutory_date_is_nobodys_to_set(town: Town) -> None:
    about = town.first(instrument="rekomendasi", unit=KANWIL)
    path = f"/recommendations/{about}"
    with town.unchanged():
        refused(town.voice(OMBUDSMAN).post(f"{path}/extensions", examples.EXTENSION), 409)
    town.confirmed(about, KANWIL)
    with town.unchanged():
        answer = town.verified(about, "returned", note="Belum.", new_due_on=LATER)
        refused(answer, 422, "new_due_on")
    assert town.verified(about, "returned", note="Belum.").status_code == 201
    town.confirmed(about, KANWIL)
    assert town.verified(about, "implemented").status_code == 201
    with town.unchanged():
        refused(
            town.voice(OMBUDSMAN).post(f"{path}/reopening", examples.REOPENING), 422, "new_due_on"
        )
    reopened = town.voice(OMBUDSMAN).post(f"{path}/reopening", {"reason": "Palsu."})
    assert (reopened.json or {})["status"] == "reopened"


def test_a_withdrawn_one_is_closed(town: Town) -> None:
    about = town.first()
    path = f"/recommendations/{about}"
    said = town.voice(OMBUDSMAN).post(f"{path}/withdrawal", examples.WITHDRAWAL)
    assert (said.json or {})["status"] == "withdrawn"
    with town.unchanged():
        refused(town.voice(OMBUDSMAN).post(f"{path}/withdrawal", examples.WITHDRAWAL), 409)
        refused(town.voice(OMBUDSMAN).post(f"{path}/extensions", examples.EXTENSION), 409)
        refused(town.voice(OMBUDSMAN).post(f"{path}/reopening", examples.REOPENING), 409)
        refused(town.voice(RUTAN).upload(about), 409)


def test_one_takes_the_place_of_another(town: Town) -> None:
    old, new = town.first(), town.first(number="N/2")
    other = town.first(number="N/3", unit="LP-SGL")
    code = town.read(new)["code"]
    path = f"/recommendations/{old}/withdrawal"
    with town.unchanged():
        for wrong in (town.read(old)["code"], town.read(other)["code"], "REK-X", other):
            body = {"reason": "Diperjelas.", "superseded_by": wrong}
            refused(town.voice(OMBUDSMAN).post(path, body), 422, "superseded_by")
    body = {"reason": "Diperjelas.", "superseded_by": code}
    assert (town.voice(OMBUDSMAN).post(path, body).json or {})["status"] == "superseded"
    shown = town.read(old)
    assert (shown["superseded_by"], shown["rulings"][0]["kind"]) == (code, "supersession")
    assert town.events()[-1]["type"] == "id.tindaklanjut.recommendation.superseded.v1"
    back = {"reason": "Terbalik.", "superseded_by": old}
    with town.unchanged():
        answer = town.voice(OMBUDSMAN).post(f"/recommendations/{new}/withdrawal", back)
        refused(answer, 422, "superseded_by")


def test_the_official_date_only_moves_later(town: Town) -> None:
    about = town.first(due_on="2022-03-01")
    path = f"/recommendations/{about}/extensions"
    voice = town.voice(OMBUDSMAN)
    with town.unchanged():
        for day in ("2022-01-25", "2022-03-01"):
            refused(voice.post(path, {**examples.EXTENSION, "new_due_on": day}), 422, "new_due_on")
    body = {**examples.EXTENSION, "request_id": "r-1"}
    assert voice.post(path, body).status_code == 201
    assert town.read(about)["due_on"] == "2022-03-31"
    assert town.events()[-1]["data"]["request_id"] == "r-1"


def test_where_nothing_falls_due_nothing_is_extended(town: Town) -> None:
    about = town.first(due_on=None)
    with town.unchanged():
        answer = town.voice(OMBUDSMAN).post(
            f"/recommendations/{about}/extensions", examples.EXTENSION
        )
        refused(answer, 409)


def test_an_answer_tells_where_its_event_stands(town: Town) -> None:
    about = town.first()
    said = town.confirmed(about)
    last = town.events()[-1]
    assert said["sequence"] == int(last["sequence"])
    assert (said["stream"], said["at"]) == (last["source"], last["time"])
    assert said["id"] == last["data"]["action_id"] == town.read(about)["actions"][0]["id"]


def test_a_repeated_key_says_nothing_twice(town: Town) -> None:
    about = town.first(received_on="leave out")
    key = {"Idempotency-Key": "terima-1"}
    path, body = f"/recommendations/{about}/receipt", {"received_on": "2022-01-25"}
    first = town.voice(RUTAN).post(path, body, headers=key)
    with town.unchanged():
        again = town.voice(RUTAN).post(path, body, headers=key)
    assert (again.status_code, again.json) == (201, first.json)


def test_of_two_things_said_at_once_the_second_hears_the_first(town: Town) -> None:
    """Each pair forbids the other; neither engine lets both pass."""
    about, start = town.first(), Barrier(2)
    photos = [(town.voice(RUTAN).upload(about).json or {})["id"] for _ in range(2)]
    statuses: list[int] = []

    def act(photo: str) -> None:
        voice = Voice(town.app.test_client(), town.voice(RUTAN).secret)
        body = {**examples.ACTION, "completed_on": "2022-01-25", "evidence": [photo]}
        start.wait()
        statuses.append(voice.post(f"/recommendations/{about}/actions", body).status_code)

    threads = [Thread(target=act, args=(photo,)) for photo in photos]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [201, 409]
    assert (town.count("action"), len(town.read(about)["actions"])) == (1, 1)


def test_two_that_would_replace_each_other_at_once(town: Town) -> None:
    """One succeeds; the other neither waits for ever nor closes the circle."""
    both, start = (town.first(), town.first(number="N/2")), Barrier(2)
    statuses: list[int] = []

    def replace(one: str, other: str) -> None:
        voice = Voice(town.app.test_client(), town.voice(OMBUDSMAN).secret)
        start.wait()
        body = {"reason": "Digabung.", "superseded_by": other}
        statuses.append(voice.post(f"/recommendations/{one}/withdrawal", body).status_code)

    threads = [Thread(target=replace, args=pair) for pair in (both, both[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [201, 422]


def test_each_fact_has_its_event_and_each_event_its_fact(town: Town) -> None:
    about = town.first(received_on="leave out")
    town.voice(RUTAN).post(f"/recommendations/{about}/receipt", examples.RECEIPT)
    town.confirmed(about)
    town.verified(about, "implemented")
    town.voice(OMBUDSMAN).post(f"/recommendations/{about}/reopening", examples.REOPENING)
    facts = ("letter", "recommendation", "receipt", "action", "verification", "ruling")
    counts = town.counts()
    assert [counts[name] for name in facts] == [1] * 6
    assert counts["event"] == 6
    body = town.read(about)
    times = [
        body["sent_at"],
        body["receipts"][0]["said_at"],
        body["actions"][0]["confirmed_at"],
        body["verifications"][0]["verified_at"],
        body["rulings"][0]["ruled_at"],
    ]
    assert times == [event["time"] for event in town.events()][1:]


def test_what_does_not_exist_is_not_found(town: Town) -> None:
    ruled = examples.WITHDRAWAL
    with town.unchanged():
        refused(town.voice(OMBUDSMAN).post("/recommendations/unknown/withdrawal", ruled), 404)
        body = {**ruled, "superseded_by": "REK-X"}
        refused(town.voice(OMBUDSMAN).post("/recommendations/unknown/withdrawal", body), 404)
        refused(town.voice(RUTAN).upload("unknown", PHOTO), 404)
    refused(town.voice(OMBUDSMAN).get("/recommendations/unknown"), 404)
    refused(town.voice(OMBUDSMAN).get("/letters/unknown"), 404)
    refused(town.voice(OMBUDSMAN).get("/evidence/unknown"), 404)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("withdrawal", examples.WITHDRAWAL),
        ("extensions", examples.EXTENSION),
        ("verifications", {"outcome": "not_actionable", "note": "Bangunan dibongkar."}),
    ],
)
def test_another_ombudsman_rules_nothing(town: Town, path: str, body: Json) -> None:
    about = town.first()
    with town.unchanged():
        answer = town.voice("OMBUDSMAN-SUMSEL").post(f"/recommendations/{about}/{path}", body)
        refused(answer, 404)


@pytest.mark.parametrize("day", ["1999-12-31", "2100-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    ("path", "field", "body"),
    [
        ("extensions", "new_due_on", {"reason": "Pengadaan."}),
        ("reopening", "new_due_on", {"reason": "Rusak lagi."}),
        ("verifications", "new_due_on", {"outcome": "returned"}),
        ("receipt", "received_on", {"proof": "Tanda terima."}),
    ],
)
def test_no_date_lies_where_no_calendar_reaches(
    town: Town, path: str, field: str, body: dict[str, str], day: str
) -> None:
    about = town.first()
    with town.unchanged():
        said = {**body, field: day}
        answer = town.voice(OMBUDSMAN).post(f"/recommendations/{about}/{path}", said)
    assert answer.status_code == 422, answer.text
    assert "between the years 2000 and 2099" in str((answer.json or {})["errors"][field])
