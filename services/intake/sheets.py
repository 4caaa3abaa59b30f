"""Letter files: JSON, CSV, XLSX.

Owns: turning their rows into letters in the shape of `POST /letters`. What is wrong with a value
is the schemas' to say; here only what keeps a row from being read at all. In CSV and XLSX a row is
a recommendation, and the letter's columns are repeated.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from services.intake.cells import MOST_COLUMNS, RowFault, Unreadable, rows_of
from services.intake.schemas import LetterSchema, PointSchema
from services.intake.spool import Row, RowSpool

MOST_BYTES, MOST_ROWS = 25 * 1024 * 1024, 20_000
LETTER_COLUMNS = tuple(LetterSchema().fields)
POINT_COLUMNS = tuple(PointSchema().fields)
COLUMNS = LETTER_COLUMNS + POINT_COLUMNS
LISTS = frozenset({"legal_basis", "copy_to", "components", "maladministration"})
BETWEEN, NOTHING_DUE = "|", "none"


@dataclass(frozen=True)
class SheetLetter:
    """One letter in the shape of `POST /letters`, and the row of each of its recommendations."""

    body: Any
    rows: tuple[int, ...]


class Letters:
    """The letters of a table, made out of their rows each time that they are asked for."""

    def __init__(self, rows: RowSpool) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[SheetLetter]:
        return map(_letter, self._rows)

    def __len__(self) -> int:
        return len(self._rows)


@dataclass(frozen=True)
class Sheet:
    """A file's letters, and what kept rows from being read."""

    letters: Letters | tuple[SheetLetter, ...]
    faults: tuple[RowFault, ...]

    @property
    def rows(self) -> int:
        """How many recommendations it has."""
        return sum(len(one.rows) for one in self.letters)


def read(path: Path) -> Sheet:
    """The letters in a file; what cannot be read is among its faults, never raised."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unreadable(f"A letter file has at most {MOST_BYTES} bytes.")
        if path.suffix.lower() == ".json":
            return _json(path)
        return _gathered(rows_of(path))
    except Unreadable as error:
        return Sheet((), (error.fault,))
    except OSError as error:
        return Sheet((), (RowFault(1, "file", f"It cannot be read: {error.strerror}."),))


def _json(path: Path) -> Sheet:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"This is not JSON: {error}.") from error
    letters, first = [], 1
    for body in found if isinstance(found, list) else [found]:
        points = body.get("recommendations") if isinstance(body, dict) else None
        count = len(points) if isinstance(points, list) and points else 1
        letters.append(SheetLetter(body, tuple(range(first, first + count))))
        first += count
        if first > MOST_ROWS + 1:
            raise Unreadable(f"A letter file has at most {MOST_ROWS} recommendations.")
    if not letters:
        raise Unreadable("There is no letter in this file.")
    return Sheet(tuple(letters), ())


def _gathered(table: Iterator[Sequence[str]]) -> Sheet:
    """Rows with the same number are one letter; its columns must say the same in each."""
    header = [name.strip() for name in next(table, [])]
    if len(header) > MOST_COLUMNS:
        raise Unreadable(f"A letter file has at most {MOST_COLUMNS} columns.")
    faults = list(_header_faults(header))
    if faults:
        return Sheet((), tuple(faults))
    spool, heads = RowSpool(), dict[str, Row]()
    for number, cells in enumerate(islice(table, MOST_ROWS + 1), 2):
        if number > MOST_ROWS + 1:
            raise Unreadable(f"A letter file has at most {MOST_ROWS} rows.", row=number)
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        if len(cells) > len(header) and any(cells[len(header) :]):
            faults.append(RowFault(number, "file", "This row has more cells than the header."))
        if any(row.values()):
            key = row.get("number", "")
            spool.add(key, number, row)
            faults += _differing(number, row, heads.setdefault(key, (number, _head(row))))
    if not len(spool):
        faults.append(RowFault(2, "file", "There is no row below the header."))
    return Sheet(Letters(spool), tuple(faults))


def _head(row: Mapping[str, str]) -> Mapping[str, str]:
    """What the row says of its letter."""
    return {name: row.get(name, "") for name in LETTER_COLUMNS}


def _header_faults(header: Sequence[str]) -> Iterator[RowFault]:
    required = [name for schema in (LetterSchema(), PointSchema()) for name, field
                in schema.fields.items() if field.required]  # fmt: skip
    for name in required:
        if name not in header:
            yield RowFault(1, name, "The column is missing.")
    for number, name in enumerate(header):
        if name and name not in COLUMNS:
            yield RowFault(1, name, "No such column is known; remove it.")
        elif name and name in header[:number]:
            yield RowFault(1, name, "The column stands twice; remove one.")


def _differing(number: int, row: Mapping[str, str], first: Row) -> Iterator[RowFault]:
    for name, said in first[1].items():
        if row.get(name, "") != said:
            yield RowFault(number, name, f"Row {first[0]} says otherwise of the same letter.")


def _letter(rows: Sequence[Row]) -> SheetLetter:
    body = {
        "letter": _values(rows[0][1], LETTER_COLUMNS),
        "recommendations": [_values(row, POINT_COLUMNS) for _, row in rows],
    }
    return SheetLetter(body, tuple(number for number, _ in rows))


def _values(row: Mapping[str, str], columns: Sequence[str]) -> dict[str, Any]:
    """The cells that say something, as JSON would."""
    values: dict[str, Any] = {}
    for name in columns:
        cell = row.get(name, "")
        if name in LISTS and cell:
            values[name] = [one.strip() for one in cell.split(BETWEEN) if one.strip()]
        elif name == "due_on" and cell == NOTHING_DUE:
            values[name] = None
        elif cell:
            values[name] = cell
    return values
