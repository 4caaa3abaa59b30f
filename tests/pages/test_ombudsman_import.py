"""Letters from a spreadsheet: a dry run with each fault in its cell, then all of it or nothing."""

import csv
import io
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from services.intake.pages.ombudsman.sheet_shelf import NotWaiting, Shelf
from services.intake.sheets import COLUMNS
from tests.intake.town import OMBUDSMAN, RUTAN, Town
from tests.pages.visitor import Visitor, signed_in, words

EXAMPLE = Path(__file__).parents[2] / "docs" / "templates" / "letters-example.csv"
ROWS = list(csv.DictReader(EXAMPLE.read_text(encoding="utf-8-sig").splitlines()))
SCRIPT = "<script>alert(1)</script>"


def table(*changes: dict[str, str], rows: int = 2) -> bytes:
    """The example's first rows, changed so, one after another."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(ROWS[0]))
    writer.writeheader()
    for number in range(max(rows, len(changes))):
        change = changes[number] if number < len(changes) else {}
        writer.writerow({**ROWS[number % len(ROWS)], **change})
    return text.getvalue().encode()


def book(header: Sequence[str], *rows: Sequence[Any]) -> bytes:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in (header, *rows):
        sheet.append(list(row))
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def uploaded(visitor: Visitor, content: bytes, name: str = "surat.csv") -> Any:
    data = {"csrf": visitor.token("/impor"), "file": (io.BytesIO(content), name)}
    return visitor.client.post("/impor", data=data)


def waiting(visitor: Visitor, content: bytes, name: str = "surat.csv") -> str:
    """Where the dry run of that file stands."""
    answer = uploaded(visitor, content, name)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def test_a_file_with_faults_is_mended_then_imported(intake: Town, staff: Visitor) -> None:
    bad = table({"unit": "Lapas Entah", "severity": "gawat"}, {"received_on": "25/01/2022"})
    with intake.unchanged():
        place = waiting(staff, bad)
        shown = staff.get(place)
    assert "Ada 3 kesalahan pada 2 baris" in words(shown)
    wrong = [words(cell) for cell in re.findall(r'<td class="wrong">.*?</td>', shown)]
    assert [cell.split(":")[0].strip() for cell in wrong] == ["unit", "severity", "received_on"]
    assert "Lapas Entah" in wrong[0]
    assert "Tidak ada kantor “Lapas Entah” di register." in wrong[0]
    assert "Tulis 2022-01-25: tahun, bulan, hari." in wrong[2]
    assert "Impor 2" not in shown
    good = waiting(staff, table())
    assert "Impor 2 rekomendasi" in staff.text(good)
    assert "25 Jan 2022 · Saran perbaikan" in staff.text(good)
    answer = staff.send(good, good)
    assert answer.headers["Location"] == good
    done = staff.text(good)
    assert "1 surat dengan 2 rekomendasi tersimpan." in done
    assert intake.count("recommendation") == 2
    actor = intake.events()[-1]["data"]["actor"]
    assert actor["name"] == f"Kepala {OMBUDSMAN}"


def test_pressing_twice_imports_once(intake: Town, staff: Visitor) -> None:
    place = waiting(staff, table())
    token = staff.token(place)
    for _ in range(2):
        assert staff.client.post(place, data={"csrf": token}).status_code == 303
    assert intake.count("letter") == 1


def test_what_was_recorded_meanwhile_is_told_and_nothing_written(
    intake: Town, staff: Visitor
) -> None:
    first, second = waiting(staff, table()), waiting(staff, table(rows=3))
    assert staff.send(first, first).status_code == 303
    token = staff.token("/impor")
    with intake.unchanged():
        answer = staff.client.post(second, data={"csrf": token})
    assert answer.status_code == 409
    assert "sudah tercatat" in answer.get_data(as_text=True)


def test_a_workbook_is_read_as_well(small_intake: Town, small_staff: Visitor) -> None:
    row = {**ROWS[0], "number": SCRIPT}
    place = waiting(small_staff, book(list(row), list(row.values())), "Surat Januari.XLSX")
    page = small_staff.get(place)
    assert "Impor 1 rekomendasi" in page
    assert SCRIPT not in page
    small_staff.send(place, place)
    assert small_intake.count("recommendation") == 1


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "surat.csv", "Belum ada baris"),
        (b"x", "surat.pdf", "Pilih berkas CSV atau XLSX"),
        (b"{}", "surat.json", "Pilih berkas CSV atau XLSX"),
    ],
)
def test_what_is_no_table_is_refused_at_once(
    small_staff: Visitor, content: bytes, name: str, said: str
) -> None:
    answer = uploaded(small_staff, content, name)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"number,date\nN/1,2022-01-25\n", "s.csv", "Kolom unit: Kolom ini tidak ada."),
        (table().replace(b"signatory", b"tanda"), "s.csv", "Kolom tanda: Kolom ini tidak dikenal"),
        (table().split(b"\n")[0] + b"\n", "s.csv", "Belum ada baris di bawah baris judul."),
        (b"PK\x03\x04broken", "s.xlsx", "bukan buku kerja XLSX"),
        ("n\xf6".encode("latin-1"), "s.csv", "Simpan sebagai CSV UTF-8"),
    ],
)
def test_what_is_wrong_with_the_whole_file_is_said_above(
    small_staff: Visitor, content: bytes, name: str, said: str
) -> None:
    assert said in small_staff.text(waiting(small_staff, content, name))


def test_many_faulty_rows_come_in_pages(small_staff: Visitor) -> None:
    place = waiting(small_staff, table(*({"severity": f"x{n}"} for n in range(60))))
    first = small_staff.get(place)
    assert "pada 60 baris" in words(first)
    assert "Halaman 1 dari 3" in words(first)
    assert ">x0<" in first
    assert ">x25<" not in first
    third = small_staff.get(f"{place}?halaman=3")
    assert ">x59<" in third
    assert len(first) < 20_000


def test_a_file_waits_an_hour_for_its_own_account_alone(
    small_intake: Town, small_staff: Visitor
) -> None:
    place = waiting(small_staff, table())
    other = signed_in(small_intake.app, OMBUDSMAN, "operator")
    assert "tidak lagi menunggu" in words(other.get(place, 404))
    [path] = (small_intake.settings.data / "sheets").rglob("*.csv")
    os.utime(path, (1, 1))
    assert "tidak lagi menunggu" in words(small_staff.get(place, 404))
    answer = small_staff.client.post(place, data={"csrf": small_staff.token("/impor")})
    assert answer.status_code == 404
    waiting(small_staff, table(rows=3))
    assert not path.exists()


def test_an_account_keeps_a_few_files_only(small_intake: Town, small_staff: Visitor) -> None:
    for rows in range(1, 7):
        waiting(small_staff, table(rows=rows))
    assert len(list((small_intake.settings.data / "sheets").rglob("*.csv"))) == 3


def test_the_template_is_what_an_import_reads(small_staff: Visitor) -> None:
    made = small_staff.client.get("/impor/templat.xlsx")
    sheets = load_workbook(io.BytesIO(made.data))
    assert [cell.value for cell in sheets.worksheets[0][1]] == list(COLUMNS)
    units = [row[0].value for row in sheets["unit"]]
    assert units[0] == "KANWIL-BABEL"
    assert RUTAN in units
    header = small_staff.client.get("/impor/templat.csv").data.decode("utf-8-sig")
    assert header.strip().split(",") == list(COLUMNS)


def test_units_import_nothing(small_intake: Town) -> None:
    for office in (RUTAN, "KANWIL-BABEL"):
        assert signed_in(small_intake.app, office).client.get("/impor").status_code == 403


def test_what_another_process_takes_away_meanwhile_stops_nobody(tmp_path: Path) -> None:
    ready = Shelf(tmp_path, "a1")
    ready.folder.mkdir()
    (ready.folder / "gone.csv").symlink_to("nowhere")
    sha256 = ready.lay(io.BytesIO(b"number\n"), "a.csv")
    assert ready.find(sha256).suffix == ".csv"
    with pytest.raises(NotWaiting):
        ready.find("gone")
