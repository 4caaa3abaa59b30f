"""The sheet that is handed out to be filled in.

Owns: its header, and in the workbook the lists from which units and codes are chosen, each with
what it means, and what each column is called on the form. The columns are those that an import
reads.
"""

import csv
import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from services.intake.sheets import COLUMNS, LETTER_COLUMNS, MOST_ROWS
from shared import code_words, language
from shared.registry import Office

Pairs = Sequence[tuple[str, str]]
REQUIRED = frozenset({"number", "date", "instrument", "subject", "unit", "service", "components",
                      "finding", "text", "severity"})  # fmt: skip
_LISTS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "instrument": code_words.INSTRUMENT,
    "service": code_words.SERVICE,
    "severity": code_words.SEVERITY,
}
_SEVERAL = {"components": code_words.COMPONENT, "maladministration": code_words.MALADMINISTRATION}
_WIDE = 40


def header() -> bytes:
    """The header alone, as CSV."""
    text = io.StringIO()
    csv.writer(text).writerow(COLUMNS)
    return text.getvalue().encode("utf-8-sig")


def workbook(units: Sequence[Office]) -> bytes:
    """The header with lists to choose from, as XLSX."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = language.say("sheet.letters")
    sheet.append(COLUMNS)
    for number, name in enumerate(COLUMNS, 1):
        cell = sheet.cell(1, number)
        cell.font = Font(bold=name in REQUIRED)
        sheet.column_dimensions[get_column_letter(number)].width = max(12, len(name) + 2)
    sheet.freeze_panes = "A2"
    offered: list[tuple[str, Pairs]] = [("unit", [(one.code, one.name) for one in units])]
    offered += [(name, _said(words)) for name, words in _LISTS.items()]
    for name, pairs in offered:
        _choose(sheet, name, _listed(book, name, pairs), len(pairs))
    for name, words in _SEVERAL.items():
        _listed(book, name, _said(words))
    _listed(book, language.say("sheet.columns"), _columns())
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _said(words: Mapping[str, tuple[str, str]]) -> Pairs:
    return [(code, language.pick(*pair)) for code, pair in words.items()]


def _columns() -> Pairs:
    """What the form calls each column, and whether it must be filled in."""
    return [(name, _called(name)) for name in COLUMNS]


def _called(column: str) -> str:
    label = language.say(f"{'letter' if column in LETTER_COLUMNS else 'point'}.{column}")
    return f"{label} ({language.say('sheet.required')})" if column in REQUIRED else label


def _listed(book: Workbook, name: str, pairs: Pairs) -> str:
    """A sheet of its own for the list; answers the sheet's title."""
    sheet = book.create_sheet(name)
    for pair in pairs:
        sheet.append(pair)
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = _WIDE
    return name


def _choose(sheet: Worksheet, column: str, title: str, count: int) -> None:
    letter = get_column_letter(COLUMNS.index(column) + 1)
    rule = DataValidation(type="list", formula1=f"'{title}'!$A$1:$A${count}", allow_blank=True)
    rule.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
    sheet.add_data_validation(rule)
