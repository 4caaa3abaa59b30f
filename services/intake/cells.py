"""Tables as they come: CSV and XLSX.

Owns: opening them within bounds, and their cells as text.
"""

import csv
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from services.intake.archives import TooLarge, TooManyEntries, check_unpacked

MOST_COLUMNS = 64


@dataclass(frozen=True)
class RowFault:
    """What is wrong, and where; the header of a table is row 1, and the first recommendation of a
    JSON file is row 1."""

    row: int
    column: str
    message: str


class Unreadable(Exception):
    """The file cannot be read at all; carries the fault."""

    def __init__(self, message: str, row: int = 1, column: str = "file") -> None:
        super().__init__(message)
        self.fault = RowFault(row, column, message)


def rows_of(path: Path) -> Iterator[Sequence[str]]:
    """The rows of a table, the header first; raises Unreadable, also while it is read."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return _csv(path)
    if suffix == ".xlsx":
        return _xlsx(path)
    raise Unreadable("A letter file ends in .json, .csv or .xlsx.")


def _csv(path: Path) -> Iterator[Sequence[str]]:
    """Comma or semicolon, whichever the header has: Excel writes the second in Indonesia. Read
    line by line, so that a long table takes no more memory than a short one."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            header = file.readline()
            file.seek(0)
            mark = ";" if header.count(";") > header.count(",") else ","
            reader = csv.reader(file, delimiter=mark, strict=True)
            yield from reader
        except UnicodeDecodeError as error:
            raise Unreadable("Save it as CSV in UTF-8.") from error
        except csv.Error as error:
            raise Unreadable(f"This line is not CSV: {error}.", row=reader.line_num) from error


def _xlsx(path: Path) -> Iterator[Sequence[str]]:
    try:
        with path.open("rb") as file:
            check_unpacked(file)
            with warnings.catch_warnings(action="ignore"):  # about styles, which nobody reads here
                shown, typed = (_rows(file, data_only=only) for only in (True, False))
                for number, (values, formulas) in enumerate(zip(shown, typed, strict=True), 1):
                    _check_formulas(number, values, formulas)
                    yield [_cell(value) for value in values]
    except Unreadable:
        raise
    except (TooLarge, TooManyEntries) as error:
        raise Unreadable("This workbook would unpack to more than any letter needs.") from error
    except OSError:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged part leads it to
        raise Unreadable("This is not an XLSX workbook.") from error


def _rows(file: BinaryIO, *, data_only: bool) -> Iterator[Sequence[object]]:
    """The first sheet's rows: what its formulas came to, or the formulas themselves."""
    from openpyxl import load_workbook  # noqa: PLC0415  (large, and few processes read a workbook)

    book = load_workbook(file, read_only=True, data_only=data_only)
    rows: Iterator[Sequence[object]] = book.worksheets[0].iter_rows(
        values_only=True, max_col=MOST_COLUMNS
    )
    return rows


def _check_formulas(number: int, values: Sequence[object], typed: Sequence[object]) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  (as above)

    for index, (value, formula) in enumerate(zip(values, typed, strict=True), 1):
        if value is None and formula is not None:
            message = (
                f"Cell {get_column_letter(index)}{number} holds a formula without a result: "
                "type its value instead."
            )
            raise Unreadable(message, row=number)


def _cell(value: object) -> str:
    """A cell as it would stand in a CSV file."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
