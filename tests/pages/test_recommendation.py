"""A recommendation's page: one story of what was said and timed, what is to come, why each date."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from shared.events import EvidenceFacts
from tests.followup.house import House
from tests.followup.test_cost import statements
from tests.followup.town import UNIT
from tests.pages.test_followup import CODE, KANWIL, PAGE, english, overdue
from tests.pages.visitor import Visitor, signed_in, words

ME = UNIT.code
PHOTO = EvidenceFacts(
    "e-1", "photo", "image/jpeg", 1_250_000, "ab12cd34" + "0" * 56, date(2022, 3, 1), "Ruang A", "x"
)


def recorded(house: House, **changes: Any) -> str:
    about = house.town.record(**changes)
    house.town.catch_up()
    return about


def ahead(page: str) -> list[str]:
    """The rungs to come, as the page lists them under today."""
    return [words(one) for one in re.findall(r'<li class="ahead">(.*?)</li>', page, re.DOTALL)]


def test_the_rungs_to_come_stand_under_today_until_somebody_acts(house: House) -> None:
    about = recorded(house)
    house.town.on("2022-03-09T09:00")
    unit = signed_in(house.app, ME)
    page = unit.get(PAGE)
    assert "Hari ini, Rabu, 9 Maret 2022 pukul 09.00 WIB" in words(page)
    assert [one.partition(" WIB ")[2][:20] for one in ahead(page)] == [
        "Pengingat kepada LP-",
        "ESKALASI tingkat 1 k",
        "ESKALASI tingkat 2 k",
        "Tangga eskalasi habi",
    ]
    assert ahead(page)[1].startswith("Sabtu, 12 Maret 2022 pukul 00.00 WIB")
    house.town.confirm(about)
    house.town.catch_up()
    assert ahead(unit.get(PAGE)) == []


def test_evidence_stands_in_the_story_as_tiles(house: House) -> None:
    about = recorded(house)
    house.town.on("2022-03-02T10:00")
    confirmed = house.town.confirm
    film = replace(PHOTO, id="e-2", kind="video", media_type="video/mp4", taken_on=None)
    confirmed(about, evidence=(PHOTO, film))
    house.town.catch_up()
    page = signed_in(house.app, KANWIL).get(PAGE)
    assert 'href="/bukti/e-1"' in page
    assert 'src="/bukti/e-1/kecil"' in page
    assert 'src="/bukti/e-2/kecil"' not in page
    shown = words(page)
    for text in ("Ruang A", "dibuat 1 Mar 2022", "diterima 2 Mar 2022", "1,2 MB", "ab12cd34…"):
        assert text in shown


def test_what_came_back_says_why_before_anything_else(house: House) -> None:
    about = recorded(house)
    house.town.confirm(about)
    house.town.verify(about, "returned", date(2022, 3, 25), note="Papan <b> belum terbaca.")
    house.town.catch_up()
    unit = signed_in(house.app, ME)
    for path in (PAGE, "/tugas"):
        page = unit.get(path)
        assert "Papan &lt;b&gt; belum terbaca." in page
        assert "Dikembalikan Ombudsman. Yang perlu diperbaiki:" in words(page)
    assert page.index("belum terbaca") < page.index("<footer")
    house.town.confirm(about)
    house.town.catch_up()
    assert "Yang perlu diperbaiki" not in unit.text("/tugas")


def test_a_decision_without_a_date_shows_its_ten_counted_days(house: House) -> None:
    escalation = overdue(house)
    head = signed_in(house.app, KANWIL)
    form = f"/eskalasi/{escalation}"
    head.send(form, f"{form}/putuskan", decision="take_over", note="Kami kerjakan.")
    shown = head.text(PAGE)
    assert "10 hari kerja sejak sehari setelah keputusan pada Senin, 14 Maret 2022" in shown
    assert "sampai Senin, 28 Maret 2022" in shown
    assert "hari ke- 10 jatuh tempo" in shown


def test_a_date_that_was_named_is_not_explained_by_counting(house: House) -> None:
    escalation = overdue(house)
    head = signed_in(house.app, KANWIL)
    form = f"/eskalasi/{escalation}"
    said = {"decision": "instruct", "note": "x", "internal_due_on": "2022-03-28"}
    head.send(form, f"{form}/putuskan", **said)
    assert "Mengapa tanggal internal itu" not in head.text(PAGE)


def test_a_day_that_does_not_count_leads_to_its_reason(house: House) -> None:
    recorded(house)
    page = signed_in(house.app, ME).get(PAGE)
    assert 'href="#hari-2022-02-01"' in page
    [reason] = re.findall(r'<li id="hari-2022-02-01">(.*?)</li>', page)
    assert "Tahun Baru Imlek (hari libur nasional), sumber: PyPI holidays" in reason


def test_the_count_is_made_again_for_another_day_and_nothing_is_kept(house: House) -> None:
    recorded(house)
    unit = signed_in(house.app, ME)
    path = f"{PAGE}/hitung-ulang"
    assert "Jatuh tempo Jumat, 11 Maret 2022 pukul 24.00 WIB." in unit.text(path)
    again = unit.text(f"{path}?received_on=2022-04-01")
    assert "Jatuh tempo Rabu, 25 Mei 2022 pukul 24.00 WIB." in again
    assert "Jumat, 11 Maret 2022" in unit.text(PAGE)
    for wrong in ("kemarin", "1999-01-01"):
        assert 'id="received_on-fault"' in unit.get(f"{path}?received_on={wrong}", 422)
    assert signed_in(house.app, "RT-MTK").client.get(path).status_code == 404


def test_the_head_asks_for_more_time_and_reads_the_answer(house: House) -> None:
    about = recorded(house)
    house.town.on("2022-03-01T09:00")
    unit, path = signed_in(house.app, ME), f"{PAGE}/perpanjangan-waktu"
    assert f'href="{path}"' in unit.get(PAGE)
    typed = {"new_due_on": "2022-04-01", "reason": "Papan sedang dicetak."}
    early = unit.send(path, path, **{**typed, "new_due_on": "2022-03-11"})
    page = early.get_data(as_text=True)
    assert (early.status_code, 'id="new_due_on-fault"' in page) == (422, True)
    assert "Papan sedang dicetak." in page
    assert unit.send(path, path, new_due_on="2022-04-01", reason=" ").status_code == 422
    answer = unit.send(path, path, **typed)
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    shown = unit.text(PAGE)
    assert "Perpanjangan waktu sampai Jumat, 1 April 2022 sudah diminta" in shown
    assert "Minta perpanjangan waktu sampai 1 Apr 2022: Papan sedang dicetak." in shown
    assert f'href="{path}"' not in unit.get(PAGE)
    assert unit.send(path, path, **typed).status_code == 409
    [request] = house.town.case(about).requests
    said = {"reason": "Waktu cukup."}
    refused = house.post("OMBUDSMAN-BABEL", f"/extension-requests/{request.id}/refusal", said)
    assert refused.status_code == 201
    assert "ditolak Selasa, 1 Maret 2022 pukul 09.00 WIB: Waktu cukup." in unit.text(PAGE)


@pytest.mark.parametrize(
    ("office", "capacity", "status"),
    [("RT-MTK", "head", 404), (ME, "operator", 403), (KANWIL, "head", 403),
     ("OMBUDSMAN-BABEL", "head", 403)],
)  # fmt: skip
def test_nobody_else_asks(small_house: House, office: str, capacity: str, status: int) -> None:
    recorded(small_house)
    visitor = signed_in(small_house.app, office, capacity)
    assert visitor.client.get(f"{PAGE}/perpanjangan-waktu").status_code == status


def test_a_statutory_date_is_told_to_stand(small_house: House) -> None:
    recorded(small_house, instrument="rekomendasi")
    unit = signed_in(small_house.app, ME)
    assert "perpanjangan-waktu" not in unit.get(PAGE)
    assert "tidak dapat diperpanjang" in unit.text(f"{PAGE}/perpanjangan-waktu")


def test_an_operator_is_asked_to_prepare(small_house: House) -> None:
    recorded(small_house)
    shown = signed_in(small_house.app, ME, "operator").text(PAGE)
    assert "Siapkan konfirmasi pelaksanaan" in shown
    assert "Minta perpanjangan waktu" not in shown


def test_tasks_come_in_pages_and_closed_ones_in_the_archive(small_house: House) -> None:
    ids = [small_house.town.record() for _ in range(63)]
    for about in ids[:2]:
        small_house.town.confirm(about)
        small_house.town.verify(about, "implemented")
    for about in ids[2:13]:
        small_house.town.confirm(about)
    small_house.town.catch_up()
    unit = signed_in(small_house.app, ME)
    first = unit.get("/tugas")
    assert "Perlu dikerjakan (50)" in words(first)
    assert "Menunggu pihak lain (11)" in words(first)
    assert len(set(re.findall(r"REK-BABEL-2022-\d{4}", first))) == 60
    assert 'href="/tugas/menunggu"' in first
    archive = unit.text("/tugas/arsip")
    assert "Selesai (2) " in archive
    assert archive.index("REK-BABEL-2022-0002") < archive.index(CODE)
    assert len(set(re.findall(r"REK-BABEL-2022-\d{4}", unit.get("/tugas/menunggu")))) == 11


def test_a_longer_list_goes_on_where_it_ended(small_house: House) -> None:
    for _ in range(53):
        small_house.town.record()
    small_house.town.catch_up()
    unit, seen, path = signed_in(small_house.app, ME), [], "/tugas"
    for _ in range(2):
        page = unit.get(path)
        seen += re.findall(r'href="/rekomendasi/(REK-BABEL-2022-\d{4})"', page)
        path = (re.findall(r'href="(/tugas\?cursor=[^"]+)"', page) or [""])[0]
    assert path == ""
    assert sorted(seen) == [f"REK-BABEL-2022-{number:04d}" for number in range(1, 54)]


@pytest.mark.parametrize("path", ["/tugas", "/tugas/arsip", PAGE, f"{PAGE}/hitung-ulang"])
def test_a_page_asks_the_database_as_often_for_many_as_for_few(
    small_house: House, path: str
) -> None:
    about = recorded(small_house)
    unit = signed_in(small_house.app, ME)
    few = asked(small_house, unit, path)
    for _ in range(30):
        small_house.town.confirm(about)
        small_house.town.verify(about, "returned", date(2022, 3, 25) + timedelta(days=1))
        small_house.town.record()
    small_house.town.catch_up()
    many = asked(small_house, unit, path)
    assert many == few + (path == "/tugas"), "why something came back is asked once for all"
    assert many <= 20


def asked(house: House, visitor: Visitor, path: str) -> int:
    """How many statements the page made, whichever database they went to."""
    visitor.get(path)  # what is only asked once in a while is asked here
    own, registry = house.town.place.engine, house.app.extensions["tindak"].engines.registry
    with statements(own) as mine, statements(registry) as theirs:
        visitor.get(path)
    return len(mine) + len(theirs)


def test_the_page_says_it_in_english(small_house: House) -> None:
    recorded(small_house)
    unit = english(signed_in(small_house.app, ME))
    unit.send(f"{PAGE}/perpanjangan-waktu", f"{PAGE}/perpanjangan-waktu",
              new_due_on="2022-04-01", reason="The board is being printed.")  # fmt: skip
    shown = unit.text(PAGE) + unit.text("/tugas") + unit.text(f"{PAGE}/hitung-ulang")
    assert "An extension until Friday, 1 April 2022 was asked for" in shown
    assert "What follows happens if nobody does anything:" in shown
    for indonesian in ("Giliran", "Yang berikut", "hari kerja", "Hitung"):
        assert indonesian not in shown
