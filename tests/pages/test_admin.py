"""The administrator's pages: health, offices, accounts, tokens, delivery."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select

from services.followup.letters import tables as letters
from services.followup.store.tables import pulse
from shared import accounts, registry, tokens
from shared.cookies import LANGUAGE
from shared.db import reading, writing
from tests.followup.house import House
from tests.pages.visitor import Visitor, signed_in, words

ROOMS = (
    "/admin",
    "/admin/kantor",
    "/admin/kantor/RT-MTK",
    "/admin/kantor/RT-MTK/ubah",
    "/admin/kantor/baru",
    "/admin/akun",
    "/admin/akun/baru",
    "/admin/token",
    "/admin/token/baru",
    "/admin/kebijakan",
    "/admin/kebijakan/usul",
    "/admin/kalender",
    "/admin/kalender/usul",
    "/admin/usulan",
    "/admin/pengiriman",
    "/admin/pengiriman/webhook",
)


@pytest.fixture
def admin(house: House) -> Visitor:
    return signed_in(house.app, None)


@pytest.fixture
def small_admin(small_house: House) -> Visitor:
    return signed_in(small_house.app, None)


def said(visitor: Visitor, form: str, action: str, **fields: str) -> str:
    """Where the form led."""
    answer = visitor.send(form, action, **fields)
    assert answer.status_code == 303, words(answer.get_data(as_text=True))
    return str(answer.headers["Location"])


def shown(visitor: Visitor, form: str, action: str, status: int, **fields: str) -> str:
    """The page that came back."""
    answer = visitor.send(form, action, **fields)
    assert answer.status_code == status, words(answer.get_data(as_text=True))
    return str(answer.get_data(as_text=True))


def test_only_an_administrator_comes_in(small_house: House, small_admin: Visitor) -> None:
    offices = ("KANWIL-BABEL", "RT-MTK", "OMBUDSMAN-BABEL", "DITJENPAS")
    others = [signed_in(small_house.app, office) for office in offices]
    for room in ROOMS:
        assert len(small_admin.get(room)) < 150_000
        assert {other.client.get(room).status_code for other in others} == {403}
        stranger = Visitor(small_house.app).client.get(room)
        assert stranger.headers["Location"] == f"/masuk?next={room}"


def test_health_is_said_in_words(small_house: House, small_admin: Visitor) -> None:
    page = small_admin.text("/admin")
    assert "2 hal perlu diperiksa." in page
    assert "Tidak ada yang memeriksa pengingat dan eskalasi." in page
    small_house.town.record()
    small_house.town.catch_up()
    small_house.town.sweep()
    page = small_admin.text("/admin")
    assert "Pengingat dan eskalasi diperiksa setiap detik." in page
    assert "Versi 1 , PyPI holidays" in page


def test_an_office_is_changed_and_what_it_was_is_kept(house: House, admin: Visitor) -> None:
    form = "/admin/kantor/RT-MTK/ubah"
    page = admin.get(form)
    name = re.search(r'name="name" value="([^"]*)"', page)
    assert name
    typed = {
        "name": "Rutan Muntok Baru", "kind": "rutan", "class": "IIA", "parent": "KANWIL-BABEL",
        "region": "BABEL", "town": "Muntok", "regency": "Kabupaten Bangka Barat",
        "time_zone": "Asia/Jakarta", "email": "rutan@muntok.example",
        "aliases": "Rutan Lama\nMuntok",
    }  # fmt: skip
    page = shown(admin, form, form, 422, **{**typed, "parent": "KANWIL-X", "email": "bukan"})
    assert 'id="parent-fault"' in page
    assert 'id="email-fault"' in page
    assert 'value="Rutan Muntok Baru"' in page
    assert "Rutan Lama\nMuntok" in page
    assert said(admin, form, form, **typed) == "/admin/kantor/RT-MTK"
    page = admin.text("/admin/kantor/RT-MTK")
    assert "Rutan Muntok Baru" in page
    assert f"Nama: {name[1]} → Rutan Muntok Baru" in page
    assert "Muntok, Rutan Lama" in page
    with reading(house.registry) as conn:
        assert registry.find(conn, "rutan lama").class_ == "IIA"
    assert "RT-MTK" in admin.text("/admin/kantor?q=lama")
    assert "Tidak ada kantor yang cocok." in admin.text("/admin/kantor?q=zzz")


def test_an_office_is_added_once(small_house: House, small_admin: Visitor) -> None:
    form = "/admin/kantor/baru"
    typed = {
        "code": "LP-BARU", "name": "Lapas Baru", "kind": "lapas", "parent": "KANWIL-BABEL",
        "region": "BABEL", "town": "Koba", "regency": "Kabupaten Bangka Tengah",
        "time_zone": "Asia/Jakarta", "email": "lp@baru.example",
    }  # fmt: skip
    assert said(small_admin, form, form, **typed) == "/admin/kantor/LP-BARU"
    assert "Belum pernah berubah." in small_admin.text("/admin/kantor/LP-BARU")
    assert 'id="code-fault"' in shown(small_admin, form, form, 422, **typed)
    assert small_admin.client.get("/admin/kantor/TIDAK-ADA").status_code == 404


def test_an_account_is_made_and_its_password_is_told_once(house: House, admin: Visitor) -> None:
    form = "/admin/akun/baru"
    typed = {
        "name": "Siti", "email": "siti@example.go.id", "office": "rt-mtk", "capacity": "operator",
        "acting": "none", "from_on": "2022-01-01", "to_on": "",
    }  # fmt: skip
    page = shown(admin, form, form, 422, **{**typed, "office": "RT-MTX"})
    assert "Yang paling mirip: RT-MTK" in page
    assert 'value="siti@example.go.id"' in page
    assert "siti@example.go.id" not in admin.get("/admin/akun")
    answer = admin.send(form, form, **typed)
    page = answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"
    secret = re.search(r'class="secret">([^<]+)<', page)
    assert secret
    with reading(house.registry) as conn:
        row = accounts.lookup(conn, "siti@example.go.id")
    assert accounts.proven(row, secret[1]).name == "Siti"
    assert row
    assert secret[1] not in admin.get(f"/admin/akun/{row.id}")
    assert "Rumah Tahanan Negara" in admin.text("/admin/akun?q=siti")
    assert 'id="email-fault"' in shown(admin, form, form, 422, **typed)


def test_a_holding_begins_and_ends_on_a_day(house: House, admin: Visitor) -> None:
    with writing(house.registry) as conn:
        who = accounts.create(conn, "budi@example.go.id", "Budi", "kata sandi panjang sekali")
    page = f"/admin/akun/{who}"
    typed = {"office": "LP-SGL", "capacity": "head", "acting": "plh", "from_on": "2022-01-20"}
    assert "to_on-fault" in shown(admin, page, f"{page}/jabatan", 422, **typed, to_on="2022-01-10")
    said(admin, page, f"{page}/jabatan", **typed)
    text = admin.text(page)
    assert "kepala, Plh." in text
    assert "sejak 20 Jan 2022" in text
    [action] = re.findall(r'action="([^"]+/jabatan/[^"]+)"', admin.get(page))
    assert "fault" in shown(admin, page, action, 422, to_on="2022-01-01")
    assert "fault" in shown(admin, page, action, 422, to_on="kapan")
    said(admin, page, action, to_on="2022-02-28")
    assert "20 Jan 2022 sampai 28 Feb 2022" in admin.text(page)
    assert "Plh." in admin.text("/admin/kantor/LP-SGL")


def test_a_password_is_renewed_and_an_account_disabled_after_one_question(
    small_house: House, small_admin: Visitor
) -> None:
    with writing(small_house.registry) as conn:
        who = accounts.create(conn, "tono@example.go.id", "Tono", "kata sandi panjang sekali")
    page = f"/admin/akun/{who}"
    assert "kata sandi baru" in words(shown(small_admin, page, f"{page}/sandi", 200))
    with reading(small_house.registry) as conn:
        row = accounts.lookup(conn, "tono@example.go.id")
    assert accounts.proven(row, "kata sandi panjang sekali")
    assert 'class="secret"' in shown(small_admin, page, f"{page}/sandi", 200, yakin="ya")
    assert "Ini tidak dapat dibatalkan." in words(shown(small_admin, page, f"{page}/nonaktif", 200))
    said(small_admin, page, f"{page}/nonaktif", yakin="ya")
    assert "Dinonaktifkan" in small_admin.text(page)
    with reading(small_house.registry) as conn:
        row = accounts.lookup(conn, "tono@example.go.id")
    assert row
    assert row.disabled_at


def test_nobody_disables_their_own_account(small_house: House, small_admin: Visitor) -> None:
    found = re.findall(r'href="(/admin/akun/[0-9a-f-]+)"', small_admin.get("/admin/akun"))
    [own] = [path for path in found if "/nonaktif" not in small_admin.get(path)]
    answer = small_admin.send(own, f"{own}/nonaktif", yakin="ya")
    assert answer.status_code == 409
    assert "Anda tidak dapat menonaktifkan akun Anda sendiri." in answer.get_data(as_text=True)


def test_a_token_is_made_once_and_revoked(small_house: House, small_admin: Visitor) -> None:
    form = "/admin/token/baru"
    page = shown(small_admin, form, form, 422, name="Aplikasi surat", role="unit", nonce="a")
    assert 'id="office-fault"' in page
    assert 'value="Aplikasi surat"' in page
    typed = {"name": "Aplikasi", "role": "unit", "office": "RT-MTK", "nonce": "satu"}
    first, again = (shown(small_admin, form, form, 200, **typed) for _ in range(2))
    secrets = [re.findall(r'class="secret">([^<]+)<', page) for page in (first, again)]
    assert secrets[0] == secrets[1]
    with reading(small_house.registry) as conn:
        made = tokens.carried(conn, secrets[0][0])
        assert len([one for one in tokens.listing(conn) if one.name == "Aplikasi"]) == 1
    assert made
    assert made.office == "RT-MTK"
    action = f"/admin/token/{made.id}/cabut"
    assert "tidak dapat masuk lagi" in words(shown(small_admin, "/admin/token", action, 200))
    said(small_admin, "/admin/token", action, yakin="ya")
    with reading(small_house.registry) as conn:
        assert tokens.carried(conn, secrets[0][0]) is None
    assert "Dicabut" in small_admin.text("/admin/token")


def test_what_could_not_leave_is_sent_again_and_what_is_held_gets_a_word(
    house: House, admin: Visitor
) -> None:
    house.town.record()
    house.town.record()
    house.town.catch_up()
    engine = house.town.place.engine
    with writing(engine) as conn:
        departure = {
            "id": "d-1", "office": "LP-SGL", "message_id": "<d-1@x>", "state": "parked",
            "reason": "550 no such user", "attempts": 3,
            "depart_at": house.town.clock.now(), "try_at": house.town.clock.now(),
        }  # fmt: skip
        conn.execute(insert(letters.departure).values(departure))
        table = letters.letter
        first, second = conn.execute(select(table.c.id).order_by(table.c.id)).scalars().all()
        parked = {"state": "parked", "departure": "d-1", "reason": "550 no such user"}
        conn.execute(table.update().where(table.c.id == first).values(parked))
        held = {"state": "held", "reason": "it fell due before"}
        conn.execute(table.update().where(table.c.id == second).values(held))
    page = admin.text("/admin/pengiriman")
    assert "550 no such user" in page
    assert "Gagal (1)" in page
    assert "1 surat gagal terkirim" in admin.text("/admin")
    assert "1 surat ditahan sesudah pemulihan" in admin.text("/admin")
    form = "/admin/pengiriman"
    assert said(admin, form, f"{form}/d-1/ulang") == f"{form}?status=waiting"
    admin_again = admin.client.post(f"{form}/d-1/ulang", data={"csrf": admin.token(form)})
    assert admin_again.status_code == 409
    assert "Surat ini, beserta" in words(shown(admin, form, f"{form}/{second}/buang", 200))
    said(admin, form, f"{form}/{second}/lepas")
    assert shown(admin, form, f"{form}/{second}/buang", 409, yakin="ya")
    with reading(engine) as conn:
        assert set(conn.execute(select(table.c.state)).scalars()) == {"waiting"}


def test_a_form_without_its_token_does_nothing(small_house: House) -> None:
    admin = signed_in(small_house.app, None)
    for path in ("kantor/baru", "akun/baru", "token/baru", "kalender/usul", "kebijakan/usul"):
        assert admin.client.post(f"/admin/{path}", data={"name": "x"}).status_code == 400


def test_lists_go_on_and_stay_small(small_house: House) -> None:
    with writing(small_house.registry) as conn:
        for number in range(60):
            tokens.create(conn, "service", None, f"token {number:02d}")
    admin = signed_in(small_house.app, None)
    page = admin.get("/admin/token")
    [more] = re.findall(r'href="(/admin/token\?sesudah=[^"]+)"', page)
    assert "token 59" in page
    assert "token 05" not in page
    assert "token 05" in admin.get(more)
    assert len(page) < 150_000


def test_what_was_typed_is_escaped(small_house: House) -> None:
    admin, script = signed_in(small_house.app, None), "<script>alert(1)</script>"
    form = "/admin/akun/baru"
    page = shown(admin, form, form, 422, name=script, email=script, office=script)
    assert script not in page
    assert script not in admin.get(f"/admin/kantor?q={script}")


def test_what_a_check_found_is_said_in_the_visitor_s_language(
    small_house: House, small_admin: Visitor
) -> None:
    small_house.town.record()
    assert "Worker belum pernah memeriksa." in small_admin.text("/admin")
    small_admin.client.set_cookie(LANGUAGE, "en")
    assert "The worker has not looked yet." in small_admin.text("/admin")
    with writing(small_house.town.place.engine) as conn:
        values = {"name": "sweep", "at": datetime(2022, 3, 1, 2, tzinfo=UTC), "fault": "disk full"}
        conn.execute(insert(pulse).values(values))
    page = small_admin.text("/admin")
    assert "The worker looked last" in page
    assert "The program's own message: disk full" in page
