"""Letters from a file.

Owns: checking a whole file (every fault with its row and column, nothing written) and importing
it, all or nothing, by the same road as `POST /letters`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from marshmallow import ValidationError
from sqlalchemy import Connection

from services.intake import posting
from services.intake.cells import RowFault
from services.intake.core import numbers
from services.intake.posting import Desk, Posted
from services.intake.recall import Recall, recall
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
    return _faults(conn, clock, _opened(conn, book, sheet, office))


def run(
    conn: Connection,
    clock: Clock,
    book: Book,
    sheet: Sheet,
    office: str | None = None,
    *,
    actor: Actor | None = None,
) -> list[Posted]:
    """Imports every letter of the file in the caller's transaction, for `actor` where a person
    does; raises BadRows with all faults where there is one, and then nothing is written."""
    opened = _opened(conn, book, sheet, office)
    faults = _faults(conn, clock, opened)
    if faults:
        raise BadRows(faults)
    posted = []
    for one in opened.read:
        assert one.desk is not None, "it was checked before"
        assert one.parsed is not None, "it was checked before"
        desk = replace(one.desk, actor=actor or one.desk.actor)
        known = opened.recalled[desk.office.code]
        posted.append(posting.post_letter(conn, clock, desk, one.parsed, recalled=known))
        known.add(posted[-1].recommendations)
    return posted


@dataclass(frozen=True)
class _Read:
    """A letter of the file, what could be read of it, and who writes it; `unread` is why nothing
    could be."""

    letter: SheetLetter
    parsed: Parsed | None
    desk: Desk | None
    unread: tuple[RowFault, ...] = ()


def _read(book: Book, letter: SheetLetter, office: str | None) -> _Read:
    try:
        parsed = PostedLetterSchema().load(letter.body)
    except ValidationError as error:
        found = [
            _placed(letter, path, text) for path, texts in flat(error.messages) for text in texts
        ]
        return _Read(letter, None, None, tuple(found))
    return _Read(letter, parsed, _desk(book, parsed, office))


def _recalled(conn: Connection, book: Book, read: Sequence[_Read]) -> dict[str, Recall]:
    """What each office that writes recorded before."""
    by_office: dict[str, list[Parsed]] = {}
    for one in read:
        if one.desk is not None and one.parsed is not None:
            by_office.setdefault(one.desk.office.code, []).append(one.parsed)
    return {code: recall(conn, book, code, parsed) for code, parsed in by_office.items()}


@dataclass(frozen=True)
class _Opened:
    """The file, read against the offices and against what was recorded before."""

    book: Book
    sheet: Sheet
    read: tuple[_Read, ...]
    recalled: Mapping[str, Recall]


def _opened(conn: Connection, book: Book, sheet: Sheet, office: str | None) -> _Opened:
    read = tuple(_read(book, letter, office) for letter in sheet.letters)
    return _Opened(book, sheet, read, _recalled(conn, book, read))


def _faults(conn: Connection, clock: Clock, opened: _Opened) -> list[RowFault]:
    faults = {*opened.sheet.faults, *_numbered_twice(opened.sheet)}
    now = clock_reading(conn, clock)
    for one in opened.read:
        faults |= set(_letter_faults(conn, now, opened, one))
    return sorted(faults, key=lambda one: (one.row, one.column, one.message))


def _letter_faults(
    conn: Connection, now: datetime, opened: _Opened, one: _Read
) -> Iterator[RowFault]:
    letter, parsed, desk = one.letter, one.parsed, one.desk
    yield from one.unread
    if parsed is None:
        return
    if desk is None:
        yield RowFault(letter.rows[0], "unit", NO_OFFICE)
        faults: Mapping[str, list[Fault]] = {**_unknown(opened.book, parsed), **parsed.faults}
    else:
        known = opened.recalled[desk.office.code]
        faults = posting.check(conn, now, desk, parsed, known).faults
        yield from _taken(known, parsed, letter)
    for path, all_ in faults.items():
        yield from (_placed(letter, path, str(fault)) for fault in all_)


def _taken(known: Recall, parsed: Parsed, letter: SheetLetter) -> Iterator[RowFault]:
    number = parsed.letter.get("number", "")
    taken = known.taken_by(number) if number else None
    if taken is not None:
        message = f"Letter {number} has been recorded, as {taken}."
        yield RowFault(letter.rows[0], "number", message)


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
