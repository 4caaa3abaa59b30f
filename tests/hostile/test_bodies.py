"""Bodies that mean two things, or show another than they say."""

from typing import Any

import pytest

from tests.hostile.world import World
from tests.intake.town import LETTER, OMBUDSMAN


def post(world: World, path: str, raw: bytes) -> Any:
    secret = world.town.voice(OMBUDSMAN).secret
    return world.ask("POST", f"/api/v1{path}", secret, data=raw, content_type="application/json")


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (b'{"letter": {}, "letter": {}}', "letter"),
        (b'{"letter": {"number": "1", "number": "2"}, "recommendations": []}', "number"),
        (b'{"recommendations": [{"unit": "RT-MTK", "un\\u0069t": "LP-SGL"}]}', "unit"),
    ],
)
def test_json_that_says_one_thing_twice_is_refused(world: World, raw: bytes, named: str) -> None:
    answer = post(world, "/letters", raw)
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert f'"{named}" twice' in answer.json["detail"]
    assert world.town.count("letter") == 0


@pytest.mark.parametrize("text", ["\u202ecod.exe", "\u202dx", "a\x00b", "\ud800"])
def test_what_shows_otherwise_than_it_is_is_refused(world: World, text: str) -> None:
    body = {**LETTER, "letter": {**LETTER["letter"], "subject": f"Perihal {text}"}}
    secret = world.town.voice(OMBUDSMAN).secret
    answer = world.ask("POST", "/api/v1/letters", secret, json=body)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == ["letter.subject"]
    raw = f'{{"letter": "{text}"}}'.encode(errors="surrogatepass")
    assert post(world, "/letters", raw).status_code in (400, 422)
    assert world.town.count("letter") == 0


def test_a_filter_is_no_way_around_it(world: World) -> None:
    secret = world.town.voice(OMBUDSMAN).secret
    answer = world.ask("GET", "/api/v1/recommendations?q=%E2%80%AEx", secret)
    assert answer.status_code == 422


@pytest.mark.parametrize(("hour", "status"), [(2.5, 422), (1e-42, 422), ("acht", 422), (9, 201)])
def test_half_a_number_is_not_cut_to_a_whole_one(world: World, hour: object, status: int) -> None:
    body = {"decree": "Peraturan 1/2022", "reminder_hour": hour}
    secret = world.town.voice("admin").secret
    answer = world.ask("POST", "/api/v1/policy/amendments", secret, json=body)
    assert answer.status_code == status
