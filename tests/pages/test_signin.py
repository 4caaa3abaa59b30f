"""Signing in at the page: one session as the API's, in a cookie that opens pages alone."""

from datetime import date

import pytest

from shared import accounts, cookies
from shared.db import writing
from shared.entrance.door import safe
from tests.intake.town import RUTAN, Town
from tests.pages.visitor import PASSWORD, Visitor, account, signed_in, words

HEAD = "kepala@muntok.example"
A_PAGE = "/bahasa/none"
"""Any page of intake that shows the frame to whoever asks; this one says that it is not there."""


def person(town: Town, *held: tuple[str, str]) -> Visitor:
    account(town.app.extensions["tindak"].engines.registry, HEAD, *held, name="Kepala Rutan")
    return Visitor(town.app)


def test_a_head_signs_in_sees_who_and_signs_out(intake: Town) -> None:
    visitor = person(intake, (RUTAN, "head"))
    answer = visitor.send("/masuk", "/masuk", email=HEAD, password=PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/tugas")
    [cookie] = [one for one in answer.headers.getlist("Set-Cookie") if cookies.SESSION in one]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert visitor.client.get("/").headers["Location"] == "/tugas"
    assert visitor.client.get("/?tentang=1").status_code == 200
    shown = words(visitor.get(A_PAGE, 404))
    assert "Masuk sebagai Kepala Rutan, Rumah Tahanan Negara Kelas IIB Muntok" in shown
    gone = visitor.send(A_PAGE, "/keluar")
    assert (gone.status_code, gone.headers["Location"]) == (303, "/masuk")
    assert visitor.client.get("/").status_code == 200


def test_a_copied_cookie_opens_nothing_after_signing_out(intake: Town) -> None:
    visitor, copy = signed_in(intake.app, RUTAN), Visitor(intake.app)
    cookie = visitor.client.get_cookie(cookies.SESSION)
    assert cookie
    visitor.send(A_PAGE, "/keluar")
    copy.client.set_cookie(cookies.SESSION, cookie.value)
    assert copy.client.get("/").status_code == 200


def test_who_holds_several_offices_chooses_one(intake: Town) -> None:
    visitor = person(intake, (RUTAN, "head"), ("LP-SGL", "operator"))
    answer = visitor.send("/masuk", "/masuk", email=HEAD, password=PASSWORD)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="LP-SGL"' in page
    assert PASSWORD not in page
    known = {"email": HEAD, "password": PASSWORD, "office": "LP-SGL"}
    assert visitor.send("/masuk", "/masuk", **known).headers["Location"] == "/tugas"


@pytest.mark.parametrize("email", [HEAD, "nobody@muntok.example"])
def test_wrong_credentials_are_told_alike_and_what_was_typed_stays(
    intake: Town, email: str
) -> None:
    visitor = person(intake, (RUTAN, "head"))
    answer = visitor.send("/masuk", "/masuk", email=email, password="not that one")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 401
    assert "tidak cocok" in page
    assert f'value="{email}"' in page
    assert "not that one" not in page


def test_the_page_and_the_api_count_sign_ins_together(intake: Town) -> None:
    visitor = person(intake, (RUTAN, "head"))
    body = {"email": HEAD, "password": "wrong"}
    for _ in range(4):
        assert visitor.client.post("/api/v1/sessions", json=body).status_code == 401
    assert visitor.send("/masuk", "/masuk", **body).status_code == 401
    assert visitor.send("/masuk", "/masuk", **body).status_code == 429
    assert visitor.client.post("/api/v1/sessions", json=body).status_code == 429


def test_a_cookie_opens_no_api_and_a_bearer_no_page(intake: Town) -> None:
    visitor = signed_in(intake.app, RUTAN)
    assert visitor.client.get("/api/v1/sessions/current").status_code == 401
    assert visitor.client.post("/api/v1/letters", json={}).status_code == 401
    cookie = visitor.client.get_cookie(cookies.SESSION)
    assert cookie
    stranger = Visitor(intake.app).client
    headers = {"Authorization": f"Bearer {cookie.value}"}
    assert stranger.get("/api/v1/sessions/current", headers=headers).status_code == 200
    assert stranger.post("/keluar", headers=headers).headers["Location"].startswith("/masuk")


def test_no_form_is_taken_without_its_token_or_with_anothers(intake: Town) -> None:
    visitor, other = signed_in(intake.app, RUTAN), signed_in(intake.app, RUTAN)
    assert visitor.client.post("/keluar").status_code == 400
    foreign = {"csrf": other.token(A_PAGE)}
    assert visitor.client.post("/keluar", data=foreign).status_code == 400
    assert visitor.client.get("/").status_code == 303
    guest = {"email": HEAD, "password": PASSWORD, "csrf": visitor.token(A_PAGE)}
    assert Visitor(intake.app).client.post("/masuk", data=guest).status_code == 400


def test_the_cookie_is_for_tls_alone_where_there_is_tls(intake: Town) -> None:
    object.__setattr__(intake.settings, "public_url", "https://tindak.example")
    visitor = person(intake, (RUTAN, "head"))
    page = visitor.client.get("/masuk", base_url="https://localhost")
    [guest] = page.headers.getlist("Set-Cookie")
    assert "Secure" in guest


def test_signing_in_leads_to_where_one_wanted_to_go(intake: Town) -> None:
    visitor = person(intake, (RUTAN, "head"))
    known = {"email": HEAD, "password": PASSWORD}
    wanted = "/rekomendasi/REK-BABEL-2022-0001"
    assert f'value="{wanted}"' in visitor.get(f"/masuk?next={wanted}")
    answer = visitor.send("/masuk", "/masuk", **known, next=wanted)
    assert answer.headers["Location"] == wanted
    assert visitor.client.get(f"/masuk?next={wanted}").headers["Location"] == wanted


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil", "evil", "",
     "javascript:alert(1)", "/\n/evil.example", "/\t/evil.example", "//[", "https://["],
)  # fmt: skip
def test_nothing_leads_away_from_here(small_intake: Town, address: str) -> None:
    assert safe(address) is None
    visitor = signed_in(small_intake.app, RUTAN)
    led = visitor.client.get("/bahasa/en", query_string={"next": address})
    assert led.headers["Location"] == "/"


def test_the_language_is_chosen_and_kept(small_intake: Town) -> None:
    visitor = Visitor(small_intake.app)
    assert '<html lang="id">' in visitor.get("/masuk")
    assert visitor.client.get("/bahasa/en?next=/masuk").headers["Location"] == "/masuk"
    page = visitor.get("/masuk")
    assert '<html lang="en">' in page
    assert "Password" in page


def test_what_is_typed_is_escaped(small_intake: Town) -> None:
    visitor = Visitor(small_intake.app)
    answer = visitor.send("/masuk", "/masuk", email='"><script>x</script>', password="x")
    assert "<script>" not in answer.get_data(as_text=True)
    assert visitor.send("/masuk", "/masuk", email="nul\x00", password="x").status_code == 422


@pytest.mark.parametrize(
    ("acting", "says"),
    [
        ("none", "Siti, Kepala Rumah"),
        ("plt", "Siti, Plt. Kepala Rumah"),
        ("plh", "Siti, Plh. Kepala"),
    ],
)
def test_the_frame_says_in_which_capacity(small_intake: Town, acting: str, says: str) -> None:
    registry = small_intake.app.extensions["tindak"].engines.registry
    with writing(registry) as conn:
        who = accounts.create(conn, HEAD, "Siti", PASSWORD)
        accounts.hold(conn, who, RUTAN, "head", from_on=date(2020, 1, 1), acting=acting)
    visitor = Visitor(small_intake.app)
    visitor.send("/masuk", "/masuk", email=HEAD, password=PASSWORD, office=RUTAN)
    assert f"Masuk sebagai {says}" in words(visitor.get(A_PAGE, 404))
