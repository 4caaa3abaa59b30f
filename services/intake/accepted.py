"""A file in which nothing is wrong, until it is recorded.

Owns: what is kept of its check (its letters lie on disk), and recording it: under every lock that
its letters need, and after another look at what may have changed since it was checked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from services.intake import posting, store
from services.intake.cells import RowFault
from services.intake.core.model import Point
from services.intake.posting import Desk, Posted
from services.intake.recall import Recall, Sought, recall_all
from services.intake.spool import Spool
from shared.clock import Clock
from shared.events import Actor
from shared.refusal import Fault, Invalid
from shared.registry import Book

CLERK = ("import", "tindak letters import")


class BadRows(Invalid):
    """Some rows are wrong; nothing was imported. `errors` names each as `row 3.unit`."""

    def __init__(self, faults: Sequence[RowFault]) -> None:
        self.faults = tuple(faults)
        errors: dict[str, list[Fault]] = {}
        for one in faults:
            message = Fault("{message}", {"message": one.message})
            errors.setdefault(f"row {one.row}.{one.column}", []).append(message)
        super().__init__(errors)


@dataclass(frozen=True)
class Letter:
    """One letter: its rows, the code of the office that writes, its own values, and its points."""

    rows: tuple[int, ...]
    office: str
    values: Mapping[str, Any]
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Accepted:
    """The file; `recalled` is what was recorded before when the streams stood at `heads`."""

    book: Book
    actor: Actor | None
    sought: Mapping[str, Sought]
    recalled: Mapping[str, Recall]
    heads: Mapping[str, tuple[int, str]]
    letters: Spool[Letter] = field(default_factory=Spool)
    years: set[tuple[str, int]] = field(default_factory=set)
    kanwil: set[str] = field(default_factory=set)

    def add(self, one: Letter, desk: Desk) -> None:
        """One more letter, from that desk."""
        self.letters.add(one)
        self.years.add((desk.sender.region, one.values["date"].year))
        self.kanwil.update(point.addressee.kanwil for point in one.points)


def desk(book: Book, code: str, actor: Actor | None = None) -> Desk:
    """Where that office's letters are written: by `actor`, or by the import itself."""
    writer, (id_, name) = book.office(code), CLERK
    return Desk(book, writer, actor or Actor(id_, name, writer.code, writer.role))


def recorded(conn: Connection, clock: Clock, file: Accepted) -> Iterator[Posted]:
    """Records the letters of the file one by one in the caller's transaction. Raises BadRows,
    before the first of them, where numbers were taken since the check."""
    store.hold(conn, file.years, file.kanwil)
    recalled = _recalled(conn, file)
    desks: dict[str, Desk] = {}
    for one in file.letters:
        here = desks.setdefault(one.office, desk(file.book, one.office, file.actor))
        known = recalled[one.office]
        posted = posting.post_checked(conn, clock, here, one.values, one.points, known)
        known.add(posted.recommendations)
        yield posted


def taken(known: Recall, letter: Mapping[str, Any], rows: Sequence[int]) -> Iterator[RowFault]:
    """The fault of a letter whose number an earlier one has."""
    number = letter.get("number", "")
    by = known.taken_by(number) if number else None
    if by is not None:
        yield RowFault(rows[0], "number", f"Letter {number} has been recorded, as {by}.")


def _recalled(conn: Connection, file: Accepted) -> Mapping[str, Recall]:
    """What was recorded before: what the check knew, unless anything was said since, of which
    the streams would tell. Under the locks nothing more is said to these Kanwil."""
    if store.streams.heads(conn) == file.heads:
        return file.recalled
    now = recall_all(conn, file.sought)
    faults = [
        fault for one in file.letters for fault in taken(now[one.office], one.values, one.rows)
    ]
    if faults:
        raise BadRows(faults)
    return now
