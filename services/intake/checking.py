"""Letters are checked before they are posted.

Owns: everything that can be wrong with what was read, found without writing: what the core judges,
who is no office, and which earlier finding cannot be repeated.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from services.intake import addressing, store
from services.intake.core import checks, repeats
from services.intake.core.model import Addressee, Earlier, Point, Sender
from services.intake.core.words import INSTRUMENTS
from services.intake.recall import Recall
from services.intake.schemas import Parsed
from shared.events import Actor
from shared.refusal import Fault
from shared.registry import Book, Office, UnknownOffice

Faults = dict[str, list[Fault]]
_UNREAD: Mapping[str, Any] = {
    "service": "",
    "components": (),
    "finding": "",
    "text": "",
    "severity": "",
}


@dataclass(frozen=True)
class Desk:
    """The Ombudsman's office that posts, who posts for it, and all offices."""

    book: Book
    office: Office
    actor: Actor
    known: dict[str, Addressee] = field(default_factory=dict, compare=False, repr=False)
    """Whom it has written to, by what they were called: a letter names the same few often."""

    @property
    def sender(self) -> Sender:
        """The office as the core knows it."""
        return addressing.sender(self.office)

    def addressee(self, called: str) -> Addressee:
        """The office that is called so, as the core knows it; raises UnknownOffice."""
        if called not in self.known:
            self.known[called] = addressing.addressee(self.book, called)
        return self.known[called]


@dataclass(frozen=True)
class Checked:
    """The recommendations as the core knows them, what they may repeat, and every fault."""

    points: tuple[Point, ...]
    earlier: Sequence[Earlier]
    faults: Faults


def check(
    conn: Connection,
    now: datetime,
    desk: Desk,
    parsed: Parsed,
    recalled: Recall | None = None,
    *,
    letter_id: str = "",
) -> Checked:
    """Everything that is wrong with the letter (`letter_id` where it stands already) and its
    recommendations; nothing is written. What was recorded before is looked up, unless it was
    recalled for many letters at once."""
    faults: Faults = {path: list(all_) for path, all_ in parsed.faults.items()}
    written_on: date | None = parsed.letter.get("date")
    if written_on is not None:
        for path, fault in checks.letter_faults(written_on, desk.sender, now):
            faults.setdefault(path, []).append(fault)
    points, day = _points(desk, parsed, faults), written_on or now.date()
    if recalled is not None:
        earlier = recalled.about(points, day)
    else:
        writer = store.Writer(desk.office.code, day, letter_id, repeats.since(day))
        earlier = _earlier(conn, writer, points)
    for path, fault in _point_faults(points, earlier, desk.sender, now, parsed.letter):
        faults.setdefault(path, []).append(fault)
    return Checked(points, earlier, faults)


def _points(desk: Desk, parsed: Parsed, faults: Faults) -> tuple[Point, ...]:
    """The recommendations as the core knows them; whose unit is no office's is among `faults`."""
    return tuple(
        _point(desk, values, f"recommendations.{number}.unit", faults)
        for number, values in enumerate(parsed.points)
    )


def _point(desk: Desk, values: Mapping[str, Any], path: str, faults: Faults) -> Point:
    to = addressing.nobody(desk.sender)
    if "unit" in values:
        try:
            to = desk.addressee(values["unit"])
        except UnknownOffice as error:
            faults.setdefault(path, []).append(error.fault)
    own = {name: values[name] for name in Point.__dataclass_fields__ if name in values}
    read: dict[str, Any] = {**_UNREAD, **own}
    for name in ("components", "maladministration"):
        read[name] = tuple(read.get(name, ()))
    return Point(addressee=to, due_on_given="due_on" in values, **read)


def _point_faults(
    points: Sequence[Point],
    earlier: Sequence[Earlier],
    sender: Sender,
    now: datetime,
    letter: Mapping[str, Any],
) -> Iterator[tuple[str, Fault]]:
    written_on, instrument = letter.get("date"), INSTRUMENTS.get(letter.get("instrument", ""))
    by_code = {one.code: one for one in earlier}
    for number, point in enumerate(points):
        at = f"recommendations.{number}"
        for name, fault in checks.point_faults(point, sender, now, written_on, instrument):
            yield f"{at}.{name}", fault
        if point.repeat_of is not None and point.addressee.unit.code:
            wrong = repeats.fault(point, written_on, by_code.get(point.repeat_of))
            if wrong is not None:
                yield f"{at}.repeat_of", wrong


def _earlier(conn: Connection, writer: store.Writer, points: Sequence[Point]) -> list[Earlier]:
    """What the points may repeat, and what they name."""
    kinds = [(one.addressee.unit.code, one.service, one.components) for one in points]
    found = store.latest(conn, writer, kinds)
    named = {one.repeat_of for one in points if one.repeat_of is not None}
    return found + store.named(conn, writer.ombudsman, named - {one.code for one in found})
