"""Whether a stream is what was once appended.

Owns: the verification of every stored event against the chain, column by column. It reads the
rows as they lie there, since what was tampered with may not even be readable as an event.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, String, Table, select, type_coerce

from shared.chain import GENESIS, parse, sealed_hash
from shared.codec import instant_text

_AT_ONCE = 1000


@dataclass(frozen=True)
class BadEvent:
    """The first event of a stream that does not verify, and why."""

    stream: str
    seq: int
    reason: str


def verify(conn: Connection, stream: Table, event: Table) -> Iterator[BadEvent]:
    """The first bad event of each stream that has one, also of a stream whose own row is gone."""
    heads = {row.name: row for row in conn.execute(_raw(stream, "last_at"))}
    names = conn.execute(select(event.c.stream).distinct()).scalars()
    for name in sorted(heads.keys() | set(names)):
        bad = _verify_one(conn, event, name, heads.get(name))
        if bad:
            yield bad


def _verify_one(
    conn: Connection, event: Table, name: str, head: Row[Any] | None
) -> BadEvent | None:
    previous, seq, last_at = GENESIS, 0, ""
    for row in _rows(conn, event, name):
        reason = _wrong(row, seq + 1, previous, last_at)
        if reason:
            return BadEvent(name, seq + 1, reason)
        previous, seq, last_at = row.hash, row.seq, _time(row.at)
    if head is None:
        return BadEvent(name, seq, "the stream's own row is gone")
    if seq != head.head:
        return BadEvent(name, seq + 1, f"the stream's head is {head.head}, its last event is {seq}")
    if (previous, last_at) != (head.last_hash, _time(head.last_at)):
        return BadEvent(name, seq, "the stream's last hash or time is not its last event's")
    return None


def _rows(conn: Connection, event: Table, name: str) -> Iterator[Row[Any]]:
    """A stream's rows in order, some at a time, so that memory does not grow with its length."""
    query = _raw(event, "at").where(event.c.stream == name).order_by(event.c.seq).limit(_AT_ONCE)
    rows = conn.execute(query).all()
    while rows:
        yield from rows
        rows = conn.execute(query.where(event.c.seq > rows[-1].seq)).all()


def _raw(table: Table, instant: str) -> Any:
    """All of a table, its instant as it lies there."""
    others = [column for column in table.c if column.name not in (instant, "as_of")]
    return select(*others, type_coerce(table.c[instant], String).label(instant))


def _wrong(row: Row[Any], seq: int, previous: str, last_at: str) -> str | None:
    """Why this row does not verify as number `seq` after `previous`; None if it does."""
    if row.seq != seq:
        return f"sequence {seq} is missing"
    if row.previous_hash != previous:
        return "its previous hash is not the hash of the event before it"
    if sealed_hash(previous, row.body) != row.hash:
        return "its bytes do not match its hash"
    return _misfit(row, last_at)


def _misfit(row: Row[Any], last_at: str) -> str | None:
    """Why the columns of this row, whose bytes match its hash, are not what the bytes say."""
    try:
        said = parse(row.body, row.previous_hash, row.hash)
    except (ValueError, KeyError, TypeError):
        return "its bytes are no event of ours"
    kept = (row.stream, row.seq, row.id, row.name, row.subject, _time(row.at))
    time = instant_text(said.time)
    if kept != (said.stream, said.seq, said.id, said.name, said.subject, time):
        return "its columns do not match its bytes"
    if time <= last_at:
        return "its time is not later than the event before it"
    return None


def _time(at: Any) -> str:
    """An instant as it lies there, as the text that was hashed: PostgreSQL gives a datetime."""
    if at is None:
        return ""
    return at if isinstance(at, str) else instant_text(at)
