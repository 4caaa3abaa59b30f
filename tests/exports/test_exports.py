"""What leaves as a file or an address: in the visitor's sight only, and never as a formula."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any
from urllib.parse import quote

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from services.followup import core, say
from services.followup.exports import letters, matrix, paper
from services.followup.looking import register
from services.followup.looking.look import Reader
from services.followup.looking.register import Asked
from shared import registry
from shared.db import reading, writing
from shared.events import Actor
from tests.followup.house import House
from tests.pages.visitor import Visitor, signed_in, words

UNIT, KANWIL, OMBUDSMAN, OTHER = "LP-SGL", "KANWIL-BABEL", "OMBUDSMAN-BABEL", "RT-MTK"
CODE = "REK-BABEL-2022-0001"
SHEET = "/register/matriks.xlsx"


def overdue(house: House, **said: Any) -> str:
    about = house.town.record(**said)
    house.town.catch_up()
    house.town.on("2022-03-14T09:00")
    house.town.sweep()
    return about


def sheet(visitor: Visitor, path: str = SHEET) -> Any:
    answer = visitor.client.get(path)
    assert answer.status_code == 200, answer.text
    assert "matriks-tindak-lanjut-2022-03-14.xlsx" in answer.headers["Content-Disposition"]
    return load_workbook(BytesIO(answer.data)).active


def test_the_matrix_has_one_row_per_recommendation_with_dates_that_are_dates(house: House) -> None:
    overdue(house)
    house.town.record()
    house.town.catch_up()
    rows = list(sheet(signed_in(house.app, KANWIL)).iter_rows(min_row=4, values_only=True))
    head, first, second = rows
    assert head[:2] == ("Kode", "UPT")
    assert (first[0], second[0]) == (CODE, "REK-BABEL-2022-0002")
    assert first[head.index("Jatuh tempo")] == datetime(2022, 3, 11)  # noqa: DTZ001
    assert first[head.index("Ketepatan waktu")] == "terlambat"


def test_the_matrix_can_be_filtered_and_keeps_its_head(house: House) -> None:
    overdue(house)
    found = sheet(signed_in(house.app, KANWIL))
    assert found.auto_filter.ref == "A4:Q5"
    assert found.freeze_panes == "B5"


def test_the_matrix_follows_the_filters_of_the_address(house: House) -> None:
    overdue(house)
    kanwil = signed_in(house.app, KANWIL)
    assert len(list(sheet(kanwil, f"{SHEET}?timeliness=overdue").iter_rows(min_row=5))) == 1
    empty = sheet(kanwil, f"{SHEET}?timeliness=on_time").iter_rows(min_row=5, values_only=True)
    assert list(empty) == []


def test_what_somebody_typed_is_never_a_formula(house: House) -> None:
    overdue(house, text='=HYPERLINK("http://evil.example")', letter_number="@SUM(1)")
    cells = [cell for row in sheet(signed_in(house.app, KANWIL)).iter_rows() for cell in row]
    assert "=HYPERLINK" in str([cell.value for cell in cells])
    assert {cell.data_type for cell in cells} & {"f"} == set()


@pytest.mark.parametrize(("most", "cut"), [(1, True), (2, False)])
def test_a_matrix_that_is_cut_says_so(house: House, most: int, cut: bool) -> None:
    overdue(house)
    house.town.record()
    house.town.catch_up()
    seen, into = Reader(house.town.place).listed(Asked({}), "", 9), BytesIO()
    with house.app.test_request_context():
        written = matrix.write(into, iter(seen), seen[0].now, "Asia/Jakarta", "http://a.id", most)
    assert written == most
    cells: Any = load_workbook(into).active
    last = list(cells.iter_rows(values_only=True))[-1][0]
    assert last.startswith("Hanya 1 baris pertama") is cut


def test_nobody_exports_what_is_not_theirs(house: House) -> None:
    overdue(house)
    signed_in(house.app, UNIT).get(SHEET, 403)
    stranger = signed_in(house.app, OTHER)
    stranger.get(f"/rekomendasi/{CODE}/surat/pengingat.pdf", 404)
    stranger.get(f"/rekomendasi/{CODE}/pesan", 404)


@pytest.mark.parametrize("kind", ["pengingat", "eskalasi", "instruksi", "tanda-terima"])
def test_letters_are_papers_that_a_screen_reader_can_read(house: House, kind: str) -> None:
    overdue(house, text="#set page(fill: red) *bukan* markup $x$ @ref <lbl> \\ ]")
    answer = signed_in(house.app, KANWIL).client.get(f"/rekomendasi/{CODE}/surat/{kind}.pdf")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert b"pdfuaid" in answer.data
    assert f"{kind}-{CODE}.pdf" in answer.headers["Content-Disposition"]


def test_a_letter_exists_only_once_its_facts_do(house: House) -> None:
    about = house.town.record()
    house.town.catch_up()
    kanwil = signed_in(house.app, KANWIL)
    for kind in ("eskalasi", "instruksi", "berita-acara", "undangan"):
        kanwil.get(f"/rekomendasi/{CODE}/surat/{kind}.pdf", 404)
    house.town.confirm(about)
    house.town.verify(about, "implemented")
    house.town.catch_up()
    answer = kanwil.client.get(f"/rekomendasi/{CODE}/surat/berita-acara.pdf")
    assert answer.data.startswith(b"%PDF-")
    kanwil.get(f"/rekomendasi/{CODE}/surat/pengingat.pdf", 404)


def test_every_letter_leaves_number_and_signature_blank(house: House) -> None:
    about = overdue(house)
    written = _written(house)
    house.town.confirm(about)
    house.town.verify(about, "returned", date(2022, 4, 1))
    house.town.catch_up()
    written |= _written(house)
    assert set(written) == set(letters.LETTERS)
    for data in written.values():
        assert data["top"][0] == ["Nomor", letters.BLANK]
        assert data["signs"][0]["role"] == "Kepala"
        assert CODE in str(data["facts"])


def test_no_letter_says_of_a_later_date_that_it_was_missed(house: House) -> None:
    about = overdue(house)
    missed = "Jumat, 11 Maret 2022 pukul 24.00 WIB"
    assert missed in _written(house)["eskalasi"]["says"][0]
    decided(house, about, date(2022, 3, 29))
    written = _written(house)
    assert f"sampai {missed}, Saudara" in written["instruksi"]["says"][0]
    assert "paling lambat 29 Maret 2022" in written["instruksi"]["says"][0]
    assert "eskalasi" not in written, "it is decided"


def test_who_has_confirmed_is_accused_by_no_letter(house: House) -> None:
    about = overdue(house)
    house.town.confirm(about)
    house.town.verify(about, "returned", date(2022, 4, 1))
    house.town.catch_up()
    assert not {"eskalasi", "instruksi"} & set(_written(house))


def decided(house: House, about: str, internal_due_on: date) -> None:
    head = Actor("k1", "Kepala Kanwil", KANWIL, "kanwil")
    place = house.town.place
    with writing(place.engine) as conn:
        say.say(conn, place, about, lambda case, now: core.decide(
            case, f"{about}.1.1", "instruct", "Pasang.", internal_due_on, actor=head,
            today=now.date()))  # fmt: skip
    say.settle(place, about)


def _written(house: House) -> dict[str, dict[str, Any]]:
    """Every letter that there is now, by its kind."""
    with house.app.test_request_context():
        facts = _facts(house)
        return {kind: letters.written(kind, facts) or {} for kind in letters.kinds(facts)}


def _facts(house: House) -> letters.Facts:
    [seen] = Reader(house.town.place).listed(Asked({"code": CODE}), "", 1)
    with reading(house.town.place.engine) as conn:
        rows = register.lines(conn, [seen.case.recommendation_id])[seen.case.recommendation_id]
    said = [{**row.body["body"], "at": row.at} for row in rows if row.kind == "verified"]
    with reading(house.registry) as conn:
        book = registry.book(conn)
    return letters.Facts(seen.case, said[-1] if said else None, seen.now, book.by_code.get)


def test_the_recap_is_a_paper_of_the_region(house: House) -> None:
    overdue(house)
    answer = signed_in(house.app, KANWIL).client.get(f"/wilayah/{KANWIL}/rekap.pdf")
    assert answer.data.startswith(b"%PDF-")
    signed_in(house.app, UNIT).get(f"/wilayah/{KANWIL}/rekap.pdf", 403)


def test_a_message_says_whose_turn_it_is_to_whoever_is_told(house: House) -> None:
    overdue(house)
    page = signed_in(house.app, UNIT).get(f"/rekomendasi/{CODE}/pesan")
    said = words(page)
    assert "Menunggu keputusan" in said
    assert "Giliran Anda" not in said
    assert f"https://wa.me/?text={quote('Tindak Lanjut REK')[:20]}" in page


def test_an_offices_calendar_opens_by_its_secret_address_until_it_is_replaced(
    house: House,
) -> None:
    overdue(house)
    unit, anybody = signed_in(house.app, UNIT), Visitor(house.app).client
    assert "belum punya alamat" in unit.text("/langganan")
    unit.send("/langganan", "/langganan")
    first = _address(unit)
    found = Calendar.from_ical(anybody.get(first).data)
    [event] = found.walk("VEVENT")
    assert CODE in str(event["SUMMARY"])
    assert b"DTSTART;VALUE=DATE:20220311" in event.to_ical()
    unit.send("/langganan", "/langganan")
    assert anybody.get(first).status_code == 404
    assert anybody.get(_address(unit)).status_code == 200
    other = signed_in(house.app, OTHER)
    other.send("/langganan", "/langganan")
    assert not Calendar.from_ical(anybody.get(_address(other)).data).walk("VEVENT")


def _address(visitor: Visitor) -> str:
    page = visitor.get("/langganan")
    return "/kalender/" + page.split("/kalender/")[1].split('"')[0]


def test_public_figures_are_shut_until_they_are_allowed_and_name_nobody(house: House) -> None:
    overdue(house, text="kunci loker rusak")
    anybody = Visitor(house.app)
    anybody.get("/statistik", 404)
    tindak = house.app.extensions["tindak"]
    house.app.extensions["tindak"] = replace(
        tindak, settings=replace(tindak.settings, public_statistics=True)
    )
    shown = anybody.text("/statistik")
    assert "Triwulan 1 2022 1 0 1 1" in shown
    assert "kunci loker rusak" not in shown
    assert "Sungailiat" not in shown


def test_text_is_set_as_text_not_as_markup() -> None:
    data = {
        "title": "#panic()", "head": ["*a*"], "place": "$", "date": "", "top": [["x", "#x"]],
        "to": ["@y"], "says": ["#while true {}"], "facts": [["<a>", "\\"]], "closes": [],
        "signs": [{"role": "_", "office": "`"}], "copies": ["= h"], "footer": "//",
    }  # fmt: skip
    assert paper.typeset("letter", data).startswith(b"%PDF-")
