"""Letters and recommendations, written down once.

Owns: the codes' counters, the rows of a letter and its recommendations, and that a number exists
once per Ombudsman's office. Order of locks: letter, counter, stream, rows.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, select

from services.intake.core import numbers
from services.intake.core.model import Letter, Recommendation
from services.intake.core.recording import Recorded
from services.intake.core.refusals import NumberTaken
from services.intake.store import tables
from services.intake.store.telling import tell
from shared.clock import Clock
from shared.codec import dump
from shared.dialects import insert_into
from shared.events import Actor, Event
from shared.many import insert_many
from shared.ready import Ready
from shared.refusal import Fault

_PIECE = 500  # rows of one statement, far below every engine's bound on parameters


@cache
def _counting(dialect: str) -> Ready:
    table, count = tables.counter, bindparam("count", type_=Integer)
    values = {"region": bindparam("region"), "year": bindparam("year"), "last": count}
    key = [table.c.region, table.c.year]
    first = insert_into(dialect, table).values(values)
    more = first.on_conflict_do_update(index_elements=key, set_={"last": table.c.last + count})
    return Ready(more.returning(table.c.last))


def take_numbers(conn: Connection, region: str, year: int, count: int) -> range:
    """The next `count` numbers of that region and year. They stay locked until the end of the
    transaction and return to the counter where it fails, so that no number is ever missing."""
    values = {"region": region, "year": year, "count": count}
    last: int = _counting(conn.dialect.name).one(conn, values).last
    return range(last - count + 1, last + 1)


def hold(conn: Connection, years: Iterable[tuple[str, int]], kanwil: Iterable[str]) -> None:
    """Locks what letters of these regions and years to these Kanwil will need: all counters, then
    all streams, each in its order. So a file's letters are recorded one by one, and whoever posts
    beside them waits and is never waited for."""
    for region, year in sorted(years):
        take_numbers(conn, region, year, 0)
    tables.streams.hold(conn, kanwil)


def number_free(conn: Connection, ombudsman: str, number: str) -> None:
    """Raises NumberTaken, naming the letter that has it, in whatever spelling."""
    table = tables.letter
    here = (table.c.ombudsman == ombudsman, table.c.number_key == numbers.key(number))
    taken = conn.execute(select(table.c.id).where(*here)).scalar_one_or_none()
    if taken is not None:
        raise _taken(number, taken)


def taken(conn: Connection, ombudsman: str, wanted: Iterable[str]) -> dict[str, str]:
    """The letters of that office that have these numbers, by the numbers' keys."""
    table = tables.letter
    found: dict[str, str] = {}
    keys = sorted({numbers.key(number) for number in wanted})
    for start in range(0, len(keys), _PIECE):
        some = table.c.number_key.in_(keys[start : start + _PIECE])
        query = select(table.c.number_key, table.c.id).where(table.c.ombudsman == ombudsman, some)
        found |= {row.number_key: row.id for row in conn.execute(query)}
    return found


def add_letter(
    conn: Connection,
    clock: Clock,
    letter: Letter,
    recorded: Recorded,
    actor: Actor,
) -> list[Event]:
    """Writes a new letter with its recommendations, and tells it; raises NumberTaken where
    another transaction was quicker."""
    all_, told = recorded
    events = tell(conn, clock, told)
    values = {**vars(letter), "actor": dump(actor), "posted_at": min(e.time for e in events)}
    values["number_key"] = numbers.key(letter.number)
    row = _insert(conn, tables.letter).values(values).on_conflict_do_nothing()
    if conn.execute(row.returning(tables.letter.c.id)).first() is None:
        number_free(conn, letter.ombudsman, letter.number)
    _add_all(conn, all_, events)
    return events


def add_recommendations(conn: Connection, clock: Clock, recorded: Recorded) -> list[Event]:
    """Writes recommendations of a letter that stands already, and tells them."""
    all_, told = recorded
    events = tell(conn, clock, told)
    _add_all(conn, all_, events)
    return events


def _add_all(conn: Connection, all_: Sequence[Recommendation], events: Sequence[Event]) -> None:
    sent_at = {event.subject: event.time for event in events}
    rows = [vars(one) | {"search": _search(one), "sent_at": sent_at[one.id]} for one in all_]
    insert_many(conn, tables.recommendation, rows)


def _search(one: Recommendation) -> str:
    words = (one.code, one.letter_number, one.unit_name, one.finding, one.text)
    return "\n".join(words).casefold()


def _insert(conn: Connection, table: Any) -> Any:
    return insert_into(conn.dialect.name, table)


def _taken(number: str, letter_id: str) -> NumberTaken:
    refusal = NumberTaken(
        "Letter {number} has been recorded, as {letter_id}.", number=number, letter_id=letter_id
    )
    message = "Letter {letter_id} of this office has this number; take another."
    refusal.errors = {"letter.number": [Fault(message, {"letter_id": letter_id})]}
    return refusal
