"""Letters are posted.

Owns: the road from what was read to what is recorded, the same for JSON, forms and spreadsheets:
check everything, then take numbers, record and tell, in the caller's transaction.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from services.intake import addressing, core, store
from services.intake.core import checks, repeats
from services.intake.core.model import Addressee, Earlier, Letter, Point, Recommendation, Sender
from services.intake.core.words import INSTRUMENTS
from services.intake.recall import Recall
from services.intake.schemas import Parsed
from shared.clock import Clock
from shared.db import clock_reading
from shared.events import Actor, Event
from shared.ids import new_id
from shared.refusal import Fault, Invalid
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
class Posted:
    """What was recorded, and the events that tell it."""

    letter: Letter
    recommendations: tuple[Recommendation, ...]
    events: list[Event]


@dataclass(frozen=True)
class Checked:
    """The recommendations as the core knows them, what they may repeat, and every fault."""

    points: tuple[Point, ...]
    earlier: Sequence[Earlier]
    faults: Faults


def post_letter(
    conn: Connection,
    clock: Clock,
    desk: Desk,
    parsed: Parsed,
    *,
    find_repeats: bool = True,
) -> Posted:
    """Records the letter. What repeats an earlier finding is found, unless whoever writes has been
    shown it and chosen (`find_repeats` false). Raises Invalid with every fault, NumberTaken."""
    checked = check(conn, clock_reading(conn, clock), desk, parsed)
    if checked.faults:
        raise Invalid(checked.faults)
    letter = _letter(parsed.letter, desk)
    store.number_free(conn, letter.ombudsman, letter.number)
    earlier = checked.earlier if find_repeats else ()
    return _record(conn, clock, desk, letter, checked.points, earlier)


def post_checked(
    conn: Connection, clock: Clock, desk: Desk, parsed: Parsed, recalled: Recall
) -> Posted:
    """Records a letter in which `check` found no fault in this transaction. Raises NumberTaken."""
    letter = _letter(parsed.letter, desk)
    points = _points(desk, parsed, {})
    return _record(conn, clock, desk, letter, points, recalled.about(points, letter.date))


def _record(  # noqa: PLR0917  (each is another thing)
    conn: Connection,
    clock: Clock,
    desk: Desk,
    letter: Letter,
    points: Sequence[Point],
    earlier: Iterable[Earlier],
) -> Posted:
    places = _places(conn, letter, points, earlier)
    recorded = core.record(letter, points, places, desk.sender, desk.actor)
    events = store.add_letter(conn, clock, letter, recorded, desk.actor)
    return Posted(letter, recorded[0], events)


def post_recommendation(
    conn: Connection,
    clock: Clock,
    desk: Desk,
    body: Mapping[str, Any],
    *,
    find_repeats: bool = True,
) -> Posted:
    """Records one more recommendation of a letter of this office; `find_repeats` as for a letter.
    Raises NoSuchLetter, Invalid."""
    letter, now = store.load_letter(conn, clock, body["letter_id"], desk.office.code)
    parsed = Parsed({"date": letter.date, "instrument": letter.instrument}, (body,), {})
    checked = check(conn, now, desk, parsed, letter_id=letter.id)
    if checked.faults:
        prefix = "recommendations.0."
        raise Invalid({path.removeprefix(prefix): all_ for path, all_ in checked.faults.items()})
    earlier = checked.earlier if find_repeats else ()
    places = _places(conn, letter, checked.points, earlier)
    recorded = core.add(letter, checked.points, places, desk.sender, desk.actor)
    events = store.add_recommendations(conn, clock, recorded)
    return Posted(letter, recorded[0], events)


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


def _letter(values: Mapping[str, Any], desk: Desk) -> Letter:
    lists = {name: tuple(values[name]) for name in ("legal_basis", "copy_to")}
    own = {"issuer": values["issuer"] or desk.office.name, **lists}
    return Letter(
        id=new_id(), ombudsman=desk.office.code, region=desk.sender.region, **{**values, **own}
    )


def _places(
    conn: Connection, letter: Letter, points: Sequence[Point], earlier: Iterable[Earlier]
) -> list[core.Place]:
    """Ids that sort as the letter's rows do, codes, and what each repeats."""
    count = len(points)
    numbers = store.take_numbers(conn, letter.region, letter.date.year, count)
    codes = [core.code(letter.region, letter.date, number) for number in numbers]
    ids = sorted(new_id() for _ in range(count))
    among = repeats.candidates(letter.date, letter.id, earlier)
    return [
        core.Place(id_, code, _repeat(point, among))
        for id_, code, point in zip(ids, codes, points, strict=True)
    ]


def _repeat(point: Point, among: repeats.Candidates) -> str | None:
    if point.repeat_of is not None:
        return point.repeat_of
    found = repeats.found(point, among)
    return found.code if found else None
