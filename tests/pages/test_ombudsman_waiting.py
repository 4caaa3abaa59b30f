"""What waits for the Ombudsman, refusing more time, dates worked out, the register's filters."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from services.followup import core, say
from shared.db import writing
from shared.events import Actor
from tests.followup.house import House
from tests.pages.visitor import Visitor, signed_in, words

OMBUDSMAN, UNIT = "OMBUDSMAN-BABEL", "LP-SGL"
MOST_STATEMENTS, MOST_BYTES = 20, 20_000


def staff(house: House) -> Visitor:
    return signed_in(house.app, OMBUDSMAN, "operator")


def asked_for_time(house: House, about: str, request: str = "request-1") -> str:
    """The id of the unit's request for more time."""
    head = Actor("a1", "Kepala Lapas", UNIT, "unit")
    with writing(house.town.place.engine) as conn:
        say.say(conn, house.town.place, about, lambda case, now: core.request_extension(
            case, request, date(2022, 4, 1), "Menunggu anggaran.", actor=head,
            today=now.date()))  # fmt: skip
    say.settle(house.town.place, about)
    return request


@contextmanager
def statements(house: House) -> Iterator[list[str]]:
    """Every statement that the application makes meanwhile."""
    made: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            made.append(statement)

    engines = house.app.extensions["tindak"].engines
    for engine in (engines.own, engines.registry):
        event.listen(engine, "before_cursor_execute", note)
    yield made
    for engine in (engines.own, engines.registry):
        event.remove(engine, "before_cursor_execute", note)


def test_the_oldest_confirmation_stands_first_and_leads_to_its_form(house: House) -> None:
    first, second = house.town.record(), house.town.record()
    visitor = staff(house)
    assert "Tidak ada yang menunggu verifikasi." in visitor.text("/verifikasi")
    for about, day in ((second, "2022-02-01T09:00"), (first, "2022-02-03T09:00")):
        house.town.on(day)
        house.town.confirm(about)
        house.town.catch_up()
    house.town.on("2022-02-08T09:30")
    page = visitor.get("/verifikasi")
    assert re.findall(r'href="/penilaian/([^"]+)"', page) == [second, first]
    assert "Pelaksanaan yang dikonfirmasi (2)" in words(page)
    assert "menunggu 7 hari" in words(page)
    assert "Tidak ada yang cocok" in visitor.text("/verifikasi?unit=RT-MTK")
    assert "REK-BABEL-2022-0001" in visitor.text("/verifikasi?q=0001")
    assert "REK-BABEL-2022-0002" not in visitor.text("/verifikasi?q=0001")


def test_it_is_paged_and_costs_the_same_however_much_waits(small_house: House) -> None:
    for number in range(22):
        about = small_house.town.record()
        small_house.town.on(f"2022-02-01T{8 + number // 60:02}:{number:02}")
        small_house.town.confirm(about)
    small_house.town.catch_up()
    visitor = staff(small_house)
    visitor.get("/verifikasi")
    with statements(small_house) as made:
        page = visitor.get("/verifikasi")
    assert len(made) <= MOST_STATEMENTS
    assert len(page) < MOST_BYTES
    [more] = re.findall(r'href="(/verifikasi\?[^"]+)"', page)
    second = visitor.get(more.replace("&amp;", "&"))
    assert len(re.findall("/penilaian/", second)) == 2


def test_more_time_is_refused_with_a_reason(house: House) -> None:
    about = house.town.record()
    house.town.catch_up()
    request = asked_for_time(house, about)
    visitor, form = staff(house), f"/penolakan/{request}"
    page = visitor.get("/verifikasi")
    assert f"/perpanjangan/{about}?permintaan={request}&amp;sampai=2022-04-01" in page
    assert f'href="{form}"' in page
    assert "Menunggu anggaran." in visitor.text(form)
    wrong = visitor.send(form, form, reason=" ")
    assert wrong.status_code == 422
    assert 'id="reason-fault"' in wrong.get_data(as_text=True)
    led = visitor.send(form, form, reason="Anggaran sudah ada.")
    assert led.headers["Location"] == "/rekomendasi/REK-BABEL-2022-0001"
    assert "perpanjangan waktu ditolak: Anggaran sudah ada." in visitor.text(
        led.headers["Location"]
    ).replace("Perpanjangan", "perpanjangan")
    again = visitor.client.post(form, data={"csrf": visitor.token(form), "reason": "x"})
    assert again.status_code == 409
    assert signed_in(house.app, UNIT).client.get(form).status_code == 403


def test_more_requests_than_the_page_shows_are_told_and_paged(small_house: House) -> None:
    ids = [small_house.town.record() for _ in range(22)]
    small_house.town.catch_up()
    for number, about in enumerate(ids):
        asked_for_time(small_house, about, f"request-{number:02}")
    visitor = staff(small_house)
    page = visitor.get("/verifikasi")
    assert "Permintaan perpanjangan waktu (lebih dari 20)" in words(page)
    assert page.count("/penolakan/") == 20
    assert 'href="/verifikasi/permintaan"' in page
    listed = visitor.get("/verifikasi/permintaan")
    [more] = re.findall(r'href="(/verifikasi/permintaan\?cursor=[^"]+)"', listed)
    both = listed + visitor.get(more.replace("&amp;", "&"))
    assert len(set(re.findall(r"/penolakan/([^\"]+)", both))) == 22


def test_more_exhausted_than_the_page_shows_are_in_the_register(small_house: House) -> None:
    for _ in range(21):
        small_house.town.record()
    small_house.town.catch_up()
    small_house.town.on("2022-06-01T09:00")
    small_house.town.sweep()
    visitor = staff(small_house)
    page = visitor.get("/verifikasi")
    assert "Tangga eskalasi habis (lebih dari 20)" in words(page)
    assert 'href="/register?level=3"' in page
    assert len(set(re.findall("REK-BABEL-2022-00..", visitor.get("/register?level=3")))) == 21


def test_what_the_ladder_could_not_move_is_the_ombudsmans_to_judge(small_house: House) -> None:
    about = small_house.town.record()
    small_house.town.catch_up()
    small_house.town.on("2022-06-01T09:00")
    small_house.town.sweep()
    page = staff(small_house).get("/verifikasi")
    assert "Tangga eskalasi habis (1)" in words(page)
    assert f"/penilaian/{about}" in page


def test_a_letters_dates_are_worked_out_and_the_form_comes_back(small_house: House) -> None:
    small_house.town.on("2022-01-25T09:00")
    visitor = staff(small_house)
    typed = {
        "letter.instrument": "saran",
        "letter.subject": 'SOP "kunjungan"',
        "recommendations.0.unit": UNIT,
        "recommendations.0.received_on": "2022-01-25",
        "recommendations.1.unit": UNIT,
        "recommendations.2.unit": UNIT,
        "recommendations.2.due_on": "2022-05-02",
        "recommendations.3.unit": "entah",
        "do": "check",
    }
    answer = visitor.client.post("/tenggat", data={"csrf": visitor.token("/verifikasi"), **typed})
    page = answer.get_data(as_text=True)
    said = dict(re.findall(r'id="tenggat-(\d)">([^<]+)<', page))
    assert said["0"].startswith("Jatuh tempo Jumat, 11 Maret 2022: 30 hari kerja sesudah diterima")
    assert "dianggap diterima Jumat, 28 Januari 2022" in said["1"]
    assert said["2"] == "Jatuh tempo Senin, 2 Mei 2022, ditetapkan surat."
    assert said["3"].startswith("Pilih bentuk surat dan UPT")
    assert 'value="SOP &#34;kunjungan&#34;"' in page
    assert 'action="/surat/baru"' in page
    assert 'name="do" value="check"' not in page


def test_the_date_in_force_is_shown_for_a_form(small_house: House) -> None:
    about = small_house.town.record()
    small_house.town.catch_up()
    assert "Jumat, 11 Maret 2022 pukul 24.00 WIB" in staff(small_house).text(f"/tenggat/{about}")


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("q=0002", ["0002"]),
        ("q=lp-sgl+perbaiki", ["0003"]),
        ("q=PERBAIKI", ["0003"]),
        ("unit=RT-MTK", []),
        ("kanwil=KANWIL-BABEL", ["0001", "0002", "0003"]),
        ("instrument=rekomendasi", []),
        ("service=pengaduan", ["0002"]),
        ("level=1", ["0001", "0003"]),
        ("level=0", ["0002"]),
        ("status=received&timeliness=no_deadline", ["0002"]),
        ("due_from=2022-03-11&due_to=2022-03-11", ["0001", "0003"]),
        ("due_to=2022-03-10", []),
        ("due_from=2022-03-12", []),
        ("order=newest", ["0003", "0002", "0001"]),
        ("order=due", ["0001", "0003", "0002"]),
        ("letter_id=letter-1", ["0001", "0002", "0003"]),
    ],
)
def test_the_registers_filters_live_in_its_address(
    small_house: House, query: str, codes: list[str]
) -> None:
    small_house.town.record()
    small_house.town.record(service="pengaduan", due_kind="none")
    small_house.town.record(text="Perbaiki papan.")
    small_house.town.catch_up()
    small_house.town.on("2022-03-14T09:00")
    small_house.town.sweep()
    page = staff(small_house).get(f"/register?{query}")
    assert re.findall(r">REK-BABEL-2022-(\d{4})</a>", page) == codes
    assert f"{len(codes)} rekomendasi" in words(page)


def test_what_is_wrong_with_a_filter_stands_at_it(small_house: House) -> None:
    visitor = staff(small_house)
    for query, field in (("unit=entah", "unit"), ("due_from=kemarin", "due_from")):
        page = visitor.get(f"/register?{query}", 422)
        assert f'href="#{field}"' in page
    assert "Belum ada rekomendasi" in visitor.text("/register")


def test_the_last_page_costs_what_the_first_does(house: House) -> None:
    for _ in range(7):
        house.town.record()
    house.town.catch_up()
    visitor, seen = staff(house), []
    path: str | None = "/register?limit=2&order=due"
    while path:
        with statements(house) as made:
            page = visitor.get(path)
        assert len(made) <= MOST_STATEMENTS
        assert "7 rekomendasi" in words(page)
        seen += re.findall(r">REK-BABEL-2022-(\d{4})</a>", page)
        found = re.findall(r'href="(/register\?[^"]*cursor[^"]*)"', page)
        path = found[0].replace("&amp;", "&") if found else None
    assert sorted(seen) == [f"{number:04}" for number in range(1, 8)]  # due alike: in any order


def test_a_count_says_when_time_has_not_spoken_yet(small_house: House) -> None:
    small_house.town.record()
    small_house.town.catch_up()
    small_house.town.on("2022-03-14T09:00")
    assert "Sekitar" in staff(small_house).text("/register?level=1")


def test_a_full_page_of_the_register_is_light(small_house: House) -> None:
    text = "SOP layanan utama dibuat jelas dan dipasang di tempat yang mudah dilihat. " * 4
    for _ in range(26):
        small_house.town.record(text=text)
    small_house.town.catch_up()
    page = staff(small_house).get("/register")
    assert page.count('class="title"') == 25
    assert len(page) < MOST_BYTES
