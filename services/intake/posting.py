"""Letters are posted.

Owns: the road from what was read to what is recorded, the same for JSON, forms and spreadsheets:
check everything, then take numbers, record and tell, in the caller's transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from services.intake import core, store
from services.intake.checking import Checked, Desk, check
from services.intake.core import repeats
from services.intake.core.model import Earlier, Letter, Point, Recommendation
from services.intake.recall import Recall
from services.intake.schemas import Parsed
from shared.clock import Clock
from shared.db import clock_reading
from shared.events import Event
from shared.ids import new_id
from shared.refusal import Invalid

__all__ = [
    "Checked",
    "Desk",
    "Posted",
    "check",
    "post_checked",
    "post_letter",
    "post_recommendation",
]


@dataclass(frozen=True)
class Posted:
    """What was recorded, and the events that tell it."""

    letter: Letter
    recommendations: tuple[Recommendation, ...]
    events: list[Event]


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


def post_checked(  # noqa: PLR0917  (each is another thing)
    conn: Connection,
    clock: Clock,
    desk: Desk,
    values: Mapping[str, Any],
    points: Sequence[Point],
    recalled: Recall,
) -> Posted:
    """Records a letter in which `check` found no fault. Raises NumberTaken."""
    letter = _letter(values, desk)
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
