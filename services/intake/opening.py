"""A letter file is opened.

Owns: reading its letters once, against the offices, laying down on disk what was read, and
recalling what all of them refer to; and where in the file a fault of a letter stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marshmallow import ValidationError
from sqlalchemy import Connection

from services.intake.cells import RowFault
from services.intake.core import numbers
from services.intake.recall import Recall, Sought, recall_all
from services.intake.schemas import Parsed, PostedLetterSchema
from services.intake.sheets import Sheet, SheetLetter
from services.intake.spool import Spool
from shared.problems import flat
from shared.refusal import Invalid, NotFound
from shared.registry import Book, Office


@dataclass(frozen=True)
class Read:
    """A letter of the file: its rows, its number as it was written, what could be read of it, and
    the code of the office that writes; `unread` is why nothing could be."""

    rows: tuple[int, ...]
    number: str
    parsed: Parsed | None
    office: str | None
    unread: tuple[RowFault, ...] = ()


def _read(book: Book, letter: SheetLetter, office: str | None) -> Read:
    head = letter.body.get("letter") if isinstance(letter.body, dict) else None
    number = numbers.key(str(head.get("number"))) if isinstance(head, dict) else ""
    try:
        parsed = _SCHEMA.load(letter.body)
    except ValidationError as error:
        found = [
            placed(letter.rows, path, text)
            for path, texts in flat(error.messages)
            for text in texts
        ]
        return Read(letter.rows, number, None, None, tuple(found))
    writer = _named(book, office) if office else _writer(book, parsed)
    return Read(letter.rows, number, parsed, writer.code if writer else None)


_SCHEMA = PostedLetterSchema()


@dataclass(frozen=True)
class Opened:
    """The file, read against the offices and against what was recorded before. What was read lies
    on disk: a long file takes no more memory than a short one."""

    book: Book
    sheet: Sheet
    read: Spool[Read]
    sought: Mapping[str, Sought]
    recalled: Mapping[str, Recall]


def opened(conn: Connection, book: Book, sheet: Sheet, office: str | None) -> Opened:
    """Reads each letter once and recalls what all of them refer to. `office` is the code of the
    office that writes. Raises UnknownOffice or Invalid where that is no Ombudsman's office."""
    read, sought = Spool[Read](), dict[str, Sought]()
    for letter in sheet.letters:
        one = _read(book, letter, office)
        read.add(one)
        if one.office is not None and one.parsed is not None:
            sought.setdefault(one.office, Sought()).add(book, one.parsed)
    return Opened(book, sheet, read, sought, recall_all(conn, sought))


def placed(rows: Sequence[int], path: str, message: str) -> RowFault:
    """`recommendations.2.unit` is the unit of the letter's third row; `letter.date` its first's."""
    where, *rest = path.split(".")
    if where == "recommendations" and rest and rest[0].isdigit():
        return RowFault(rows[int(rest[0])], ".".join(rest[1:2]) or where, message)
    return RowFault(rows[0], rest[0] if rest else where, message)


def _named(book: Book, code: str) -> Office:
    """The Ombudsman's office of that code; raises UnknownOffice, Invalid."""
    found = book.office(code)
    if found.role != "ombudsman":
        message = "{code} is a {kind}; letters are the Ombudsman's."
        raise Invalid.at("office", message, code=code, kind=found.kind)
    return found


def _writer(book: Book, parsed: Parsed) -> Office | None:
    """The Ombudsman's office of the first region that can be told."""
    for point in parsed.points:
        try:
            return book.of_region("ombudsman", book.find(point.get("unit", "")).region)
        except NotFound:
            continue
    return None
