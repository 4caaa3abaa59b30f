"""Whether what followup keeps of its cases is what was said.

Owns: folding each case again in memory, from intake's events and followup's own, and comparing
case, escalations, requests, journal, deadline cards, states and the words that are searched with
it, byte for byte. One case is
in memory at a time. Only `recorded_at`, the instant at which a worker wrote a line, follows from
nothing that was said.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Table, select, union

from services.followup import fold
from services.followup.core.model import Case
from services.followup.core.road import Road, begun, travelled, wake_at
from services.followup.core.rules import Rules
from services.followup.search.table import case_words
from services.followup.store import rows, stuck
from services.followup.store.cursors import Cursor
from services.followup.store.tables import (
    case_,
    case_state,
    deadline_card,
    escalation,
    extension_request,
    journal,
    streams,
)
from shared.events import Event, RecommendationRecorded
from shared.kept import Changed, differing, kept_at
from shared.stream import TICK

Heard = Callable[[str], Sequence[Event]]
"""Everything that intake said of one recommendation."""
_ID = "recommendation_id"
KEYS: Mapping[Table, tuple[str, str]] = {
    case_: (_ID, "case"),
    escalation: ("id", "escalation"),
    extension_request: ("id", "extension request"),
    journal: ("position", "journal line"),
    deadline_card: ("number", "deadline card"),
    case_state: ("number", "state"),
}
"""What a case is kept in: the column by which its rows are told apart, and what one is called."""
COMPARED = {**KEYS, case_words: (_ID, "words that are searched")}
ALONE = (case_, case_words)


def changed(
    conn: Connection, held: Cursor, rules: Rules, recorded: Iterable[str], heard: Heard
) -> Iterator[Changed]:
    """What differs in the cases of one stream; `recorded` are the recommendations that intake
    recorded in it up to the cursor."""
    if held.known_to is None:
        return
    for id_ in recorded:
        yield from _of_case(conn, held, rules, id_, heard)


def unfounded(conn: Connection, heard: Heard) -> Iterator[Changed]:
    """Rows of recommendations that intake never recorded."""
    every = union(*(select(table.c.recommendation_id) for table in COMPARED))
    for id_ in conn.execute(every.execution_options(yield_per=500)).scalars():
        if not any(event.name == RecommendationRecorded.name for event in heard(id_)):
            yield Changed(f"recommendation {id_}", "case", "intake never recorded it")


def _of_case(
    conn: Connection, held: Cursor, rules: Rules, id_: str, heard: Heard
) -> Iterator[Changed]:
    if waits := stuck.among(conn, [id_]):
        since = f"since {waits[id_]:%Y-%m-%d %H:%M} UTC"
        yield Changed(f"recommendation {id_}", "case", f"put aside {since}, so it is not compared")
        return
    try:
        said, until = streams.of(conn, held.stream, [id_]), _spoken_to(conn, held, id_)
        road = _travelled(held, heard(id_), said, until, rules)
        wake = wake_at(road.case, said, until, rules)
    except Exception as error:  # whatever the core raises, it was not said so
        yield Changed(f"recommendation {id_}", "case", f"it cannot be folded again ({error})")
        return
    for table, wanted in _wanted(road, wake).items():
        yield from _compared(conn, table, road.case, wanted)


def _spoken_to(conn: Connection, held: Cursor, id_: str) -> datetime:
    """Up to which instant time has spoken in this case: all that is known, or just before what a
    sweep has yet to come to."""
    assert held.known_to is not None
    query = select(case_.c.next_at).where(case_.c.recommendation_id == id_)
    next_at: datetime | None = conn.execute(query).scalar_one_or_none()
    return held.known_to if next_at is None or next_at > held.known_to else next_at - TICK


def folded(conn: Connection, held: Cursor, id_: str, heard: Sequence[Event], rules: Rules) -> Road:
    """The road of that case from its first event on, as far as time has spoken in it."""
    said = streams.of(conn, held.stream, [id_])
    return _travelled(held, heard, said, _spoken_to(conn, held, id_), rules)


def _travelled(
    held: Cursor, heard: Sequence[Event], said: Sequence[Event], until: datetime, rules: Rules
) -> Road:
    events = [one for one in heard if one.stream == held.stream and one.seq <= held.seq]
    first, *later = fold.told(events)
    return travelled(begun(*first, rules), [*later, *fold.told(said)], until, rules)


def _wanted(road: Road, wake: datetime | None) -> Mapping[Table, list[rows.Values]]:
    """The rows that this road leaves."""
    case = road.case
    lines = [
        rows.line_row(case, position, line, line.at) for position, line in enumerate(road.lines, 1)
    ]
    for row in lines:
        del row["recorded_at"]
    return {
        case_: [rows.case_row(case, wake)],
        case_words: [{_ID: case.recommendation_id, "search": rows.searched(case)}],
        escalation: [rows.escalation_row(case, one) for one in case.escalations],
        extension_request: [rows.request_row(case, one) for one in case.requests],
        journal: lines,
        deadline_card: [
            rows.card_row(case, number, at, card) for number, (at, card) in enumerate(road.cards, 1)
        ],
        case_state: [
            rows.state_row(case, number, at, state)
            for number, (at, state) in enumerate(road.states, 1)
        ],
    }


def _compared(
    conn: Connection, table: Table, case: Case, wanted: Sequence[rows.Values]
) -> Iterator[Changed]:
    key, name = COMPARED[table]
    rows_of = conn.execute(kept_at(table, _ID), {_ID: case.recommendation_id})
    kept = {row._mapping[key]: row for row in rows_of}
    for values in wanted:
        what = name if table in ALONE else f"{name} {values[key]}"
        row = kept.pop(values[key], None)
        if row is None:
            yield Changed(case.code, what, "it is missing")
        elif wrong := differing(row, table, values):
            yield Changed(
                case.code, what, f"not what follows from what was said: {', '.join(wrong)}"
            )
    for other in kept:
        yield Changed(case.code, f"{name} {other}", "nothing that was said leads to it")
