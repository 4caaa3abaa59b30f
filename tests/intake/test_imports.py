"""Letter files: every fault of every row, all or nothing, the same road as posting."""

import csv
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from services.intake import imports, sheets
from services.intake.imports import BadRows, RowFault
from services.intake.posting import Posted
from shared import registry
from shared.db import reading
from shared.refusal import Invalid, Refusal
from tests.intake.town import LETTER, OMBUDSMAN, ROOT, Town

EXAMPLE = ROOT / "docs" / "templates" / "letters-example.csv"
TEMPLATE = ROOT / "docs" / "templates" / "letters.csv"
Row = dict[str, Any]


def rows() -> list[Row]:
    """The rows of the example."""
    with EXAMPLE.open(newline="") as file:
        return list(csv.DictReader(file))


def as_csv(folder: Path, given: list[Row], delimiter: str = ",") -> Path:
    path = folder / "letters.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.DictWriter(file, list(given[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(given)
    return path


def as_xlsx(folder: Path, given: list[Row]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(given[0]))
    for row in given:
        sheet.append([value if value != "" else None for value in row.values()])
    path = folder / "letters.xlsx"
    book.save(path)
    return path


def as_json(folder: Path, body: Any) -> Path:
    path = folder / "letters.json"
    path.write_text(json.dumps(body))
    return path


@contextmanager
def offices(town: Town) -> Iterator[registry.Book]:
    with reading(town.app.extensions["tindak"].engines.registry) as conn:
        yield registry.book(conn)


def dry(town: Town, path: Path, office: str | None = None) -> list[RowFault]:
    """What a dry run lists; it writes nothing, since it only reads."""
    with offices(town) as book, reading(town.app.extensions["tindak"].engines.own) as conn:
        return imports.check(conn, town.clock, book, imports.read(path), office)


def run(town: Town, path: Path, office: str | None = None) -> list[Posted]:
    engine = town.app.extensions["tindak"].engines.own
    with offices(town) as book:
        return list(imports.each(engine, town.clock, book, imports.read(path), office))


def places(faults: list[RowFault]) -> list[tuple[int, str]]:
    return [(one.row, one.column) for one in faults]


@pytest.mark.parametrize("kind", ["csv", "semicolons", "xlsx", "json"])
def test_the_same_letter_comes_in_every_form(town: Town, tmp_path: Path, kind: str) -> None:
    paths = {
        "csv": EXAMPLE,
        "semicolons": as_csv(tmp_path, rows(), ";"),
        "xlsx": as_xlsx(tmp_path, rows()),
        "json": ROOT / "data" / "letter-babel-2022.json",
    }
    assert dry(town, paths[kind]) == []
    [posted] = run(town, paths[kind])
    shown = town.voice(OMBUDSMAN).get(f"/letters/{posted.letter.id}").json or {}
    assert {name: shown[name] for name in LETTER["letter"]} == LETTER["letter"]
    for asked, read in zip(LETTER["recommendations"], shown["recommendations"], strict=True):
        assert {name: read[name] for name in asked} == asked
    assert [event["data"]["actor"]["office"] for event in town.events()] == [OMBUDSMAN] * 9


def test_dates_and_numbers_of_a_workbook_are_read_as_they_are_shown(
    town: Town, tmp_path: Path
) -> None:
    typed = datetime(2022, 1, 25)  # noqa: DTZ001  (a workbook knows no zones)
    more = {"date": typed, "received_on": typed.date(), "number": 17.0}
    given = [{**row, **more} for row in rows()[:1]]
    [posted] = run(town, as_xlsx(tmp_path, given))
    assert posted.letter.number == "17"
    assert posted.recommendations[0].received_on == date(2022, 1, 25)


def test_the_template_has_every_column_and_the_example_too() -> None:
    for path in (TEMPLATE, EXAMPLE):
        assert tuple(path.read_text().splitlines()[0].split(",")) == sheets.COLUMNS
    assert TEMPLATE.read_text().count("\n") == 1


@pytest.mark.parametrize("form", [as_csv, as_xlsx])
def test_every_bad_row_is_listed_and_nothing_is_imported(
    town: Town, tmp_path: Path, form: Any
) -> None:
    given = rows()
    given[1] |= {"service": "parkir", "received_on": "2022-01-24"}
    given[3] |= {"unit": "RT-NOWHERE", "components": "biaya|warna"}
    given[4] |= {"subject": "Lain"}
    given[7] |= {"text": "", "due_on": "2022-01-01", "severity": "gawat"}
    path = form(tmp_path, given)
    faults = dry(town, path)
    assert places(faults) == [
        (3, "received_on"),
        (3, "service"),
        (5, "components"),
        (5, "unit"),
        (6, "subject"),
        (9, "due_on"),
        (9, "severity"),
        (9, "text"),
    ]
    with town.unchanged(), pytest.raises(BadRows) as error:
        run(town, path)
    assert list(error.value.faults) == faults
    assert "row 3.service" in error.value.errors


def test_one_bad_letter_keeps_all_others_out(town: Town, tmp_path: Path) -> None:
    good = rows()
    bad = [{**row, "number": "N/2", "date": "2022-01-26"} for row in rows()[:1]]
    with town.unchanged(), pytest.raises(BadRows) as error:
        run(town, as_csv(tmp_path, good + bad))
    assert set(places(list(error.value.faults))) == {(10, "date"), (10, "received_on")}


def test_letters_of_several_offices_go_to_each(town: Town, tmp_path: Path) -> None:
    other = [{**row, "unit": "LP-PLG"} for row in rows()[:1]]
    given = [*rows()[:2], *[{**row, "number": "N/2"} for row in other]]
    first, second = run(town, as_csv(tmp_path, given))
    assert (first.letter.ombudsman, second.letter.ombudsman) == (OMBUDSMAN, "OMBUDSMAN-SUMSEL")
    assert second.recommendations[0].code == "REK-SUMSEL-2022-0001"


def test_an_office_imports_for_its_own_region_alone(town: Town) -> None:
    faults = dry(town, EXAMPLE, "OMBUDSMAN-SUMSEL")
    assert places(faults) == [(number, "unit") for number in range(2, 10)]


@pytest.mark.parametrize(
    ("office", "refusal"),
    [("KANWIL-BABEL", Invalid), ("OMBUDSMAN-NOWHERE", registry.UnknownOffice)],
)
def test_nobody_but_an_ombudsman_writes_letters(
    town: Town, office: str, refusal: type[Refusal]
) -> None:
    with town.unchanged(), pytest.raises(refusal):
        run(town, EXAMPLE, office)


def test_a_number_that_is_taken_is_a_fault_of_its_row(town: Town) -> None:
    assert len(run(town, EXAMPLE)) == 1
    [fault] = dry(town, EXAMPLE)
    assert (fault.row, fault.column) == (2, "number")
    with town.unchanged(), pytest.raises(BadRows):
        run(town, EXAMPLE)


def test_a_letter_finds_what_it_repeats_in_the_same_file(town: Town, tmp_path: Path) -> None:
    town.on("2022-06-02")
    later = [
        {**row, "number": "N/2", "date": "2022-06-01", "received_on": ""} for row in rows()[:1]
    ]
    first, second = run(town, as_csv(tmp_path, rows() + later))
    assert second.recommendations[0].repeat_of == first.recommendations[0].code


def test_a_due_cell_says_a_date_none_or_nothing(town: Town, tmp_path: Path) -> None:
    given = rows()[:3]
    for row, cell in zip(given, ("", "none", "2022-05-01"), strict=True):
        row["due_on"] = cell
    [posted] = run(town, as_csv(tmp_path, given))
    assert [one.due_kind for one in posted.recommendations] == ["rule", "none", "set"]


def test_empty_rows_and_optional_columns_may_be_missing(town: Town, tmp_path: Path) -> None:
    names = (
        *("number", "date", "instrument", "subject", "unit", "service"),
        *("components", "finding", "text", "severity"),
    )
    given = [{name: row[name] for name in names} for row in rows()[:2]]
    given.insert(1, dict.fromkeys(names, ""))
    [posted] = run(town, as_csv(tmp_path, given))
    assert len(posted.recommendations) == 2
    assert posted.letter.issuer == "Ombudsman RI Perwakilan Kepulauan Bangka Belitung"


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("", [(1, name) for name in sorted({"number", "date", "instrument", "subject", "unit",
         "service", "components", "finding", "text", "severity"})]),
        (",".join((*sheets.COLUMNS, "colour")), [(1, "colour")]),
        (",".join((*sheets.COLUMNS, "unit")), [(1, "unit")]),
        (",".join(sheets.COLUMNS), [(2, "file")]),
    ],
)  # fmt: skip
def test_a_header_names_what_is_missing_unknown_or_twice(
    town: Town, tmp_path: Path, header: str, found: list[tuple[int, str]]
) -> None:
    path = tmp_path / "letters.csv"
    path.write_text(header + "\n")
    assert places(dry(town, path)) == found


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("letters.txt", b"", (1, "file")),
        ("letters.json", b"{", (1, "file")),
        ("letters.json", b"[" * 100_000, (1, "file")),
        ("letters.json", b"{}", (1, "letter")),
        ("letters.json", b"7", (1, "body")),
        ("letters.json", b"[]", (1, "file")),
        ("letters.csv", b"\xff\xfe\x00", (1, "file")),
        ("letters.csv", b'number,"date', (1, "file")),
        ("letters.xlsx", b"PK", (1, "file")),
        ("letters.xlsx", b"PK\x05\x06" + b"\0" * 18, (1, "file")),
        ("letters.csv", b"x" * (sheets.MOST_BYTES + 1), (1, "file")),
    ],
)
def test_what_is_no_letter_file_is_said(
    town: Town, tmp_path: Path, name: str, content: bytes, place: tuple[int, str]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    faults = dry(town, path)
    assert place in places(faults)
    with town.unchanged(), pytest.raises(BadRows):
        run(town, path)


def test_a_file_that_is_not_there_is_said(town: Town, tmp_path: Path) -> None:
    [fault] = dry(town, tmp_path / "nothing.csv")
    assert "No such file" in fault.message


def test_a_workbook_that_is_a_bomb_is_not_unpacked(town: Town, tmp_path: Path) -> None:
    path = tmp_path / "letters.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"\0" * (65 * 1024 * 1024))
    [fault] = dry(town, path)
    assert "unpack" in fault.message


def test_more_rows_than_any_letter_file_needs_are_refused(town: Town, tmp_path: Path) -> None:
    [fault] = dry(town, as_csv(tmp_path, rows()[:1] * (sheets.MOST_ROWS + 1)))
    assert (fault.row, fault.column) == (sheets.MOST_ROWS + 2, "file")


def test_a_character_that_cannot_be_kept_is_a_fault(town: Town, tmp_path: Path) -> None:
    body = deepcopy(LETTER)
    body["letter"]["subject"] = "a\0b"
    body["recommendations"][1]["text"] = "\ud800"
    assert places(dry(town, as_json(tmp_path, body))) == [(1, "subject"), (2, "text")]


def test_a_json_file_may_hold_several_letters(town: Town, tmp_path: Path) -> None:
    second = deepcopy(LETTER)
    second["letter"]["number"] = "N/2"
    second["recommendations"][2]["unit"] = "RT-NOWHERE"
    assert places(dry(town, as_json(tmp_path, [LETTER, second]))) == [(11, "unit")]
    second["recommendations"][2]["unit"] = "LP-SGL"
    assert len(run(town, as_json(tmp_path, [LETTER, second]))) == 2
    twice = [{**LETTER, "letter": {**LETTER["letter"], "number": "N/3"}}] * 2
    assert places(dry(town, as_json(tmp_path, twice))) == [(9, "number")]


def test_a_letter_whose_writer_cannot_be_told_says_so(town: Town, tmp_path: Path) -> None:
    given = [{**rows()[0], "unit": "RT-NOWHERE"}]
    faults = dry(town, as_csv(tmp_path, given))
    assert places(faults) == [(2, "unit"), (2, "unit")]
    assert {"No office is called" in one.message for one in faults} == {True, False}


def test_more_cells_than_columns_are_a_fault(town: Town, tmp_path: Path) -> None:
    path = tmp_path / "letters.csv"
    lines = EXAMPLE.read_text().splitlines()
    path.write_text("\n".join([lines[0], lines[1] + ",surplus", lines[2] + ",,"]))
    assert places(dry(town, path)) == [(2, "file")]


def without(path: Path, part: str, content: bytes | None) -> None:
    """The workbook with one of its parts replaced, or taken out."""
    with zipfile.ZipFile(path) as packed:
        parts = {one.filename: packed.read(one) for one in packed.infolist()}
    del parts[part]
    with zipfile.ZipFile(path, "w") as packed:
        for name, body in (parts if content is None else {**parts, part: content}).items():
            packed.writestr(name, body)


@pytest.mark.parametrize(
    "part",
    ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml", "xl/styles.xml"],
)
@pytest.mark.parametrize("content", [b"<not xml", b"<a/>", b"", None])
def test_a_damaged_workbook_is_a_fault_of_the_file(
    tmp_path: Path, part: str, content: bytes | None
) -> None:
    path = as_xlsx(tmp_path, rows())
    without(path, part, content)
    faults = imports.read(path).faults
    if part == "xl/styles.xml" and content in (b"<a/>", None):
        return  # a workbook without styles can be read
    assert places(list(faults))[0][0] == 1
    assert {one.column for one in faults} >= {"file"} or content == b"<a/>"


def test_a_formula_without_a_result_says_so(town: Town, tmp_path: Path) -> None:
    path = as_xlsx(tmp_path, [{**row, "subject": '="Hasil"'} for row in rows()])
    [fault] = dry(town, path)
    assert (fault.row, fault.column) == (2, "file")
    assert fault.message.startswith("Cell D2 holds a formula without a result")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("10/11/2021", "Write 2021-11-10 or 2021-10-11: year, month, day."),
        ("25-01-2022", "Write 2022-01-25: year, month, day."),
        ("31.31.2021", "Write 2022-01-25: year, month, day."),
        ("25 Januari 2022", "Write the date as 2022-01-25."),
        ("2126-01-25", "Dates lie between the years 2000 and 2099."),
    ],
)
def test_a_date_written_otherwise_is_told_how(
    town: Town, tmp_path: Path, cell: str, said: str
) -> None:
    given = [{**row, "received_on": cell} for row in rows()[:1]]
    [fault] = dry(town, as_csv(tmp_path, given))
    assert (fault.row, fault.column, fault.message) == (2, "received_on", said)


def test_a_number_spelt_twice_is_one_number(town: Town, tmp_path: Path) -> None:
    first = [{**row, "number": "N/1 a"} for row in rows()[:1]]
    second = [{**row, "number": "n/1  A"} for row in rows()[:1]]
    assert places(dry(town, as_csv(tmp_path, first + second))) == [(3, "number")]


def test_rows_of_two_letters_may_be_mixed(town: Town, tmp_path: Path) -> None:
    """They are gathered by their numbers; which letter comes first, its first row says."""
    ours = rows()[:3]
    others = [{**row, "number": "N/2"} for row in ours]
    mixed = [row for pair in zip(ours, others, strict=True) for row in pair]
    first, second = run(town, as_csv(tmp_path, mixed))
    assert (first.letter.number, second.letter.number) == (ours[0]["number"], "N/2")
    for posted in (first, second):
        assert [one.text for one in posted.recommendations] == [row["text"] for row in ours]


def test_a_row_that_says_otherwise_is_found_among_those_of_another_letter(
    town: Town, tmp_path: Path
) -> None:
    given = [rows()[0], {**rows()[0], "number": "N/2"}, {**rows()[1], "subject": "Lain"}]
    [fault] = dry(town, as_csv(tmp_path, given))
    assert (fault.row, fault.column) == (4, "subject")
    assert fault.message == "Row 2 says otherwise of the same letter."
