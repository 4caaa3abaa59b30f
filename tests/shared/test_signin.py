"""Signing in for one office, and what becomes of a session."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from shared import accounts, sessions
from shared.clock import real_now
from shared.db import reading, writing
from shared.registry_tables import session
from tests.shared.conftest import PASSWORD, House, bearer

HEAD = "kepala@muntok.example"


def me(house: House, secret: str) -> Any:
    return house.client().get("/api/v1/sessions/current", headers=bearer(secret))


def test_a_head_signs_in_for_the_only_office_held(house: House) -> None:
    house.person(HEAD, ("RT-MTK", "head"))
    answer = house.sign_in(HEAD)
    assert answer.status_code == 201
    told = answer.json
    assert (told["office"], told["role"], told["head"]) == ("RT-MTK", "unit", True)
    left = datetime.fromisoformat(told["expires_at"]) - real_now()
    assert timedelta(hours=11, minutes=59) < left <= timedelta(hours=12)
    assert me(house, told["token"]).json["office"] == "RT-MTK"


def test_the_sessions_secret_is_kept_nowhere(house: House) -> None:
    house.person(HEAD, ("RT-MTK", "head"))
    secret = house.sign_in(HEAD).json["token"]
    with reading(house.engines.registry) as conn:
        row = conn.execute(select(session)).one()
    assert not any(secret[3:] in str(value) for value in row)


def test_who_holds_several_offices_must_name_one(house: House) -> None:
    house.person(HEAD, ("RT-MTK", "head"), ("LP-SGL", "operator"))
    answer = house.sign_in(HEAD)
    assert answer.status_code == 422
    assert "RT-MTK" in answer.json["errors"]["office"][0]
    assert "LP-SGL" in answer.json["errors"]["office"][0]
    named = house.sign_in(HEAD, office="LP-SGL")
    assert (named.status_code, named.json["head"]) == (201, False)
    assert house.sign_in(HEAD, office="LP-TDN").status_code == 422


def test_an_office_handed_over_closes_its_open_sessions(house: House) -> None:
    house.person(HEAD, ("RT-MTK", "head"), to_on=date(2022, 1, 31))
    secret = house.sign_in(HEAD).json["token"]
    house.clock.instant = datetime(2022, 1, 31, 16, 59, tzinfo=UTC)
    assert me(house, secret).status_code == 200
    house.clock.instant = datetime(2022, 1, 31, 17, 0, tzinfo=UTC)
    assert me(house, secret).status_code == 401
    assert house.sign_in(HEAD).json["errors"]["office"] == ["This account holds no office today."]


def test_a_disabled_account_opens_nothing(house: House) -> None:
    house.person(HEAD, ("RT-MTK", "head"))
    secret = house.sign_in(HEAD).json["token"]
    with writing(house.engines.registry) as conn:
        accounts.disable(conn, HEAD)
    assert me(house, secret).status_code == 401
    assert house.sign_in(HEAD).status_code == 401


def test_a_session_ends_by_itself_and_is_then_forgotten(house: House) -> None:
    house.person(HEAD, ("RT-MTK", "head"))
    secret = house.sign_in(HEAD).json["token"]
    with writing(house.engines.registry) as conn:
        assert sessions.purge(conn) == 0
        conn.execute(update(session).values(expires_at=real_now()))
    assert me(house, secret).status_code == 401
    house.sign_in(HEAD)
    with reading(house.engines.registry) as conn:
        assert len(conn.execute(select(session)).all()) == 1


def test_signing_out_closes_the_session(house: House) -> None:
    house.person(HEAD, ("RT-MTK", "head"))
    secret = house.sign_in(HEAD).json["token"]
    gone = house.client().delete("/api/v1/sessions/current", headers=bearer(secret))
    assert (gone.status_code, gone.data) == (204, b"")
    assert me(house, secret).status_code == 401


def test_a_machine_token_is_no_session(small_house: House) -> None:
    headers = small_house.token("admin")
    answer = small_house.client().delete("/api/v1/sessions/current", headers=headers)
    assert answer.status_code == 409
    assert answer.json["type"] == "urn:tindaklanjut:not-a-session"


def test_an_administrator_signs_in_for_no_office(small_house: House) -> None:
    with writing(small_house.engines.registry) as conn:
        accounts.create(conn, "admin@b.example", "Admin", PASSWORD, admin=True)
    told = small_house.sign_in("admin@b.example").json
    assert (told["office"], told["role"], told["head"]) == (None, "admin", False)


@pytest.mark.parametrize("email", [HEAD, "nobody@muntok.example"])
def test_wrong_credentials_are_told_alike(small_house: House, email: str) -> None:
    small_house.person(HEAD, ("RT-MTK", "head"))
    answer = small_house.sign_in(email, password="not that one")
    assert answer.status_code == 401
    assert answer.json["type"] == "urn:tindaklanjut:wrong-credentials"
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="tindak-lanjut"'


def test_a_repeated_sign_in_gets_the_first_answer(house: House) -> None:
    house.person(HEAD, ("RT-MTK", "head"), ("LP-SGL", "head"))
    body = {"email": HEAD, "password": PASSWORD, "office": "RT-MTK"}

    def again(**changed: str) -> Any:
        headers = {"Idempotency-Key": "phone-1"}
        return house.client().post("/api/v1/sessions", json=body | changed, headers=headers)

    first = again()
    assert again().json == first.json
    other = again(office="LP-SGL")
    assert other.status_code == 422
    assert list(other.json["errors"]) == ["Idempotency-Key"]
