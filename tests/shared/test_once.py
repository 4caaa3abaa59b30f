"""A POST that is repeated is done once."""

import io
import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from shared import once
from shared.clock import real_now
from shared.db import reading, writing
from tests.shared.conftest import House
from tests.shared.example import metadata, thing

Headers = dict[str, str]
KEY = {"Idempotency-Key": "a-key"}


@pytest.fixture
def headers(house: House) -> Headers:
    return house.token("unit", "RT-MTK")


def post(house: House, headers: Headers, name: str = "a") -> Any:
    return house.client().post("/api/v1/things", headers=headers, json={"name": name})


def things(house: House) -> int:
    with reading(house.engines.own) as conn:
        return conn.execute(select(func.count()).select_from(thing)).scalar_one()


def test_the_same_key_and_body_get_the_first_answer(house: House, headers: Headers) -> None:
    first, second = (post(house, headers | KEY) for _ in range(2))
    assert first.status_code == second.status_code == 201
    assert first.data == second.data
    assert first.headers["Location"] == second.headers["Location"]
    assert first.headers["Content-Type"] == second.headers["Content-Type"]
    assert second.headers["Idempotency-Replayed"] == "true"
    assert things(house) == 1
    assert house.gate.after == ["a"]


def test_without_a_key_everything_is_done_again(house: House, headers: Headers) -> None:
    assert post(house, headers).json["id"] != post(house, headers).json["id"]
    assert things(house) == 2


def test_another_body_is_refused(house: House, headers: Headers) -> None:
    post(house, headers | KEY)
    answer = post(house, headers | KEY, "b")
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == ["Idempotency-Key"]
    assert things(house) == 1


@pytest.mark.parametrize("name", ["refused", "unkept", "broken"])
def test_what_did_not_succeed_leaves_nothing_not_even_its_key(
    house: House, headers: Headers, name: str
) -> None:
    assert post(house, headers | KEY, name).status_code >= 400
    assert things(house) == 0
    assert house.gate.after == []
    assert post(house, headers | KEY, "b").status_code == 201


def test_a_key_belongs_to_its_token_and_its_route(house: House, headers: Headers) -> None:
    other = house.token("unit", "LP-SGL")
    post(house, headers | KEY)
    assert post(house, other | KEY, "b").status_code == 201
    form = {"file": (io.BytesIO(b"x"), "a.jpg")}
    path = "/api/v1/things/{}/photo"
    for number in (1, 2):
        form = {"file": (io.BytesIO(b"x"), "a.jpg")}
        answer = house.client().post(path.format(number), headers=headers | KEY, data=form)
        assert answer.status_code == 201
    assert things(house) == 4


def test_a_form_is_known_again_whatever_its_boundary(house: House, headers: Headers) -> None:
    def send(content: bytes) -> Any:
        form = {"file": (io.BytesIO(content), "a.jpg"), "place": "Muntok"}
        path = "/api/v1/things/1/photo"
        return house.client().post(path, headers=headers | KEY, data=form)

    assert send(b"photo").json == {"size": 5}
    assert send(b"photo").headers["Idempotency-Replayed"] == "true"
    assert send(b"fotos").status_code == 422
    assert things(house) == 1


@pytest.mark.parametrize("key", ["", "a b", "a" * 201, "\u00e9"])
def test_a_key_is_visible_ascii(house: House, headers: Headers, key: str) -> None:
    answer = post(house, headers | {"Idempotency-Key": key})
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == ["Idempotency-Key"]
    assert post(house, headers | {"Idempotency-Key": "~" * 200}).status_code == 201


def test_two_at_once_are_done_once(house: House, headers: Headers) -> None:
    found: list[Any] = []

    def send() -> None:
        found.append(post(house, headers | KEY, "slow"))

    first, second = threading.Thread(target=send), threading.Thread(target=send)
    first.start()
    assert house.gate.entered.wait(10)
    second.start()
    second.join(0.2)  # long enough to reach the key; it cannot pass it
    assert second.is_alive()
    house.gate.go_on.set()
    first.join(10)
    second.join(10)
    assert [one.status_code for one in found] == [201, 201]
    assert found[0].data == found[1].data
    assert things(house) == 1
    assert house.gate.after == ["slow"]


def test_what_fails_after_the_commit_fails_no_request(house: House, headers: Headers) -> None:
    assert post(house, headers, "afterwards").status_code == 201
    assert things(house) == 1


def test_an_answer_may_be_completed_after_the_commit(house: House, headers: Headers) -> None:
    for _ in range(2):
        answer = post(house, headers | KEY, "completed")
        assert (answer.status_code, answer.json) == (201, {"name": "complete"})
    assert things(house) == 1
    answer = post(house, headers, "uncompleted")
    assert (answer.status_code, answer.json["name"]) == (201, "uncompleted")


def test_answers_are_kept_for_a_week_and_then_forgotten(house: House, headers: Headers) -> None:
    post(house, headers | KEY)
    with writing(house.engines.own) as conn:
        assert once.purge(conn, real_now() + timedelta(days=7)) == 0
        assert once.purge(conn, real_now() + timedelta(days=9)) == 1
    assert post(house, headers | KEY).status_code == 201
    assert things(house) == 2
    assert "idempotency" in metadata.tables


def test_old_answers_are_forgotten_by_the_way_once_an_hour(house: House, headers: Headers) -> None:
    kept = metadata.tables["idempotency"]

    def age_and_post(key: str) -> int:
        with writing(house.engines.own) as conn:
            conn.execute(update(kept).values(created_at=real_now() - timedelta(days=9)))
        assert post(house, headers | {"Idempotency-Key": key}).status_code == 201
        with reading(house.engines.own) as conn:
            return conn.execute(select(func.count()).select_from(kept)).scalar_one()

    assert [age_and_post(key) for key in ("a", "b", "c")] == [1, 2, 3]
    house.app.extensions["answers_forgotten_at"] -= once.FORGET_EVERY
    assert age_and_post("d") == 1
