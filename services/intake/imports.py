"""Letters from a file.

Owns: checking a whole file (every fault with its row and column, nothing written) and importing
it, all or nothing, by the same road as `POST /letters`.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from services.intake import posting
from services.intake.cells import RowFault
from services.intake.opening import Opened, Read, opened, placed
from services.intake.posting import Desk, Posted
from services.intake.recall import Recall
from services.intake.schemas import Parsed
from services.intake.sheets import Sheet, read
from shared.clock import Clock
from shared.db import clock_reading
from shared.events import Actor
from shared.refusal import Fault, Invalid
from shared.registry import Book, UnknownOffice

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
    return _faults(conn, clock, opened(conn, book, sheet, office))


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
    file = opened(conn, book, sheet, office)
    faults = _faults(conn, clock, file)
    if faults:
        raise BadRows(faults)
    desks: dict[str, Desk] = {}
    for one in file.read:
        assert one.parsed is not None, "it was checked before"
        assert one.office is not None, "it was checked before"
        desk = desks.setdefault(one.office, _desk(book, one.office, actor))
        known = file.recalled[one.office]
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


def _faults(conn: Connection, clock: Clock, file: Opened) -> list[RowFault]:
    faults, now = {*file.sheet.faults}, clock_reading(conn, clock)
    seen: set[str] = set()
    desks: dict[str, Desk] = {}
    for one in file.read:
        if one.number in seen:
            message = "An earlier letter of this file has this number; take another."
            faults.add(RowFault(one.rows[0], "number", message))
        seen.add(one.number)
        if one.office is not None:
            desks.setdefault(one.office, _desk(file.book, one.office))
        faults.update(_letter_faults(conn, now, file, one, desks.get(one.office or "")))
    return sorted(faults, key=lambda one: (one.row, one.column, one.message))


def _letter_faults(
    conn: Connection, now: datetime, file: Opened, one: Read, desk: Desk | None
) -> Iterator[RowFault]:
    parsed = one.parsed
    yield from one.unread
    if parsed is None:
        return
    if desk is None:
        yield RowFault(one.rows[0], "unit", NO_OFFICE)
        faults: Mapping[str, list[Fault]] = {**_unknown(file.book, parsed), **parsed.faults}
    else:
        known = file.recalled[desk.office.code]
        faults = posting.check(conn, now, desk, parsed, known).faults
        yield from _taken(known, parsed, one.rows)
    for path, all_ in faults.items():
        yield from (placed(one.rows, path, str(fault)) for fault in all_)


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


def _desk(book: Book, code: str, actor: Actor | None = None) -> Desk:
    writer, (id_, name) = book.office(code), CLERK
    return Desk(book, writer, actor or Actor(id_, name, writer.code, writer.role))
