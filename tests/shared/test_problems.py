"""Every error is a problem of RFC 9457, and none tells a secret."""

import io
from typing import Any

import pytest
from sqlalchemy import text

from shared import problems
from shared.db import writing
from tests.shared.conftest import House

Headers = dict[str, str]


@pytest.fixture
def headers(small_house: House) -> Headers:
    return small_house.token("unit", "RT-MTK")


def post(house: House, headers: Headers, **body: Any) -> Any:
    return house.client().post("/api/v1/things", headers=headers, **body)


def told(answer: Any, status: int, type_: str = "about:blank") -> Any:
    """The problem, once it has the shape of all problems."""
    assert answer.status_code == status, answer.get_data(as_text=True)
    assert answer.content_type == "application/problem+json"
    body = answer.json
    assert (body["type"], body["status"]) == (type_, status)
    assert body["title"]
    assert body["detail"]
    assert body["instance"] == f"urn:request:{answer.headers['X-Request-ID']}"
    return body


def test_what_is_nowhere(small_house: House) -> None:
    told(small_house.client().get("/api/v1/nothing"), 404)
    answer = small_house.client().put("/api/v1/things")
    told(answer, 405)
    assert set(answer.headers["Allow"].split(", ")) >= {"GET", "POST"}


def test_a_refusal_has_its_own_name(small_house: House, headers: Headers) -> None:
    body = told(
        post(small_house, headers, json={"name": "refused"}),
        409,
        "urn:tindaklanjut:already-there",
    )
    assert body["title"] == "Already there"
    assert body["detail"] == "There is a refused already."


def test_wrong_fields_are_named_by_their_path(small_house: House, headers: Headers) -> None:
    wrong = {"name": "", "parts": [{"unit": "a"}, {"unit": 3}, {}], "more": 1}
    body = told(post(small_house, headers, json=wrong), 422, "urn:tindaklanjut:invalid")
    assert set(body["errors"]) == {"name", "parts.1.unit", "parts.2.unit", "more"}
    assert body["errors"]["parts.1.unit"] == ["Not a valid string."]


@pytest.mark.parametrize("body", [[], [1], "text", 3, None, True])
def test_json_that_is_no_object(small_house: House, headers: Headers, body: object) -> None:
    answer = post(small_house, headers, json=body)
    assert told(answer, 422, "urn:tindaklanjut:invalid")["errors"]


@pytest.mark.parametrize(
    "raw",
    [b"{", b"\xff\xfe", b'{"name": "\xed\xa0\x80"}', b'{"name": NaN', b"'", b'{"name":"a\x00"}',
     b'{"name": ' + b"1" * 5000 + b"}", b"[" * 100_000],
)  # fmt: skip
def test_what_is_no_json(small_house: House, headers: Headers, raw: bytes) -> None:
    told(post(small_house, headers, data=raw, content_type="application/json"), 400)


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_another_media_type(small_house: House, headers: Headers, media_type: str) -> None:
    answer = post(small_house, headers, data='{"name": "a"}', content_type=media_type)
    assert "application/json" in told(answer, 415)["detail"]


def test_json_where_a_file_is_read(small_house: House, headers: Headers) -> None:
    answer = small_house.client().post("/api/v1/things/1/photo", headers=headers, json={})
    assert "multipart/form-data" in told(answer, 415)["detail"]


def test_a_body_that_is_too_large(small_house: House, headers: Headers) -> None:
    long = {"name": "a" * (2 * 1024 * 1024)}
    told(post(small_house, headers, json=long), 413)
    for size, status in ((290_000, 201), (310_000, 413)):
        form = {"file": (io.BytesIO(b"x" * size), "photo.jpg")}
        answer = small_house.client().post("/api/v1/things/1/photo", headers=headers, data=form)
        assert answer.status_code == status


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        (rb'{"name": "a\u0000b"}', "name"),
        (rb'{"name": "\ud800"}', "name"),
        (rb'{"name": "\uDFFF tail"}', "name"),
        (rb'{"name": "a", "parts": [{"unit": "b"}, {"unit": "\u0000"}]}', "parts.1.unit"),
        (rb'{"na\u0000me": "a"}', "body"),
    ],
)
def test_text_that_cannot_be_kept(
    small_house: House, headers: Headers, raw: bytes, path: str
) -> None:
    answer = post(small_house, headers, data=raw, content_type="application/json")
    assert list(told(answer, 422, "urn:tindaklanjut:invalid")["errors"]) == [path]


def test_whole_surrogate_pairs_are_text(small_house: House, headers: Headers) -> None:
    raw = rb'{"name": "\ud83d\ude00"}'
    answer = post(small_house, headers, data=raw, content_type="application/json")
    assert answer.json["name"] == "\U0001f600"


def test_a_nul_in_the_address_or_a_form(small_house: House, headers: Headers) -> None:
    client = small_house.client()
    for path in ("/api/v1/things?cursor=%00", "/api/v1/things/a%00b"):
        told(client.get(path, headers=headers), 422, "urn:tindaklanjut:invalid")
    form = {"file": (io.BytesIO(b"x"), "a.jpg"), "place": "a\0"}
    answer = client.post("/api/v1/things/1/photo", headers=headers, data=form)
    assert list(told(answer, 422, "urn:tindaklanjut:invalid")["errors"]) == ["place"]


def test_a_fault_of_ours_tells_nothing(small_house: House, headers: Headers) -> None:
    answer = post(small_house, headers, json={"name": "broken"})
    told(answer, 500)
    assert "secret detail" not in answer.get_data(as_text=True)


def test_a_database_that_does_not_answer(small_house: House, headers: Headers) -> None:
    with writing(small_house.engines.own) as conn:
        conn.execute(text("DROP TABLE thing"))
    answer = post(small_house, headers, json={"name": "a"})
    told(answer, 503)
    assert answer.headers["Retry-After"] == "5"


def test_messages_of_marshmallow_are_flattened() -> None:
    nested = {"a": {3: {"b": ["x", "y"], "_schema": ["z"]}}, "_schema": ["w"]}
    assert dict(problems.flat(nested)) == {"a.3.b": ["x", "y"], "a.3": ["z"], "body": ["w"]}
