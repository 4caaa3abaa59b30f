"""What was recorded before, recalled at once for many letters.

Owns: that a file of 500 letters asks the database as often as one letter does: the earlier
findings that its recommendations may repeat, and the numbers that are taken.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from services.intake import store
from services.intake.core import numbers, repeats
from services.intake.core.model import Earlier, Point, Recommendation
from services.intake.core.words import WITHDRAWN
from services.intake.schemas import Parsed
from shared.registry import Book, UnknownOffice

Kind = tuple[str, str, str]
"""A unit, a service and a component."""


@dataclass
class Sought:
    """What the letters of one Ombudsman's office refer to, gathered letter by letter."""

    pairs: set[tuple[str, str]] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    since: date = date.max

    def add(self, book: Book, parsed: Parsed) -> None:
        """One more letter."""
        self.pairs.update(_pairs(book, parsed))
        self.codes.update(one["repeat_of"] for one in parsed.points if one.get("repeat_of"))
        if "number" in parsed.letter:
            self.numbers.add(parsed.letter["number"])
        if "date" in parsed.letter:
            self.since = min(self.since, repeats.since(parsed.letter["date"]))


@dataclass(frozen=True)
class Recall:
    """What one Ombudsman's office recorded before, the earliest first; `taken` has the letter of
    each number."""

    by_kind: dict[Kind, list[Earlier]]
    by_code: dict[str, Earlier]
    taken: dict[str, str]

    def about(self, points: Sequence[Point], written_on: date) -> list[Earlier]:
        """The latest findings that these points of a letter of that day may repeat, and those that
        they name."""
        found = {
            known.code: known
            for one in points
            for component in one.components
            for known in self._latest((one.addressee.unit.code, one.service, component), written_on)
        }
        named = {one.repeat_of for one in points if one.repeat_of is not None}
        return [*found.values(), *(self.by_code[code] for code in named - found.keys()
                                   if code in self.by_code)]  # fmt: skip

    def taken_by(self, number: str) -> str | None:
        """The letter that has that number, in whatever spelling."""
        return self.taken.get(numbers.key(number))

    def add(self, recorded: Iterable[Recommendation]) -> None:
        """What has just been recorded is earlier than what follows."""
        for one in recorded:
            self.know(Earlier(*(getattr(one, name) for name in Earlier.__dataclass_fields__)))

    def know(self, one: Earlier) -> None:
        """One that may be repeated, unless it was withdrawn."""
        if one.status != WITHDRAWN:
            for component in one.components:
                kind = (one.unit, one.service, component)
                insort(self.by_kind.setdefault(kind, []), one, key=repeats.recorded)

    def _latest(self, kind: Kind, written_on: date) -> Sequence[Earlier]:
        known = self.by_kind.get(kind, [])
        end = bisect_right(known, written_on, key=_day)
        return known[max(0, end - store.MOST_OF_A_KIND) : end]


def recall_all(conn: Connection, sought: Mapping[str, Sought]) -> dict[str, Recall]:
    """All that the letters of these Ombudsman's offices may refer to, by the offices' codes."""
    return {code: _recall(conn, code, what) for code, what in sought.items()}


def _recall(conn: Connection, ombudsman: str, sought: Sought) -> Recall:
    named = store.named(conn, ombudsman, sought.codes)
    found = Recall({}, {one.code: one for one in named}, {})
    for one in store.of_pairs(conn, ombudsman, sought.pairs, sought.since):
        found.know(one)
    found.taken.update(store.taken(conn, ombudsman, sought.numbers))
    return found


def _day(one: Earlier) -> date:
    return one.letter_date


def _pairs(book: Book, parsed: Parsed) -> Iterator[tuple[str, str]]:
    for point in parsed.points:
        try:
            yield book.find(point.get("unit", "")).code, point.get("service", "")
        except UnknownOffice:
            continue
