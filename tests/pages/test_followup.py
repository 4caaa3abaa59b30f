"""Followup's pages: whose turn, why that date, the queue with its forms, the register."""

import re

import pytest

from shared.language import WORDS
from tests.followup.house import House
from tests.pages.visitor import Visitor, signed_in, words

UNIT, KANWIL, OTHER = "LP-SGL", "KANWIL-BABEL", "RT-MTK"
CODE = "REK-BABEL-2022-0001"
PAGE = f"/rekomendasi/{CODE}"
SCRIPT = "<script>alert(1)</script>"


def english(visitor: Visitor) -> Visitor:
    visitor.client.get("/bahasa/en")
    visitor.client.set_cookie("tindak_bahasa", "en")
    return visitor


def overdue(house: House) -> str:
    """A recommendation of which nothing was heard, and the escalation that it became."""
    about = house.town.record()
    house.town.catch_up()
    house.town.on("2022-03-14T09:00")
    house.town.sweep()
    return f"{about}.1.1"


def test_the_page_says_whose_turn_it_is_until_when_and_why(house: House) -> None:
    house.town.record()
    house.town.catch_up()
    house.town.on("2022-03-04T09:00")
    shown = signed_in(house.app, UNIT).text(PAGE)
    assert "Giliran Anda: konfirmasi pelaksanaan." in shown
    assert "Jatuh tempo Jumat, 11 Maret 2022 pukul 24.00 WIB, 5 hari kerja lagi." in shown
    assert "30 hari kerja, dihitung sejak sehari setelah diterima pada Selasa, 25 Januari" in shown
    assert "Selasa, 1 Februari 2022: Tahun Baru Imlek" in shown
    assert "hari ke- 30 jatuh tempo" in shown
    assert "Data sampai" in shown


def test_the_same_in_english(house: House) -> None:
    house.town.record()
    house.town.catch_up()
    house.town.on("2022-03-04T09:00")
    shown = english(signed_in(house.app, UNIT)).text(PAGE)
    assert "Your turn: confirm the action." in shown
    assert "Due Friday, 11 March 2022 at 24.00 WIB, 5 working days left." in shown
    assert "Giliran" not in shown


@pytest.mark.parametrize(
    "place",
    ["1|00000000000000000000|a", "1|2022-13-45T00:00:00+00:00|a", "1|2022-03-12T00:00:00.00|a"],
)
def test_a_place_that_is_none_is_the_queues_beginning(small_house: House, place: str) -> None:
    overdue(small_house)
    kanwil = signed_in(small_house.app, KANWIL)
    assert CODE in kanwil.client.get("/eskalasi", query_string={"sesudah": place}).text


@pytest.mark.parametrize("office", [OTHER, "LPP-PGK"])
def test_another_unit_sees_nothing(house: House, office: str) -> None:
    house.town.record()
    house.town.catch_up()
    stranger = signed_in(house.app, office)
    for path in (PAGE, "/rekomendasi/REK-BABEL-2022-9999"):
        assert "Tidak ada di sini" in words(stranger.get(path, 404))
    assert CODE not in stranger.get("/tugas")


def test_whoever_is_not_signed_in_is_led_to_sign_in_and_back(small_house: House) -> None:
    answer = Visitor(small_house.app).client.get(f"{PAGE}?seen=3")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/masuk?next={PAGE}%3Fseen%3D3"


def test_what_people_wrote_is_escaped(house: House) -> None:
    house.town.record(text=SCRIPT, letter_number=SCRIPT)
    house.town.catch_up()
    house.town.on("2022-03-14T09:00")
    house.town.sweep()
    kanwil = signed_in(house.app, KANWIL)
    for path in (PAGE, "/eskalasi", "/register"):
        assert SCRIPT not in kanwil.get(path)
    assert "&lt;script&gt;" in kanwil.get(PAGE)


def test_a_units_tasks_stand_by_date_and_in_their_groups(house: House) -> None:
    first = house.town.record()
    house.town.record()
    house.town.catch_up()
    unit = signed_in(house.app, UNIT)
    assert "Perlu dikerjakan (2)" in unit.text("/tugas")
    house.town.confirm(first)
    house.town.catch_up()
    shown = unit.text("/tugas")
    assert "Perlu dikerjakan (1) REK-BABEL-2022-0002" in shown
    assert f"Menunggu pihak lain (1) {CODE}" in shown
    assert "Menunggu verifikasi Ombudsman sejak" in shown


def test_the_kanwil_acknowledges_and_decides(house: House) -> None:
    escalation = overdue(house)
    kanwil = signed_in(house.app, KANWIL)
    assert "Tingkat 1 LP-SGL · terbuka" in kanwil.text("/eskalasi")
    assert "Giliran Anda: putuskan eskalasi tingkat 1" not in kanwil.text("/tugas")
    answer = kanwil.send("/eskalasi", f"/eskalasi/{escalation}/akui")
    assert answer.headers["Location"] == f"/eskalasi/{escalation}"
    assert "diakui, belum diputuskan" in kanwil.text(f"/eskalasi/{escalation}")
    form = f"/eskalasi/{escalation}"
    said = {"decision": "instruct", "note": "Pasang papan.", "internal_due_on": "2022-03-29"}
    answer = kanwil.send(form, f"{form}/putuskan", **said)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}?diputuskan=1")
    shown = kanwil.text(answer.headers["Location"])
    assert "Keputusan Anda tersimpan." in shown
    assert "Keputusan: instruksi, tanggal internal 29 Mar 2022. Pasang papan." in shown
    assert "Tidak ada eskalasi yang menunggu." in kanwil.text("/eskalasi")
    late = kanwil.client.post(f"{form}/putuskan", data={"csrf": kanwil.token(form), **said})
    assert late.status_code in (400, 409)


def test_a_fault_is_told_at_its_field_and_what_was_typed_stays(house: House) -> None:
    form = f"/eskalasi/{overdue(house)}"
    kanwil = signed_in(house.app, KANWIL)
    typed = {"decision": "take_over", "note": 'Besok "pagi"', "internal_due_on": "2022-03-01"}
    answer = kanwil.send(form, f"{form}/putuskan", **typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="internal_due_on-fault"' in page
    assert "Besok &#34;pagi&#34;" in page
    assert re.search(r'value="take_over" required checked', page)
    assert 'value="2022-03-01"' in page
    nothing = kanwil.send(form, f"{form}/putuskan", note=" ")
    assert (
        kanwil.client.get(f"{form}/putuskan").headers["Location"] == form
    )  # as ID | EN leads back
    page = nothing.get_data(as_text=True)
    assert nothing.status_code == 422
    assert 'id="decision-fault"' in page
    assert 'id="note-fault"' in page
    assert "Diputuskan" not in kanwil.text(PAGE)


def test_only_the_head_of_the_holder_decides_and_only_with_its_own_form(house: House) -> None:
    form = f"/eskalasi/{overdue(house)}"
    operator = signed_in(house.app, KANWIL, "operator")
    assert "Keputusan hanya dari akun kepala" in operator.text(form)
    said = {"decision": "take_over", "note": "x"}
    assert operator.send(form, f"{form}/putuskan", **said).status_code == 403
    assert signed_in(house.app, UNIT).client.get("/eskalasi").status_code == 403
    ombudsman = signed_in(house.app, "OMBUDSMAN-BABEL")
    assert ombudsman.send(form, f"{form}/akui").status_code == 403
    head = signed_in(house.app, KANWIL)
    for action in ("akui", "putuskan"):
        assert head.client.post(f"{form}/{action}", data=said).status_code == 400


def test_the_register_is_filtered_by_its_address(house: House) -> None:
    for _ in range(3):
        house.town.record()
    house.town.catch_up()
    ombudsman = signed_in(house.app, "OMBUDSMAN-BABEL")
    assert ombudsman.text("/register").count("REK-BABEL") == 3
    assert ombudsman.text(f"/register?unit={UNIT}&status=&timeliness=").count("REK-BABEL") == 3
    assert "Tidak ada rekomendasi yang cocok." in ombudsman.text("/register?status=implemented")
    first = ombudsman.get("/register?limit=2")
    [more] = re.findall(r'href="(/register\?[^"]*cursor[^"]*)"', first)
    assert ombudsman.text(more.replace("&amp;", "&")).count("REK-BABEL") == 1
    assert ombudsman.client.get("/register?status=none").status_code == 422


def test_what_has_just_been_said_is_waited_for(house: House) -> None:
    house.town.record()
    house.town.catch_up()
    unit = signed_in(house.app, UNIT)
    house.town.confirm(house.town.record())
    assert "segera tampil" not in unit.text(f"{PAGE}?seen=3")
    assert "segera tampil di sini" in unit.text(f"{PAGE}?seen=99")


def test_every_word_stands_in_both_languages() -> None:
    for key, pair in WORDS.items():
        assert all(pair), key
        held = [sorted(re.findall(r"{(\w+)}", text)) for text in pair]
        assert held[0] == held[1], key
