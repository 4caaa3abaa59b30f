"""Whether what intake keeps is what was said, and each file what was uploaded.

Owns: comparing every row that an event tells of with the event, and every file of evidence with
its row and the event that shows it; one event, one file at a time. What no event carries
(criterion, cause, effect, kinds of maladministration, person in charge, a letter's copy list)
cannot be told.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select

from services.intake.evidence import path_of
from services.intake.retold import retold
from services.intake.store import saving, tables
from services.intake.store.tables import streams
from shared.codec import Unfit, dump, load
from shared.events import (
    FACTS,
    ActionConfirmed,
    Event,
    EvidenceFacts,
    Fact,
    LetterRecorded,
    RecommendationRecorded,
)
from shared.kept import Changed, differing, kept_at

Values = Mapping[str, Any]
_AT_ONCE = 500
_OF_LETTER = ("number", "date", "instrument", "activity", "issuer", "signatory", "subject")
_OF_POINT = (
    "code", "letter_id", "letter_number", "letter_date", "instrument", "service", "components",
    "finding", "text", "severity", "repeat_of", "due_kind",
)  # fmt: skip


def changed(conn: Connection, folder: Path, stream: str) -> Iterator[Changed]:
    """What is not as the events of this stream, whose chain is whole, tell it."""
    after = 0
    while some := streams.read(conn, stream, after, _AT_ONCE):
        after = some[-1].seq
        yield from told(conn, folder, some)


def told(conn: Connection, folder: Path, events: Iterable[Event]) -> Iterator[Changed]:
    """What is not as these events tell it."""
    for event in events:
        yield from _of_event(conn, folder, event)


def unshown(conn: Connection, folder: Path, *which: ColumnElement[bool]) -> Iterator[Changed]:
    """Files that no action shows yet, and that are not what was uploaded."""
    table = tables.evidence
    shown = select(tables.action_evidence.c.evidence_id)
    query = select(table.c.id, table.c.sha256).where(table.c.id.not_in(shown), *which)
    for row in conn.execute(query.execution_options(yield_per=_AT_ONCE)):
        if fault := _file_fault(folder, row.sha256):
            yield Changed("not shown yet", f"evidence {row.id}", fault)


def recorded(conn: Connection, stream: str, until: int) -> Iterator[str]:
    """The recommendations recorded in the stream up to that sequence."""
    table = streams.event
    query = select(table.c.subject).where(
        table.c.stream == stream,
        table.c.seq <= until,
        table.c.name == RecommendationRecorded.name,
    )
    query = query.order_by(table.c.seq).execution_options(yield_per=_AT_ONCE)
    yield from conn.execute(query).scalars()


def _of_event(conn: Connection, folder: Path, event: Event) -> Iterator[Changed]:
    where = f"stream {event.stream}, sequence {event.seq}"
    try:
        fact = load(FACTS[event.name], event.data)
    except (KeyError, Unfit) as error:
        yield Changed(where, event.name, f"it is no fact of ours ({error})")
        return
    for table, values in _rows(conn, event, fact):
        if reason := _fault(conn, table, values):
            yield Changed(where, _name(table, values), reason)
    for one in fact.evidence if isinstance(fact, ActionConfirmed) else ():
        if reason := _file_fault(folder, one.sha256):
            yield Changed(where, f"evidence {one.id}", reason)


def _rows(conn: Connection, event: Event, fact: Fact) -> Iterator[tuple[Table, Values]]:
    """The rows that this event tells of."""
    match fact:
        case LetterRecorded():
            yield tables.letter, _letter(fact)
        case RecommendationRecorded():
            yield tables.recommendation, _recommendation(conn, event, fact)
        case ActionConfirmed():
            yield saving.row_of(fact, event)
            yield from ((tables.evidence, _evidence(event, one)) for one in fact.evidence)
            yield from ((tables.action_evidence, row) for row in saving.shown(fact))
        case _:
            yield saving.row_of(fact, event)


def _letter(fact: LetterRecorded) -> Values:
    own = {name: getattr(fact, name) for name in _OF_LETTER}
    lists = {"legal_basis": fact.legal_basis, "actor": dump(fact.actor)}
    return {"id": fact.letter_id, **own, **lists}


def _recommendation(conn: Connection, event: Event, fact: RecommendationRecorded) -> Values:
    told = [load(FACTS[one.name], one.data) for one in streams.about(conn, event.subject)]
    return {
        "id": fact.recommendation_id,
        **{name: getattr(fact, name) for name in _OF_POINT},
        **vars(retold(told)),
        "unit": fact.unit.code,
        "unit_name": fact.unit.name,
        "time_zone": fact.unit.time_zone,
        "kanwil": event.stream,
        "ombudsman": fact.ombudsman.code,
        "sent_at": event.time,
    }


def _evidence(event: Event, one: EvidenceFacts) -> Values:
    return {**vars(one), "recommendation_id": event.subject}


def _fault(conn: Connection, table: Table, values: Values) -> str | None:
    names = [column.name for column in table.primary_key]
    here = {name: values[name] for name in names}
    row = conn.execute(kept_at(table, *names), here).one_or_none()
    if row is None:
        return "it is missing"
    wrong = differing(row, table, values)
    return f"not what the event says: {', '.join(wrong)}" if wrong else None


def _name(table: Table, values: Values) -> str:
    return " ".join([table.name, *(str(values[one.name]) for one in table.primary_key)])


def _file_fault(folder: Path, sha256: str) -> str | None:
    try:
        with path_of(folder, sha256).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return f"its file {sha256} is missing"
    return None if found == sha256 else f"its file {sha256} has other bytes"
