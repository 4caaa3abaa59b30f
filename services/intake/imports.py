"""Letters from a file.

Owns: checking a whole file (every fault with its row and column, nothing written) and importing
it, all or nothing, by the same road as `POST /letters`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from marshmallow import ValidationError
from sqlalchemy import Connection

from services.intake import posting
from services.intake.cells import RowFault
from services.intake.core import numbers
from services.intake.posting import Desk, Posted
from services.intake.recall import Recall, Sought, recall
from services.intake.schemas import Parsed, PostedLetterSchema
from services.intake.sheets import Sheet, SheetLetter, read
from services.intake.spool import Spool
from shared.clock import Clock
from shared.db import clock_reading
from shared.events import Actor
from shared.problems import flat
from shared.refusal import Fault, Invalid, NotFound
from shared.registry import Book, Office, UnknownOffice

__all__ = ["BadRows", "RowFault", "Sheet", "check", "each", "read", "run"]

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


def each(
    conn: Connection,
    clock: Clock,
    book: Book,
    sheet: Sheet,
    office: str | None = None,
    *,
    actor: Actor | None = None,
) -> Iterator[Posted]:
    """Imports the letters of the file one by one in the caller's transaction, for `actor` where a
    person does. Raises BadRows with all faults where there is one, before the first is recorded."""
    opened = _opened(conn, book, sheet, office)
    faults = _faults(conn, clock, opened)
    if faults:
        raise BadRows(faults)
    desks: dict[str, Desk] = {}
    for one in opened.read:
        assert one.parsed is not None, "it was checked before"
        assert one.office is not None, "it was checked before"
        desk = desks.setdefault(one.office, _desk(book, one.office, actor))
        known = opened.recalled[one.office]
        posted = posting.post_checked(conn, clock, desk, one.parsed, known)
        known.add(posted.recommendations)
        yield posted


def run(
    conn: Connection,
    clock: Clock,
    book: Book,
    sheet: Sheet,
    office: str | None = None,
    *,
    actor: Actor | None = None,
) -> list[Posted]:
    """As `each`, all of it at once."""
    return list(each(conn, clock, book, sheet, office, actor=actor))


@dataclass(frozen=True)
class _Read:
    """A letter of the file: its rows, its number as it was written, what could be read of it, and
    the code of the office that writes; `unread` is why nothing could be."""

    rows: tuple[int, ...]
    number: str
    parsed: Parsed | None
    office: str | None
    unread: tuple[RowFault, ...] = ()


def _read(book: Book, letter: SheetLetter, office: str | None) -> _Read:
    head = letter.body.get("letter") if isinstance(letter.body, dict) else None
    number = numbers.key(str(head.get("number"))) if isinstance(head, dict) else ""
    try:
        parsed = _SCHEMA.load(letter.body)
    except ValidationError as error:
        found = [
            _placed(letter.rows, path, text)
            for path, texts in flat(error.messages)
            for text in texts
        ]
        return _Read(letter.rows, number, None, None, tuple(found))
    writer = _named(book, office) if office else _writer(book, parsed)
    return _Read(letter.rows, number, parsed, writer.code if writer else None)


_SCHEMA = PostedLetterSchema()


@dataclass(frozen=True)
class _Opened:
    """The file, read against the offices and against what was recorded before. What was read lies
    on disk: a long file takes no more memory than a short one."""

    book: Book
    sheet: Sheet
    read: Spool[_Read]
    recalled: Mapping[str, Recall]


def _opened(conn: Connection, book: Book, sheet: Sheet, office: str | None) -> _Opened:
    read, sought = Spool[_Read](), dict[str, Sought]()
    for letter in sheet.letters:
        one = _read(book, letter, office)
        read.add(one)
        if one.office is not None and one.parsed is not None:
            sought.setdefault(one.office, Sought()).add(book, one.parsed)
    recalled = {code: recall(conn, code, what) for code, what in sought.items()}
    return _Opened(book, sheet, read, recalled)


def _faults(conn: Connection, clock: Clock, opened: _Opened) -> list[RowFault]:
    faults, now = {*opened.sheet.faults}, clock_reading(conn, clock)
    seen: set[str] = set()
    desks: dict[str, Desk] = {}
    for one in opened.read:
        if one.number in seen:
            message = "An earlier letter of this file has this number; take another."
            faults.add(RowFault(one.rows[0], "number", message))
        seen.add(one.number)
        if one.office is not None:
            desks.setdefault(one.office, _desk(opened.book, one.office))
        faults.update(_letter_faults(conn, now, opened, one, desks.get(one.office or "")))
    return sorted(faults, key=lambda one: (one.row, one.column, one.message))


def _letter_faults(
    conn: Connection, now: datetime, opened: _Opened, one: _Read, desk: Desk | None
) -> Iterator[RowFault]:
    parsed = one.parsed
    yield from one.unread
    if parsed is None:
        return
    if desk is None:
        yield RowFault(one.rows[0], "unit", NO_OFFICE)
        faults: Mapping[str, list[Fault]] = {**_unknown(opened.book, parsed), **parsed.faults}
    else:
        known = opened.recalled[desk.office.code]
        faults = posting.check(conn, now, desk, parsed, known).faults
        yield from _taken(known, parsed, one.rows)
    for path, all_ in faults.items():
        yield from (_placed(one.rows, path, str(fault)) for fault in all_)


def _taken(known: Recall, parsed: Parsed, rows: Sequence[int]) -> Iterator[RowFault]:
    number = parsed.letter.get("number", "")
    taken = known.taken_by(number) if number else None
    if taken is not None:
        yield RowFault(rows[0], "number", f"Letter {number} has been recorded, as {taken}.")


def _unknown(book: Book, parsed: Parsed) -> dict[str, list[Fault]]:
    """The units that are no offices."""
    found: dict[str, list[Fault]] = {}
    for number, point in enumerate(parsed.points):
        try:
            book.find(point.get("unit", ""))
        except UnknownOffice as error:
            found.setdefault(f"recommendations.{number}.unit", [error.fault])
    return found


def _placed(rows: Sequence[int], path: str, message: str) -> RowFault:
    """`recommendations.2.unit` is the unit of the letter's third row; `letter.date` its first's."""
    where, *rest = path.split(".")
    if where == "recommendations" and rest and rest[0].isdigit():
        return RowFault(rows[int(rest[0])], ".".join(rest[1:2]) or where, message)
    return RowFault(rows[0], rest[0] if rest else where, message)


def _desk(book: Book, code: str, actor: Actor | None = None) -> Desk:
    writer, (id_, name) = book.office(code), CLERK
    return Desk(book, writer, actor or Actor(id_, name, writer.code, writer.role))


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
