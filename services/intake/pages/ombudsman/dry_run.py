"""A letter file as its dry run shows it.

Owns: the file's own cells beside the faults of each, a page of faulty rows at a time, and what the
file would record. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from services.intake.cells import RowFault
from services.intake.sheets import COLUMNS, Sheet

ROWS_OF_A_PAGE = 25
SHOWN_OF_A_CELL, SHOWN_OF_A_SOUND_CELL = 80, 24
_ALWAYS = ("number", "unit")
_HEAD = ("number", "date", "instrument")


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, shortened, and what is wrong with it."""

    column: str
    text: str
    faults: tuple[str, ...]


@dataclass(frozen=True)
class FaultyRow:
    """A row with at least one fault."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Wrong:
    """All that is wrong: with the file as a whole, and a page of its rows under the columns that
    are wrong anywhere among them. `faults` and `rows` count the whole file's."""

    of_file: tuple[RowFault, ...]
    columns: tuple[str, ...]
    page: tuple[FaultyRow, ...]
    rows: int
    faults: int
    pages: int


@dataclass(frozen=True)
class Letter:
    """One letter that the file would record; `date` is as it was written where it is no ISO day."""

    number: str
    date: date | str
    instrument: str
    count: int
    units: tuple[str, ...]


def wrong(table: Iterable[Sequence[str]], faults: Sequence[RowFault], page: int) -> Wrong:
    """The page (from 1) of the faulty rows of that table (the header first)."""
    header: list[str] = []
    by_row = _by_row(faults)
    faulty = sorted(number for number in by_row if number > 1)
    pages = max(1, -(-len(faulty) // ROWS_OF_A_PAGE))
    start = (min(max(page, 1), pages) - 1) * ROWS_OF_A_PAGE
    wanted = faulty[start : start + ROWS_OF_A_PAGE]
    rows: dict[int, Sequence[str]] = {}
    if wanted:
        lines = islice(table, wanted[-1])
        header = [name.strip() for name in next(lines, [])]
        rows = {number: cells for number, cells in enumerate(lines, 2) if number in by_row}
    columns = _columns(header, {one.column for number in wanted for one in by_row[number]})
    shown = (_row(number, header, rows.get(number, ()), by_row[number], columns)
             for number in wanted)  # fmt: skip
    of_file = tuple(by_row.get(1, ()))
    return Wrong(of_file, columns, tuple(shown), len(faulty), len(faults), pages)


def letters(sheet: Sheet) -> list[Letter]:
    """What the file would record, letter by letter."""
    return [_letter(one.body) for one in sheet.letters]


def _letter(body: Mapping[str, Any]) -> Letter:
    head, points = body["letter"], body["recommendations"]
    units = dict.fromkeys(str(point.get("unit", "")) for point in points)
    number, day, instrument = (str(head.get(name, "")) for name in _HEAD)
    return Letter(number, _day(day), instrument, len(points), tuple(units))


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _by_row(faults: Sequence[RowFault]) -> dict[int, list[RowFault]]:
    found: dict[int, list[RowFault]] = {}
    for one in faults:
        found.setdefault(one.row, []).append(one)
    return found


def _columns(header: Sequence[str], faulty: set[str]) -> tuple[str, ...]:
    """The columns that tell which row it is, then those that are wrong, in the file's order."""
    order = [*header, *(name for name in COLUMNS if name not in header)]
    known = [name for name in order if name and (name in faulty or name in _ALWAYS)]
    return tuple(dict.fromkeys([*known, *sorted(faulty - set(known))]))


def _row(
    number: int,
    header: Sequence[str],
    cells: Sequence[str],
    faults: Sequence[RowFault],
    columns: Sequence[str],
) -> FaultyRow:
    text = dict(zip(header, cells, strict=False))
    return FaultyRow(
        number,
        tuple(_cell(name, text.get(name, "").strip(), faults) for name in columns),
    )


def _cell(column: str, text: str, faults: Sequence[RowFault]) -> Cell:
    mine = tuple(one.message for one in faults if one.column == column)
    return Cell(column, _short(text, SHOWN_OF_A_CELL if mine else SHOWN_OF_A_SOUND_CELL), mine)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
