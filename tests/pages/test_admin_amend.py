"""The administrator's pages of calendar and policy: proposed, weighed, approved by another."""

import re
from datetime import date

import pytest

from tests.followup.house import House
from tests.pages.visitor import Visitor, signed_in, words

FORM = "/admin/kalender/usul"
LOCAL = {
    "decree": "SK 7/2022",
    "note": "contoh",
    "add-on": "2022-03-07",
    "add-name": "Libur",
    "add-kind": "local",
    "add-regency": "Kabupaten Bangka",
}


@pytest.fixture
def first(small_house: House) -> Visitor:
    return signed_in(small_house.app, None)


@pytest.fixture
def second(small_house: House) -> Visitor:
    return signed_in(small_house.app, None)


def proposed(visitor: Visitor, form: str = FORM, **fields: str) -> str:
    """Where the proposal stands."""
    answer = visitor.send(form, form, **(fields or LOCAL))
    assert answer.status_code == 303, words(answer.get_data(as_text=True))
    return str(answer.headers["Location"])


def approve(visitor: Visitor, page: str, **fields: str) -> tuple[int, str]:
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', visitor.get(page))
    typed = {"digest": found[1] if found else "", **fields}
    answer = visitor.send(page, f"{page}/setujui", **typed)
    return answer.status_code, answer.get_data(as_text=True)


def late(house: House) -> str:
    """A recommendation that was escalated."""
    one = house.town.record()
    house.town.catch_up()
    house.town.on("2022-03-12 09:00")
    house.town.sweep()
    return one


def test_a_decree_is_proposed_weighed_and_approved_by_another(
    small_house: House, first: Visitor, second: Visitor
) -> None:
    one = late(small_house)
    page = proposed(first)
    shown = first.text(page)
    assert "Usulan Anda. Menunggu persetujuan akun admin lain." in shown
    assert "Senin, 7 Maret 2022 menjadi libur setempat: Libur, Kabupaten Bangka" in shown
    assert "1 kasus terbuka dihitung" in shown
    assert "11 Mar 2022 → 14 Mar 2022" in shown
    assert "Eskalasi tingkat 1 ditarik" in shown
    assert "pengingat 14 hari, pengingat 7 hari, pengingat 3 hari, pengingat 1 hari" in shown
    assert "1 usulan perubahan menunggu persetujuan" in second.text("/admin")
    assert "SK 7/2022" in second.text("/admin/kalender")
    assert "Setujui" not in shown
    status, asked = approve(second, page)
    assert (status, "Ini tidak dapat dibatalkan" in words(asked)) == (200, True)
    assert small_house.town.case(one).calendar_version == 1
    assert approve(second, page, yakin="ya")[0] == 303
    small_house.town.on("2022-03-12 09:01")
    small_house.town.sweep()
    assert small_house.town.case(one).official_due_on == date(2022, 3, 14)
    assert "Berlaku sebagai versi 2." in first.text(page)
    assert "Versi 2 , SK 7/2022" in first.text("/admin/kalender")
    story = second.text("/rekomendasi/REK-BABEL-2022-0001")
    assert "Keputusan hari libur SK 7/2022: jatuh tempo 11 Mar 2022 → 14 Mar 2022" in story
    assert "Kalender versi 2 (SK 7/2022)." in story


def test_who_proposed_does_not_approve_but_may_take_it_back(
    small_house: House, first: Visitor
) -> None:
    page = proposed(first)
    digest = {"digest": "0" * 64, "yakin": "ya"}
    answer = first.send(page, f"{page}/setujui", **digest)
    assert answer.status_code == 403
    assert "Akun admin lain yang harus menyetujuinya." in answer.get_data(as_text=True)
    assert first.send(page, f"{page}/tolak", reason="").status_code == 422
    assert first.send(page, f"{page}/tolak", reason="Salah tanggal").status_code == 303
    assert "Salah tanggal" in first.text(page)
    assert "SK 7/2022" in first.text("/admin/usulan?status=refused")
    assert "Tidak ada usulan." in first.text("/admin/usulan?status=proposed")


def test_what_changed_meanwhile_is_seen_first(
    small_house: House, first: Visitor, second: Visitor
) -> None:
    late(small_house)
    page = proposed(first)
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', second.get(page))
    assert found
    small_house.town.record()
    small_house.town.catch_up()
    answer = second.send(page, f"{page}/setujui", digest=found[1], yakin="ya")
    assert answer.status_code == 409
    told = words(answer.get_data(as_text=True))
    assert "Akibatnya sudah berubah sejak Anda lihat." in told
    assert "2 kasus terbuka dihitung" in told
    assert approve(second, page, yakin="ya")[0] == 303


def test_the_form_keeps_what_was_typed_and_gives_more_lines(first: Visitor) -> None:
    answer = first.client.post(
        FORM,
        data={
            "csrf": first.token(FORM),
            "decree": "SK 9",
            "add-on": ["", "2022-03-07", "2022-03-08"],
            "add-name": ["", "Libur", "Libur lagi"],
            "add-kind": ["local", "local", "public"],
            "add-regency": ["", "Kabupaten Bangka", "Kabupaten Bangka"],
        },
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="add-2-regency-fault"' in page
    assert 'value="Libur lagi"' in page
    more = first.send(FORM, FORM, more="ya", decree="SK 10", **{"add-name": "Libur"})
    page = more.get_data(as_text=True)
    assert more.status_code == 200
    assert page.count('name="add-on"') == 8
    assert 'value="SK 10"' in page
    nothing = first.send(FORM, FORM, decree="SK 11").get_data(as_text=True)
    assert 'id="add-0-on-fault"' in nothing
    wrong = first.send(FORM, FORM, decree="SK 12", **{"remove-on": "2022-03-08"})
    assert wrong.status_code == 409
    assert "8 Mar 2022 bukan hari libur" in wrong.get_data(as_text=True)


def test_a_regulation_changes_only_what_was_changed(
    small_house: House, first: Visitor, second: Visitor
) -> None:
    small_house.town.record()
    small_house.town.catch_up()
    form = "/admin/kebijakan/usul"
    page = first.get(form)
    given = dict(re.findall(r'name="([a-z_0-9-]+)"[^>]* value="([^"]*)"', page))
    given.pop("csrf")
    typed = {**given, "decree": "Peraturan 9/2022", "length-saran": "35", "reminders": "10, 2"}
    answer = first.send(form, form, **{**typed, "length-saran": "banyak", "reminder_hour": "25"})
    told = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="length-saran-fault"' in told
    assert 'id="reminder_hour-fault"' in told
    assert 'value="banyak"' in told
    assert first.send(form, form, **{**given, "decree": "x"}).status_code == 422
    page = proposed(first, form, **typed)
    shown = first.text(page)
    assert "saran perbaikan: 35 hari" in shown
    assert "Pengingat (hari sebelum tenggat): 10, 2" in shown
    assert "Tenggat mundur 1" in shown
    assert approve(second, page, yakin="ya")[0] == 303
    shown = first.text("/admin/kebijakan")
    assert "Versi 2 , Peraturan 9/2022" in shown
    assert "10 hari sebelum tenggat Peraturan 9/2022" in shown
    assert "35 hari kerja" in shown


def test_a_calendar_of_another_year_and_place(first: Visitor) -> None:
    assert "Tahun Baru Imlek" in first.text("/admin/kalender?tahun=2022")
    assert "Belum ada hari libur tahun 2050" in first.text("/admin/kalender?tahun=2050")
    assert "Kabupaten Bangka" in first.text("/admin/kalender?wilayah=Kabupaten+Bangka")


def test_what_is_not_there(first: Visitor) -> None:
    assert first.client.get("/admin/usulan/tidak-ada").status_code == 404
