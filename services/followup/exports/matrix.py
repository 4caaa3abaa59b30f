"""The matrix of follow-up ("Matriks Tindak Lanjut") as an Excel sheet.

Owns: its columns and its form: one row per recommendation, a header that stays, filters, dates that
are dates. Rows are written as they come, so that memory does not grow with their number. Whatever
somebody typed is written as text, never as a formula.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import IO
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from services.followup.core.civil import day_ended_by, day_of
from services.followup.looking.look import Seen
from shared.language import dates, say, word

TITLE_ROW, ABOUT_ROW, HEAD = 0, 1, 3
MOST, LONGEST = 50_000, 32_000
TEXT, DATE, NUMBER, LINK = "text", "date", "number", "link"
Value = str | date | int | None
Column = tuple[str, int, str, Callable[[Seen], Value]]


def columns(public_url: str) -> tuple[Column, ...]:
    """Key of the heading, width, form, and the value of each column."""
    return (
        ("matrix.code", 22, LINK, lambda it: f"{public_url}/rekomendasi/{it.case.code}"),
        ("list.unit", 34, TEXT, lambda it: it.case.unit.name),
        ("matrix.letter", 20, TEXT, lambda it: it.case.letter_number),
        ("matrix.letter_date", 13, DATE, lambda it: it.case.letter_date),
        ("case.instrument", 18, TEXT, lambda it: word("instrument", it.case.instrument)),
        ("case.service", 18, TEXT, lambda it: word("service", it.case.service)),
        ("case.severity", 10, TEXT, lambda it: word("severity", it.case.severity)),
        ("case.text", 60, TEXT, lambda it: it.case.text),
        ("case.received", 13, DATE, lambda it: it.case.received_on),
        ("date.official", 13, DATE, lambda it: it.case.official_due_on),
        ("date.internal", 13, DATE, lambda it: it.case.internal_due_on),
        ("list.due", 13, DATE, _due_on),
        ("case.timeliness", 20, TEXT, lambda it: word("timeliness", it.timeliness)),
        ("case.status", 22, TEXT, lambda it: word("status", it.case.status)),
        ("case.level", 9, NUMBER, lambda it: it.level),
        ("matrix.submitted", 13, DATE, lambda it: _day(it, it.case.submitted_at)),
        ("matrix.closed", 13, DATE, lambda it: _day(it, it.case.closed_at)),
    )


def write(  # noqa: PLR0917  (each is another thing)
    into: IO[bytes], rows: Iterator[Seen], at: datetime, zone: str, url: str, most: int = MOST
) -> int:
    """Writes the sheet; answers how many rows it has. `at` is when it is made, `url` the address
    of the pages. Where there are more than `most`, a line below the last says so."""
    book = Workbook(into, {"constant_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": say("matrix"), "created": at.replace(tzinfo=None)})
    sheet = book.add_worksheet(say("matrix.sheet"))
    shown = columns(url)
    _begin(book, sheet, shown, say("matrix.about", at=dates().instant(at, zone)))
    forms = _forms(book)
    number = 0
    for number, it in enumerate(islice(rows, most), 1):
        for column, (_, _, form, value) in enumerate(shown):
            if (found := value(it)) is not None:
                _write(sheet, (HEAD + number, column), form, found, forms[form])
    if next(rows, None):
        words = say("matrix.cut", count=dates().number(number))
        sheet.write_string(HEAD + number + 1, 0, words, book.add_format({"bold": 1}))
    sheet.autofilter(HEAD, 0, HEAD + max(number, 1), len(shown) - 1)
    book.close()
    return number


def _begin(book: Workbook, sheet: Worksheet, shown: tuple[Column, ...], about: str) -> None:
    sheet.write_string(TITLE_ROW, 0, say("matrix"), book.add_format({"bold": 1, "font_size": 14}))
    sheet.write_string(ABOUT_ROW, 0, about)
    head = book.add_format(
        {"bold": 1, "text_wrap": 1, "valign": "top", "bottom": 1, "bg_color": "#e3eded"}
    )
    for number, (key, width, _, _) in enumerate(shown):
        sheet.set_column(number, number, width)
        sheet.write_string(HEAD, number, say(key), head)
    sheet.freeze_panes(HEAD + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD)


def _forms(book: Workbook) -> dict[str, Format]:
    top = {"valign": "top", "text_wrap": 1}
    return {
        TEXT: book.add_format(top),
        NUMBER: book.add_format(top),
        DATE: book.add_format({**top, "num_format": "d mmm yyyy", "align": "left"}),
        LINK: book.add_format({**top, "font_color": "#0b4f53", "underline": 1}),
    }


def _write(
    sheet: Worksheet, cell: tuple[int, int], form: str, value: str | date | int, look: Format
) -> None:
    if isinstance(value, date):
        sheet.write_datetime(*cell, datetime(value.year, value.month, value.day), look)  # noqa: DTZ001  (a sheet's dates have no zone)
    elif isinstance(value, int):
        sheet.write_number(*cell, value, look)
    elif form == LINK:
        sheet.write_url(*cell, value, look, value.rpartition("/")[2])
    else:
        sheet.write_string(*cell, value[:LONGEST], look)


def _due_on(it: Seen) -> date | None:
    due = it.case.due_at
    return day_ended_by(due, it.case.unit.time_zone) if due else None


def _day(it: Seen, at: datetime | None) -> date | None:
    return day_of(at.astimezone(ZoneInfo("UTC")), it.case.unit.time_zone) if at else None
