"""Signing in through a real OpenID Connect provider."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
import requests
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import TimestampSigner
from pytest_iam import Server
from sqlalchemy import update

from shared.clock import real_now
from shared.config import Oidc
from shared.db import writing
from shared.entrance.provider import COOKIE, AddressUnverified, address_in
from shared.entrance.provider_pages import WHO
from shared.registry_tables import account
from tests.conftest import FreshUrl
from tests.entrance.people import BACK, HEAD, PUBLIC, head, registry_of
from tests.intake import town as said
from tests.intake.town import RUTAN, Town
from tests.pages.visitor import Visitor, words
from tests.shared.conftest import NO_BROKER

THERE = "/masuk/penyedia"


def person(provider: Server, email: str = HEAD) -> Any:
    """Somebody whom the provider knows, and who is signed in there."""
    name = uuid4().hex
    made = provider.models.User(
        user_name=name, family_name="Kepala", formatted_name="Kepala", emails=[email],
        password="kata sandi di sana",
    )  # fmt: skip
    provider.backend.save(made)
    provider.consent(made)
    provider.login(made)
    return made


def led(town: Town, visitor: Visitor, path: str = THERE) -> str:
    """The path with which the provider leads back."""
    to_provider = visitor.client.get(path)
    assert to_provider.status_code == 302, to_provider.text
    asked = parse_qs(urlsplit(to_provider.headers["Location"]).query)
    assert asked["redirect_uri"] == [BACK]
    assert asked["code_challenge_method"] == ["S256"]
    answer = requests.get(to_provider.headers["Location"], allow_redirects=False, timeout=10)
    location = answer.headers["Location"]
    assert location.startswith(BACK), location
    return location.removeprefix(PUBLIC)


def test_whom_the_provider_vouches_for_is_signed_in(agency: Town, provider: Server) -> None:
    head(agency, (RUTAN, "head"))
    person(provider)
    visitor = Visitor(agency.app)
    assert "/masuk/penyedia?next=/register" in visitor.get("/masuk?next=/register")
    answer = visitor.client.get(led(agency, visitor, f"{THERE}?next=/register"))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/register")
    assert visitor.client.get("/").headers["Location"] == "/tugas"


def test_the_way_back_works_once_and_in_the_browser_that_began_it(
    agency: Town, provider: Server
) -> None:
    head(agency, (RUTAN, "head"))
    person(provider)
    visitor, other = Visitor(agency.app), Visitor(agency.app)
    back = led(agency, visitor)
    assert other.client.get(back).status_code == 403
    assert visitor.client.get(back).status_code == 303
    assert visitor.client.get(back).status_code == 403
    assert other.client.get("/").status_code == 200, "nobody is signed in there"


def test_an_address_without_an_account_opens_nothing(agency: Town, provider: Server) -> None:
    who = head(agency, (RUTAN, "head"))
    person(provider, "stranger@muntok.example")
    visitor = Visitor(agency.app)
    answer = visitor.client.get(led(agency, visitor))
    assert answer.status_code == 403
    assert "Tidak ada akun" in words(answer.text)
    with writing(registry_of(agency)) as conn:
        conn.execute(update(account).where(account.c.id == who).values(disabled_at=real_now()))
    person(provider)
    assert visitor.client.get(led(agency, visitor)).status_code == 403


def test_who_holds_several_offices_chooses_one(agency: Town, provider: Server) -> None:
    head(agency, (RUTAN, "head"), ("LP-SGL", "operator"))
    person(provider)
    visitor = Visitor(agency.app)
    page = visitor.client.get(led(agency, visitor, f"{THERE}?next=/register"))
    assert page.status_code == 422
    assert 'value="LP-SGL"' in page.text
    answer = visitor.client.post(
        f"{THERE}/kantor", data={"csrf": visitor.token("/masuk"), "office": "LP-SGL"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/register")
    nobody = Visitor(agency.app)
    answer = nobody.client.post(
        f"{THERE}/kantor", data={"csrf": nobody.token("/masuk"), "office": "LP-SGL"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(("minutes", "status"), [(14, 303), (16, 403)])
def test_whoever_left_without_choosing_is_not_believed_for_long(
    sqlite_url: FreshUrl, tmp_path: Path, minutes: int, status: int
) -> None:
    class Earlier(TimestampSigner):
        def get_timestamp(self) -> int:
            return super().get_timestamp() - 60 * minutes

    nowhere = Oidc("http://127.0.0.1:9", "id", "secret", vouches=False)
    mould = said.cast(sqlite_url(), sqlite_url())
    town = said.build(mould, NO_BROKER, tmp_path, public_url=PUBLIC, oidc=nowhere)
    head(town, (RUTAN, "head"))
    seal = SecureCookieSessionInterface().get_signing_serializer(town.app)
    assert seal is not None
    seal.signer = Earlier
    visitor = Visitor(town.app)
    token = visitor.token("/masuk")
    visitor.client.set_cookie(COOKIE, str(seal.dumps({WHO: HEAD})), path="/masuk")
    answer = visitor.client.post(f"{THERE}/kantor", data={"csrf": token, "office": RUTAN})
    assert answer.status_code == status
    said.close(town)


def test_what_the_provider_refuses_is_said(agency: Town) -> None:
    visitor = Visitor(agency.app)
    visitor.client.get(THERE)
    answer = visitor.client.get(f"{THERE}/kembali?error=access_denied&state=x")
    assert answer.status_code == 403
    assert "tidak meneruskan" in words(answer.text)


def test_a_provider_that_is_silent_leaves_the_password(
    sqlite_url: FreshUrl, tmp_path: Path
) -> None:
    nowhere = Oidc("http://127.0.0.1:9", "id", "secret", vouches=False)
    mould = said.cast(sqlite_url(), sqlite_url())
    town = said.build(mould, NO_BROKER, tmp_path, public_url=PUBLIC, oidc=nowhere)
    answer = Visitor(town.app).client.get(THERE)
    assert answer.status_code == 503
    assert "tidak menjawab" in words(answer.text)
    said.close(town)


def test_without_a_provider_there_is_no_such_door(intake: Town) -> None:
    visitor = Visitor(intake.app)
    assert "penyedia" not in visitor.get("/masuk")
    assert visitor.client.get(THERE).status_code == 404
    assert visitor.client.get(f"{THERE}/kembali").status_code == 404


@pytest.mark.parametrize(
    ("claims", "vouches", "good"),
    [
        ({"email": HEAD, "email_verified": True}, False, True),
        ({"email": HEAD}, False, False),
        ({"email": HEAD}, True, True),
        ({"email": HEAD, "email_verified": False}, True, False),
        ({"email": HEAD, "email_verified": "true"}, True, False),
        ({"email_verified": True}, True, False),
    ],
)
def test_an_address_is_believed_only_where_it_is_vouched_for(
    claims: dict[str, Any], vouches: bool, good: bool
) -> None:
    if good:
        assert address_in(claims, vouches=vouches) == HEAD
        return
    with pytest.raises(AddressUnverified):
        address_in(claims, vouches=vouches)
