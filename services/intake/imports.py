"""Letters from a file.

Owns: checking a whole file (every fault with its row and column, nothing written) and importing
it, all or nothing, by the same road as `POST /letters`. Others may write while it is checked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from services.intake import posting, store
from services.intake.accepted import Accepted, BadRows, Letter, desk, recorded, taken
from services.intake.cells import RowFault
from services.intake.opening import Opened, Read, opened, placed
from services.intake.posting import Checked, Desk, Posted
from services.intake.schemas import Parsed
from services.intake.sheets import Sheet, read
from shared.clock import Clock
from shared.db import clock_reading, reading, writing
from shared.events import Actor
from shared.refusal import Fault
from shared.registry import Book, UnknownOffice

__all__ = ["BadRows", "RowFault", "Sheet", "accepted", "check", "each", "read", "recorded"]

NO_OFFICE = "The Ombudsman's office that writes cannot be told from the units: name it."


@dataclass(frozen=True)
class _Judged:
    """One letter of the file and what was found wrong with it; `desk` is None where nobody can
    tell who writes, `checked` also where it could not be read."""

    read: Read
    desk: Desk | None
    checked: Checked | None
    faults: tuple[RowFault, ...]


def check(
    conn: Connection, clock: Clock, book: Book, sheet: Sheet, office: str | None = None
) -> list[RowFault]:
    """Everything that is wrong with the file, in the order of its rows. `office` is the code of
    the Ombudsman's office that writes; else it is the one of the first unit's region. Raises
    UnknownOffice or Invalid where that code is no such office's."""
    file = opened(conn, book, sheet, office)
    return _all_faults(file, _judged(conn, clock, file))


def each(
    engine: Engine,
    clock: Clock,
    book: Book,
    sheet: Sheet,
    office: str | None = None,
    *,
    actor: Actor | None = None,
) -> Iterator[Posted]:
    """Imports the letters of the file one by one, for `actor` where a person does: all of them,
    or nothing. They are recorded in one transaction, which ends after the last of them. Raises
    BadRows with all faults where there is one."""
    with reading(engine) as conn:
        file = accepted(conn, clock, book, sheet, office, actor=actor)
    with writing(engine) as conn:
        yield from recorded(conn, clock, file)


def accepted(
    conn: Connection,
    clock: Clock,
    book: Book,
    sheet: Sheet,
    office: str | None = None,
    *,
    actor: Actor | None = None,
) -> Accepted:
    """The file, where nothing is wrong with it; else raises BadRows with all faults."""
    heads, file = store.streams.heads(conn), opened(conn, book, sheet, office)
    found = Accepted(book, actor, file.sought, file.recalled, heads)
    faults = _all_faults(file, _kept(found, _judged(conn, clock, file)))
    if faults:
        raise BadRows(faults)
    return found


def _kept(found: Accepted, judged: Iterable[_Judged]) -> Iterator[_Judged]:
    """Letters in which nothing is wrong are laid down on the way."""
    for one in judged:
        if not one.faults and one.desk and one.checked and one.read.parsed:
            values, code = one.read.parsed.letter, one.desk.office.code
            found.add(Letter(one.read.rows, code, values, one.checked.points), one.desk)
        yield one


def _all_faults(file: Opened, judged: Iterable[_Judged]) -> list[RowFault]:
    faults = {*file.sheet.faults}
    for one in judged:
        faults.update(one.faults)
    return sorted(faults, key=lambda one: (one.row, one.column, one.message))


def _judged(conn: Connection, clock: Clock, file: Opened) -> Iterator[_Judged]:
    seen, desks, now = set[str](), dict[str, Desk](), clock_reading(conn, clock)
    for one in file.read:
        faults = list(one.unread)
        if one.number in seen:
            message = "An earlier letter of this file has this number; take another."
            faults.append(RowFault(one.rows[0], "number", message))
        seen.add(one.number)
        here, checked = None, None
        if one.office is not None and one.parsed is not None:
            here, known = desks.get(one.office), file.recalled[one.office]
            if here is None:
                here = desks[one.office] = desk(file.book, one.office)
            checked = posting.check(conn, now, here, one.parsed, known)
            faults += _placed(one, checked.faults)
            faults += taken(known, one.parsed.letter, one.rows)
        elif one.parsed is not None:
            faults.append(RowFault(one.rows[0], "unit", NO_OFFICE))
            faults += _placed(one, {**_unknown(file.book, one.parsed), **one.parsed.faults})
        yield _Judged(one, here, checked, tuple(faults))


def _placed(one: Read, faults: Mapping[str, list[Fault]]) -> Iterator[RowFault]:
    for path, all_ in faults.items():
        yield from (placed(one.rows, path, str(fault)) for fault in all_)


def _unknown(book: Book, parsed: Parsed) -> dict[str, list[Fault]]:
    """The units that are no offices."""
    found: dict[str, list[Fault]] = {}
    for number, point in enumerate(parsed.points):
        try:
            book.find(point.get("unit", ""))
        except UnknownOffice as error:
            found.setdefault(f"recommendations.{number}.unit", [error.fault])
    return found
