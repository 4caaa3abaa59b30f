"""What was recorded before, recalled at once for many letters.

Owns: that a file of 500 letters asks the database as often as one letter does: the earlier
findings that its recommendations may repeat, and the numbers that are taken.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from services.intake import store
from services.intake.core import numbers, repeats
from services.intake.core.model import Earlier, Point, Recommendation
from services.intake.schemas import Parsed
from shared.registry import Book, UnknownOffice

Pair = tuple[str, str]


@dataclass(frozen=True)
class Recall:
    """What one Ombudsman's office recorded before; `taken` has the letter of each number."""

    by_pair: dict[Pair, list[Earlier]]
    by_code: dict[str, Earlier]
    taken: dict[str, str]

    def about(self, points: Sequence[Point]) -> list[Earlier]:
        """The earlier findings that these points may repeat, and those that they name."""
        pairs = {(one.addressee.unit.code, one.service) for one in points}
        named = {one.repeat_of for one in points if one.repeat_of is not None}
        alike = [one for pair in sorted(pairs) for one in self.by_pair.get(pair, ())]
        codes = {one.code for one in alike}
        return alike + [self.by_code[code] for code in named - codes if code in self.by_code]

    def taken_by(self, number: str) -> str | None:
        """The letter that has that number, in whatever spelling."""
        return self.taken.get(numbers.key(number))

    def add(self, recorded: Iterable[Recommendation]) -> None:
        """What has just been recorded is earlier than what follows."""
        for one in recorded:
            values = {name: getattr(one, name) for name in Earlier.__dataclass_fields__}
            self._know(Earlier(**values))

    def _know(self, one: Earlier) -> None:
        self.by_pair.setdefault((one.unit, one.service), []).append(one)
        self.by_code[one.code] = one


def recall(conn: Connection, book: Book, ombudsman: str, letters: Sequence[Parsed]) -> Recall:
    """All that these letters of that office may refer to."""
    points = [point for letter in letters for point in letter.points]
    dates = [letter.letter["date"] for letter in letters if "date" in letter.letter]
    since = repeats.since(min(dates, default=date.max))
    codes = [point["repeat_of"] for point in points if point.get("repeat_of")]
    found = Recall({}, {}, {})
    alike = store.of_pairs(conn, ombudsman, set(_pairs(book, points)), since)
    known = {one.code for one in alike}
    for one in (*alike, *store.named(conn, ombudsman, set(codes) - known)):
        found._know(one)
    wanted = [letter.letter["number"] for letter in letters if "number" in letter.letter]
    found.taken.update(store.taken(conn, ombudsman, wanted))
    return found


def _pairs(book: Book, points: Iterable[dict[str, Any] | Any]) -> Iterator[Pair]:
    for point in points:
        try:
            yield book.find(point.get("unit", "")).code, point.get("service", "")
        except UnknownOffice:
            continue
