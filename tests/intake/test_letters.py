"""Posting letters: what is refused, what is linked, what is counted, and all or nothing."""

from copy import deepcopy
from threading import Barrier, Thread
from typing import Any

import pytest

from services.intake.api import examples
from tests.intake.town import KANWIL, LETTER, OMBUDSMAN, RUTAN, Json, Town, Voice

POINTS = LETTER["recommendations"]
ABSENT = object()


def changed(path: str, value: object) -> Json:
    """The letter of 2022 with one field changed, or left out."""
    body = deepcopy(LETTER)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = body
    for step in way:
        place = place[step]
    if value is ABSENT:
        del place[last]
    else:
        place[last] = value
    return body


WRONG = [
    ("letter.date", "25-01-2022", "Write 2022-01-25: year, month, day"),
    ("letter.date", "2022-02-30", "valid date"),
    ("letter.date", "1066-10-14", "between the years"),
    ("letter.date", 20220125, "Write the date as"),
    ("letter.instrument", "surat", "Must be one of: saran, tindakan_korektif, rekomendasi"),
    ("letter.number", "   ", "Length"),
    ("letter.number", ABSENT, "required"),
    ("letter.subject", None, "null"),
    ("letter.legal_basis", "UU 25/2009", "list"),
    ("letter.colour", "red", "Unknown field"),
    ("recommendations", [], "Length"),
    ("recommendations", ABSENT, "required"),
    ("recommendations", POINTS[:1] * 1001, "Length"),
    ("recommendations.3.unit", "RT-NOWHERE", "No office is called RT-NOWHERE"),
    ("recommendations.3.unit", "LP-PLG", "writes to offices in BABEL alone"),
    ("recommendations.3.unit", "DITJENPAS", "A letter is addressed to a prison unit or a Kanwil"),
    ("recommendations.3.unit", OMBUDSMAN, "A letter is addressed to a prison unit or a Kanwil"),
    ("recommendations.3.service", "parkir", "Must be one of: kunjungan"),
    ("recommendations.3.components", ["warna"], "Must be one of: persyaratan"),
    ("recommendations.3.components", ["biaya", "biaya"], "Name each once"),
    ("recommendations.3.components", [], "Length"),
    ("recommendations.3.severity", "gawat", "rendah, sedang, tinggi, kritis"),
    ("recommendations.3.text", "x" * 100_000, "Length must be between 1 and 20000"),
    ("recommendations.3.text", 7, "string"),
    ("recommendations.3.finding", ABSENT, "required"),
    ("recommendations.3.received_on", "2022-01-24", "is before the letter's date"),
    ("recommendations.3.received_on", "2022-01-26", "has not come yet"),
    ("recommendations.3.due_on", "2022-01-24", "is before the receipt"),
    ("recommendations.3.maladministration", ["tidak_patut"], "finds no maladministration"),
    ("recommendations.3.repeat_of", "REK-BABEL-1999-0001", "No recommendation has the code"),
    ("recommendations.3.colour", "red", "Unknown field"),
]


@pytest.mark.parametrize(
    ("path", "value", "remedy"), WRONG, ids=[f"{p}={str(v)[:12]}" for p, v, _ in WRONG]
)
def test_what_is_wrong_is_named_and_nothing_is_written(
    town: Town, path: str, value: object, remedy: str
) -> None:
    with town.unchanged():
        answer = town.voice(OMBUDSMAN).post("/letters", changed(path, value))
    assert answer.status_code == 422, answer.text
    assert answer.content_type == "application/problem+json"
    errors = (answer.json or {})["errors"]
    assert [name for name in errors if name.startswith(path)] == list(errors), errors
    assert remedy in str(errors)


def test_a_letter_of_tomorrow_is_refused(town: Town) -> None:
    body = changed("letter.date", "2022-01-26")
    body["recommendations"] = [{**POINTS[0], "received_on": None}]
    with town.unchanged():
        answer = town.voice(OMBUDSMAN).post("/letters", body)
    assert list((answer.json or {})["errors"]) == ["letter.date"]


def test_every_fault_of_every_row_is_named_at_once(town: Town) -> None:
    body = changed("recommendations.0.unit", "RT-NOWHERE")
    body["letter"]["colour"] = "red"
    body["recommendations"][0]["received_on"] = "2022-01-24"
    body["recommendations"][2] |= {"service": "parkir", "received_on": "2022-01-26"}
    body["recommendations"][7] |= {"due_on": "2022-01-01", "components": ["warna", "biaya"]}
    with town.unchanged():
        answer = town.voice(OMBUDSMAN).post("/letters", body)
    assert sorted((answer.json or {})["errors"]) == [
        "letter.colour",
        "recommendations.0.received_on",
        "recommendations.0.unit",
        "recommendations.2.received_on",
        "recommendations.2.service",
        "recommendations.7.components.0",
        "recommendations.7.due_on",
    ]


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"", "application/json", 422),
        (b"letter=1", "application/x-www-form-urlencoded", 415),
        (b"{}", "text/plain", 415),
        (b"[]", "application/json", 422),
        (b"null", "application/json", 422),
        (b'"letter"', "application/json", 422),
        (b'{"letter": 1, "recommendations": 2}', "application/json", 422),
        (b'{"letter": {}, "recommendations": [1]}', "application/json", 422),
        (b"{" + b" " * (3 * 1024 * 1024) + b"}", "application/json", 413),
    ],
)
def test_what_is_no_letter_at_all(town: Town, content: bytes, media_type: str, status: int) -> None:
    with town.unchanged():
        answer = town.voice(OMBUDSMAN).post("/letters", data=content, content_type=media_type)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")


def test_a_number_is_taken_once_per_office(town: Town) -> None:
    first = town.letter()
    with town.unchanged():
        again = town.voice(OMBUDSMAN).post("/letters", LETTER)
    assert again.status_code == 409
    assert first["id"] in (again.json or {})["errors"]["letter.number"][0]
    other = deepcopy(LETTER)
    other["recommendations"] = [{**POINTS[0], "unit": "LP-PLG"}]
    answer = town.voice("OMBUDSMAN-SUMSEL").post("/letters", other)
    assert answer.status_code == 201, answer.text
    assert (answer.json or {})["recommendations"][0]["code"] == "REK-SUMSEL-2022-0001"


def test_codes_have_no_gaps_whatever_is_refused(town: Town) -> None:
    town.letter()
    town.voice(OMBUDSMAN).post("/letters", LETTER)
    town.voice(OMBUDSMAN).post("/letters", changed("recommendations.7.unit", "RT-NOWHERE"))
    about = town.first(number="N/2")
    assert town.read(about)["code"] == "REK-BABEL-2022-0009"
    town.on("2023-01-09")
    about = town.first(number="N/3", letter={"date": "2023-01-09"}, received_on="leave out")
    assert town.read(about)["code"] == "REK-BABEL-2023-0001"
    about = town.first(number="N/4", received_on="leave out")
    assert town.read(about)["code"] == "REK-BABEL-2022-0010"


def test_of_two_letters_of_one_number_at_once_one_is_recorded(town: Town) -> None:
    client, start = town.voice(OMBUDSMAN), Barrier(2)
    statuses: list[int] = []

    def post() -> None:
        voice = Voice(town.app.test_client(), client.secret)
        start.wait()
        statuses.append(voice.post("/letters", LETTER).status_code)

    threads = [Thread(target=post) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [201, 409]
    assert (town.count("letter"), town.count("recommendation"), town.count("event")) == (1, 8, 9)


def test_letters_at_once_share_the_codes_without_gap_or_repetition(town: Town) -> None:
    client, start = town.voice(OMBUDSMAN), Barrier(4)

    def post(number: int) -> None:
        voice = Voice(town.app.test_client(), client.secret)
        start.wait()
        body = changed("letter.number", f"N/{number}")
        assert voice.post("/letters", body).status_code == 201

    threads = [Thread(target=post, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    items = (client.get("/recommendations", limit=200).json or {})["items"]
    codes = sorted(one["code"] for one in items)
    assert codes == [f"REK-BABEL-2022-{number:04d}" for number in range(1, 33)]
    assert [event["sequence"] for event in town.events()] == [
        f"{number:012d}" for number in range(1, 37)
    ]


def test_a_key_gives_the_first_answer_again(town: Town) -> None:
    key = {"Idempotency-Key": "surat-1"}
    first = town.voice(OMBUDSMAN).post("/letters", LETTER, headers=key)
    with town.unchanged():
        again = town.voice(OMBUDSMAN).post("/letters", LETTER, headers=key)
    assert (again.status_code, again.json) == (201, first.json)
    assert again.headers["Location"] == first.headers["Location"]
    other = town.voice(OMBUDSMAN).post("/letters", changed("letter.number", "N"), headers=key)
    assert other.status_code == 422


def test_offices_are_known_by_name_and_alias(town: Town) -> None:
    for number, name in enumerate(("rutan mentok", "Rumah Tahanan Negara Kelas IIB Muntok")):
        about = town.first(number=f"N/{number}", unit=name)
        assert town.read(about)["unit"] == RUTAN


def test_a_rekomendasi_names_the_kanwil_it_should_have_been_addressed_to(town: Town) -> None:
    body = changed("letter.instrument", "rekomendasi")
    body["recommendations"] = [deepcopy(POINTS[0])]
    with town.unchanged():
        answer = town.voice(OMBUDSMAN).post("/letters", body)
    assert f"address it to {KANWIL}" in str((answer.json or {})["errors"])
    body["recommendations"][0]["unit"] = "Kanwil Babel"
    assert town.voice(OMBUDSMAN).post("/letters", body).status_code == 201
    [_, recorded] = town.events()
    assert recorded["data"]["unit"]["code"] == KANWIL
    assert [one["code"] for one in recorded["data"]["superiors"]] == ["DITJENPAS"]


@pytest.mark.parametrize("instrument", ["tindakan_korektif", "rekomendasi"])
@pytest.mark.parametrize("due_on", ["2022-05-01", None])
def test_only_a_saran_sets_its_own_date(town: Town, instrument: str, due_on: str | None) -> None:
    body = changed("letter.instrument", instrument)
    unit = KANWIL if instrument == "rekomendasi" else RUTAN
    body["recommendations"] = [{**POINTS[0], "unit": unit, "due_on": due_on}]
    with town.unchanged():
        answer = town.voice(OMBUDSMAN).post("/letters", body)
    assert list((answer.json or {})["errors"]) == ["recommendations.0.due_on"]
    assert "leave due_on out" in answer.text


def test_a_saran_has_the_rule_its_own_date_or_none(town: Town) -> None:
    points = [POINTS[0], {**POINTS[1], "due_on": "2022-05-01"}, {**POINTS[2], "due_on": None}]
    town.letter(recommendations=points)
    told = [event["data"] for event in town.events()[1:]]
    assert [(one["due_kind"], one["due_on"]) for one in told] == [
        ("rule", None),
        ("set", "2022-05-01"),
        ("none", None),
    ]


def test_a_repeat_finding_is_linked_by_itself(town: Town) -> None:
    first = town.read(town.first())["code"]
    town.on("2023-06-01")
    later = {"letter": {"date": "2023-06-01"}, "received_on": "2023-06-01"}
    again = town.first(**later, components=["biaya", "jangka_waktu"])
    other = town.first(**later, components=["biaya"], unit="LP-SGL")
    assert (town.read(again)["repeat_of"], town.read(other)["repeat_of"]) == (first, None)
    named = town.first(**later, unit=RUTAN, components=["sarana"], repeat_of=first)
    assert town.read(named)["repeat_of"] == first


@pytest.mark.parametrize("changes", [{"unit": "LP-SGL"}, {"service": "pengaduan"}])
def test_a_named_repeat_has_the_same_unit_and_service(town: Town, changes: dict[str, str]) -> None:
    first = town.read(town.first())["code"]
    body = changed("letter.number", "N/2")
    body["recommendations"] = [{**POINTS[0], "repeat_of": first, **changes}]
    with town.unchanged():
        answer = town.voice(OMBUDSMAN).post("/letters", body)
    assert list((answer.json or {})["errors"]) == ["recommendations.0.repeat_of"]


def test_a_recommendation_is_added_to_a_letter(town: Town) -> None:
    letter = town.letter(recommendations=POINTS[:1])
    body = {**examples.ADDED_POINT, "letter_id": letter["id"]}
    answer = town.voice(OMBUDSMAN).post("/recommendations", body)
    assert answer.status_code == 201, answer.text
    added = answer.json or {}
    assert (added["code"], added["sequence"]) == ("REK-BABEL-2022-0002", 3)
    shown = town.voice(OMBUDSMAN).get(f"/letters/{letter['id']}").json or {}
    assert [one["code"] for one in shown["recommendations"]] == [
        "REK-BABEL-2022-0001",
        "REK-BABEL-2022-0002",
    ]


@pytest.mark.parametrize(
    ("changes", "status", "named"),
    [
        ({"letter_id": "unknown"}, 404, []),
        ({"unit": "RT-NOWHERE"}, 422, ["unit"]),
        ({"received_on": "2022-01-24"}, 422, ["received_on"]),
        ({"service": "parkir"}, 422, ["service"]),
    ],
)
def test_an_added_recommendation_is_checked_alike(
    town: Town, changes: dict[str, str], status: int, named: list[str]
) -> None:
    letter = town.letter(recommendations=POINTS[:1])
    body = {**examples.ADDED_POINT, "letter_id": letter["id"], **changes}
    with town.unchanged():
        answer = town.voice(OMBUDSMAN).post("/recommendations", body)
    assert answer.status_code == status, answer.text
    assert list((answer.json or {}).get("errors", {})) == named


def test_another_office_adds_nothing_to_a_letter(town: Town) -> None:
    letter = town.letter(recommendations=POINTS[:1])
    body = {**examples.ADDED_POINT, "letter_id": letter["id"], "unit": "LP-PLG"}
    with town.unchanged():
        answer = town.voice("OMBUDSMAN-SUMSEL").post("/recommendations", body)
    assert answer.status_code == 404


def test_the_rows_have_the_times_of_their_events(town: Town) -> None:
    letter = town.letter()
    shown = town.voice(OMBUDSMAN).get(f"/letters/{letter['id']}").json or {}
    times = [event["time"] for event in town.events()]
    assert [shown["posted_at"], *(one["sent_at"] for one in shown["recommendations"])] == times


def test_the_example_in_the_description_can_be_posted(town: Town) -> None:
    answer = town.voice(OMBUDSMAN).post("/letters", examples.LETTER)
    assert answer.status_code == 201, answer.text


def test_a_code_of_another_region_is_as_unknown_as_none(town: Town) -> None:
    foreign = town.read(town.first())["code"]
    point = {**POINTS[0], "unit": "LP-PLG"}
    told = []
    for code in (foreign, "REK-BABEL-2022-9999"):
        body = changed("recommendations", [{**point, "repeat_of": code}])
        answer = town.voice("OMBUDSMAN-SUMSEL").post("/letters", body)
        assert answer.status_code == 422
        errors = (answer.json or {})["errors"]
        told.append(str(errors).replace(code, "CODE"))
    assert told[0] == told[1]
    assert "RT-MTK" not in told[0]


@pytest.mark.parametrize("number", ["A/1\nB", "A/1\r\nBcc: x", "A\u200b/1", "\u202eA/1", "A\x07/1"])
def test_a_number_with_something_unseen_in_it_is_refused(town: Town, number: str) -> None:
    with town.unchanged():
        answer = town.voice(OMBUDSMAN).post("/letters", changed("letter.number", number))
    assert answer.status_code == 422, answer.text
    said = str((answer.json or {})["errors"]["letter.number"])
    assert "invisible character" in said or "turns the direction of reading" in said


@pytest.mark.parametrize(
    "again", ["srt/0001 a", " SRT/0001  A ", "SRT/0001\u00a0A", "ＳＲＴ/0001 A"]
)
def test_a_number_is_taken_however_it_is_spelt(town: Town, again: str) -> None:
    town.letter(**changed("letter.number", "SRT/0001 A"))
    with town.unchanged():
        answer = town.voice(OMBUDSMAN).post("/letters", changed("letter.number", again))
    assert answer.status_code == 409, answer.text
    assert list((answer.json or {})["errors"]) == ["letter.number"]
