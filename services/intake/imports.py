"""Letters from a file.

Owns: checking a whole file (every fault with its row and column, nothing written) and importing
it, all or nothing, by the same road as `POST /letters`.
"""

from collections.abc import Iterator, Mapping

from marshmallow import ValidationError
from sqlalchemy import Connection

from services.intake import posting, store
from services.intake.cells import RowFault
from services.intake.core import numbers
from services.intake.core.refusals import NumberTaken
from services.intake.posting import Desk, Posted
from services.intake.schemas import Parsed, PostedLetterSchema
from services.intake.sheets import Sheet, SheetLetter, read
from shared.clock import Clock
from shared.db import clock_reading
from shared.events import Actor
from shared.problems import flat
from shared.refusal import Fault, Invalid, NotFound
from shared.registry import Book, Office, UnknownOffice

__all__ = ["BadRows", "RowFault", "Sheet", "check", "read", "run"]

NO_OFFICE = "The Ombudsman's office that writes cannot be told from the units: name it."
CLERK = ("import", "tindak letters import")


class BadRows(Invalid):
    """Some rows are wrong; nothing was imported. `errors` names each as `row 3.unit`."""

    def __init__(self, faults: list[RowFault]) -> None:
        self.faults = tuple(faults)
        errors: dict[str, list[Fault]] = {}
        for one in faults:
            message = Fault("{message}", {"message": one.message})
            errors.setdefault(f"row {one.row}.{one.column}", []).append(message)
        super().__init__(errors)


def check(
    conn: Connection, clock: Clock, book: Book, sheet: Sheet, office: str | None = None
) -> list[RowFault]:
    """Everything that is wrong with the file, in the order of its rows. `office` is the code of
    the Ombudsman's office that writes; else it is the one of the first unit's region. Raises
    UnknownOffice or Invalid where that code is no such office's."""
    faults = {*sheet.faults, *_numbered_twice(sheet)}
    for letter in sheet.letters:
        faults |= set(_letter_faults(conn, clock, book, letter, office))
    return sorted(faults, key=lambda one: (one.row, one.column, one.message))


def run(
    conn: Connection, clock: Clock, book: Book, sheet: Sheet, office: str | None = None
) -> list[Posted]:
    """Imports every letter of the file in the caller's transaction; raises BadRows with all
    faults where there is one, and then nothing is written."""
    faults = check(conn, clock, book, sheet, office)
    if faults:
        raise BadRows(faults)
    return [
        posting.post_letter(conn, clock, desk, parsed)
        for desk, parsed in [_ready(book, letter, office) for letter in sheet.letters]
    ]


def _letter_faults(
    conn: Connection, clock: Clock, book: Book, letter: SheetLetter, office: str | None
) -> Iterator[RowFault]:
    try:
        parsed = PostedLetterSchema().load(letter.body)
    except ValidationError as error:
        for path, texts in flat(error.messages):
            yield from (_placed(letter, path, text) for text in texts)
        return
    desk = _desk(book, parsed, office)
    if desk is None:
        yield RowFault(letter.rows[0], "unit", NO_OFFICE)
        faults: Mapping[str, list[Fault]] = {**_unknown(book, parsed), **parsed.faults}
    else:
        faults = posting.check(conn, clock_reading(conn, clock), desk, parsed).faults
        yield from _taken(conn, desk, parsed, letter)
    for path, all_ in faults.items():
        yield from (_placed(letter, path, str(fault)) for fault in all_)


def _taken(conn: Connection, desk: Desk, parsed: Parsed, letter: SheetLetter) -> Iterator[RowFault]:
    try:
        store.number_free(conn, desk.office.code, parsed.letter.get("number", ""))
    except NumberTaken as error:
        yield RowFault(letter.rows[0], "number", str(error))


def _numbered_twice(sheet: Sheet) -> Iterator[RowFault]:
    """Letters of the file that have the number of an earlier one of it."""
    seen: set[str] = set()
    for letter in sheet.letters:
        head = letter.body.get("letter") if isinstance(letter.body, dict) else None
        number = numbers.key(str(head.get("number"))) if isinstance(head, dict) else ""
        if number in seen:
            message = "An earlier letter of this file has this number; take another."
            yield RowFault(letter.rows[0], "number", message)
        seen.add(number)


def _unknown(book: Book, parsed: Parsed) -> dict[str, list[Fault]]:
    """The units that are no offices."""
    found: dict[str, list[Fault]] = {}
    for number, point in enumerate(parsed.points):
        try:
            book.find(point.get("unit", ""))
        except UnknownOffice as error:
            found.setdefault(f"recommendations.{number}.unit", [error.fault])
    return found


def _placed(letter: SheetLetter, path: str, message: str) -> RowFault:
    """`recommendations.2.unit` is the unit of the letter's third row; `letter.date` its first's."""
    where, *rest = path.split(".")
    if where == "recommendations" and rest and rest[0].isdigit():
        return RowFault(letter.rows[int(rest[0])], ".".join(rest[1:2]) or where, message)
    return RowFault(letter.rows[0], rest[0] if rest else where, message)


def _ready(book: Book, letter: SheetLetter, office: str | None) -> tuple[Desk, Parsed]:
    parsed = PostedLetterSchema().load(letter.body)
    desk = _desk(book, parsed, office)
    assert desk is not None, "it was checked before"
    return desk, parsed


def _desk(book: Book, parsed: Parsed, office: str | None) -> Desk | None:
    writer = _named(book, office) if office else _writer(book, parsed)
    if writer is None:
        return None
    id_, name = CLERK
    return Desk(book, writer, Actor(id_, name, writer.code, writer.role))


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
