"""Machine tokens: shown once, kept as a hash, revoked for good."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, update

from shared import tokens
from shared.clock import real_now
from shared.db import reading, writing
from shared.refusal import Invalid
from shared.registry import UnknownOffice
from shared.registry_tables import token
from tests.shared.conftest import House, bearer


def test_a_secret_has_256_bits_and_is_kept_nowhere(registry: Engine) -> None:
    with writing(registry) as conn:
        secret = tokens.create(conn, "unit", "RT-MTK", "phone")
        row = conn.execute(select(token)).one()
    assert secret.startswith("tl_")
    assert len(secret) == len("tl_") + 43
    assert not any(secret[3:] in str(value) for value in row)


def test_a_token_opens_until_it_is_revoked(registry: Engine) -> None:
    with writing(registry) as conn:
        secret = tokens.create(conn, "ombudsman", "OMBUDSMAN-BABEL", "import")
        found = tokens.carried(conn, secret)
        assert found is not None
        assert (found.role, found.office, found.region) == ("ombudsman", "OMBUDSMAN-BABEL", "BABEL")
        tokens.revoke(conn, found.id)
        assert tokens.carried(conn, secret) is None
        first = next(tokens.listing(conn)).revoked_at
        tokens.revoke(conn, found.id)
        assert next(tokens.listing(conn)).revoked_at == first


def test_revoking_what_is_not_there_is_refused(registry: Engine) -> None:
    with writing(registry) as conn, pytest.raises(tokens.UnknownToken, match="no token 42"):
        tokens.revoke(conn, "42")


@pytest.mark.parametrize(
    ("role", "office", "path"),
    [
        ("unit", None, "office"),
        ("unit", "KANWIL-BABEL", "role"),
        ("king", "KANWIL-BABEL", "role"),
        ("service", "KANWIL-BABEL", "office"),
        ("admin", "KANWIL-BABEL", "office"),
    ],
)
def test_role_and_office_must_agree(
    sqlite_registry: Engine, role: str, office: str | None, path: str
) -> None:
    with writing(sqlite_registry) as conn, pytest.raises(Invalid) as refused:
        tokens.create(conn, role, office, "")
    assert list(refused.value.errors) == [path]


def test_a_token_for_no_office_that_exists_is_refused(sqlite_registry: Engine) -> None:
    with writing(sqlite_registry) as conn, pytest.raises(UnknownOffice):
        tokens.create(conn, "unit", "NOWHERE", "")


def test_the_feeds_token_is_made_once(registry: Engine) -> None:
    for _ in range(2):
        with writing(registry) as conn:
            tokens.ensure(conn, "s" * 40, "service", None, "feed")
    with reading(registry) as conn:
        assert [one.name for one in tokens.listing(conn)] == ["feed"]


def test_the_last_use_is_kept_once_a_minute(house: House) -> None:
    headers = house.token("admin")

    def used() -> object:
        with reading(house.engines.registry) as conn:
            return next(tokens.listing(conn)).last_used_at

    client = house.client()
    assert client.get("/api/v1/things", headers=headers).status_code == 200
    first = used()
    assert first is not None
    client.get("/api/v1/things", headers=headers)
    assert used() == first
    _age_last_use(house.engines.registry)
    house.app.extensions.pop("token_uses")
    client.get("/api/v1/things", headers=headers)
    assert used() != first


def test_a_use_that_cannot_be_kept_fails_no_request(small_house: House) -> None:
    headers = small_house.token("admin")
    with writing(small_house.engines.registry) as conn:
        conn.exec_driver_sql(
            "CREATE TRIGGER no_use BEFORE UPDATE ON token BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    assert small_house.client().get("/api/v1/things", headers=headers).status_code == 200


def test_an_unknown_token_is_asked_to_sign_in(house: House) -> None:
    answer = house.client().get("/api/v1/things", headers=bearer("tl_nothing"))
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="tindak-lanjut"')
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]
    assert answer.json["type"] == "urn:tindaklanjut:bad-token"


def _age_last_use(engine: Engine) -> None:
    with writing(engine) as conn:
        conn.execute(update(token).values(last_used_at=real_now() - timedelta(minutes=2)))
