"""Lists and readings: filters, pages, and nothing outside of one's office."""

from typing import Any

import pytest

from tests.intake.town import KANWIL, LETTER, OMBUDSMAN, RUTAN, Town

ALL = [f"REK-BABEL-2022-{number:04d}" for number in range(1, 9)]


def codes(town: Town, who: str = OMBUDSMAN, **query: object) -> list[str]:
    answer = town.voice(who).get("/recommendations", **query)
    assert answer.status_code == 200, answer.text
    return [one["code"] for one in (answer.json or {})["items"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ALL),
        ({"unit": "RT-MTK"}, ALL[:2]),
        ({"unit": "Rutan Mentok"}, ALL[:2]),
        ({"unit": "LP-PLG"}, []),
        ({"service": "pengaduan"}, ALL[1::2]),
        ({"status": "received"}, ALL),
        ({"status": "sent"}, []),
        ({"instrument": "saran", "unit": "LP-SGL", "service": "kunjungan"}, ALL[2:3]),
        ({"instrument": "rekomendasi"}, []),
        ({"q": "MEKANISME pengaduan"}, ALL[1::2]),
        ({"q": "rek-babel-2022-0003"}, ALL[2:3]),
        ({"q": "demo/saran"}, ALL),
        ({"q": "sungailiat"}, ALL[2:4]),
        ({"q": "100%"}, []),
        ({"q": "SOP_layanan"}, []),
        ({"q": "di layanan utama"}, []),
    ],
)
def test_filters(town: Town, query: dict[str, str], found: list[str]) -> None:
    town.letter()
    assert codes(town, **query) == found


def test_what_is_sought_is_sought_as_it_is_written(town: Town) -> None:
    town.first(text="Tarif 100% gratis; berkas SOP_layanan/2022", finding="Biaya \\ tarif")
    town.first(number="N/2", text="Tarif 100 gratis; berkas SOPXlayanan/2022")
    for sought in ("100%", "sop_layanan", "biaya \\"):
        assert codes(town, q=sought) == ALL[:1]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"status": "late"}, "status"),
        ({"instrument": "surat"}, "instrument"),
        ({"service": "parkir"}, "service"),
        ({"unit": "RT-NOWHERE"}, "unit"),
        ({"q": "x" * 201}, "q"),
        ({"q": ""}, "q"),
        ({"limit": 0}, "limit"),
        ({"limit": 201}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"cursor": "tampered"}, "cursor"),
        ({"stauts": "sent"}, "stauts"),
    ],
)
def test_a_wrong_query_is_named(town: Town, query: dict[str, Any], named: str) -> None:
    answer = town.voice(OMBUDSMAN).get("/recommendations", **query)
    assert answer.status_code == 422
    assert list((answer.json or {})["errors"]) == [named]


def test_pages_neither_repeat_nor_miss(town: Town) -> None:
    town.letter()
    found: list[str] = []
    query: dict[str, object] = {"limit": 3}
    while True:
        body = town.voice(OMBUDSMAN).get("/recommendations", **query).json or {}
        found += [one["code"] for one in body["items"]]
        if body["next"] is None:
            break
        query["cursor"] = body["next"]
        if len(found) == 3:
            town.first(number="N/2")  # what comes meanwhile comes at the end
    assert found == [*ALL, "REK-BABEL-2022-0009"]


def test_a_cursor_of_somebody_elses_making_is_refused(town: Town) -> None:
    town.letter()
    body = town.voice(OMBUDSMAN).get("/recommendations", limit=3).json or {}
    for cursor in (body["next"][:-1], body["next"][1:], body["next"] + "x", ""):
        answer = town.voice(OMBUDSMAN).get("/recommendations", cursor=cursor)
        assert (answer.status_code, list((answer.json or {})["errors"])) == (422, ["cursor"])


def test_each_sees_its_own(town: Town) -> None:
    town.letter()
    for who, found in {
        RUTAN: ALL[:2],
        "LP-TDN": [],
        KANWIL: ALL,
        "KANWIL-SUMSEL": [],
        "OMBUDSMAN-SUMSEL": [],
        "DITJENPAS": ALL,
        "admin": ALL,
    }.items():
        assert codes(town, who) == found, who


def test_a_letter_shows_each_its_own(town: Town) -> None:
    letter = town.letter()
    for who, count in {RUTAN: 2, KANWIL: 8, OMBUDSMAN: 8, "DITJENPAS": 8, "admin": 8}.items():
        body = town.voice(who).get(f"/letters/{letter['id']}").json or {}
        assert (body["number"], len(body["recommendations"])) == ("DEMO/SARAN/2022/01", count)
    for who in ("LP-TDN", "KANWIL-SUMSEL", "OMBUDSMAN-SUMSEL"):
        assert town.voice(who).get(f"/letters/{letter['id']}").status_code == 404


def test_what_was_posted_is_what_is_read(town: Town) -> None:
    letter = town.letter()
    shown = town.voice(OMBUDSMAN).get(f"/letters/{letter['id']}").json or {}
    assert {name: shown[name] for name in LETTER["letter"]} == LETTER["letter"]
    for posted, read in zip(LETTER["recommendations"], shown["recommendations"], strict=True):
        assert {name: read[name] for name in posted} == posted
