"""Whether a stream is what was once appended.

Owns: the verification of every stored event against the chain, column by column. It reads the
rows as they lie there, since what was tampered with may not even be readable as an event.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, String, Table, select, type_coerce

from shared.chain import GENESIS, link, parse
from shared.codec import instant_text
from shared.events import type_of

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
    previous, seq, last_at = bytes.fromhex(GENESIS), 0, None
    for row in _rows(conn, event, name):
        digest = link(previous, row.body)
        reason = _wrong(row, seq + 1, (previous.hex(), digest.hex()), last_at)
        if reason:
            return BadEvent(name, seq + 1, reason)
        previous, seq, last_at = digest, seq + 1, row.at
    if head is None:
        return BadEvent(name, seq, "the stream's own row is gone")
    if seq != head.head:
        return BadEvent(name, seq + 1, f"the stream's head is {head.head}, its last event is {seq}")
    if (previous.hex(), last_at) != (head.last_hash, head.last_at):
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
    """All of a table in the order of its columns, then its instant as it lies there."""
    others = [column for column in table.c if column.name not in (instant, "as_of")]
    return select(*others, type_coerce(table.c[instant], String).label(instant))


def _wrong(row: Row[Any], seq: int, hashes: tuple[str, str], last_at: Any) -> str | None:
    """Why this row does not verify as number `seq` with these hashes, the one of the event before
    and its own, after `last_at`; None if it does."""
    stream, found, id_, name, subject, body, previous, own, at = tuple(row)
    if found != seq:
        return f"sequence {seq} is missing"
    if previous != hashes[0]:
        return "its previous hash is not the hash of the event before it"
    if own != hashes[1]:
        return "its bytes do not match its hash"
    if not _says(body, (stream, f"{seq:012d}", id_, type_of(name), subject), at):
        return _misfit(row)
    if last_at is None or at > last_at:
        return None
    return "its time is not later than the event before it"


class _Said(msgspec.Struct):
    """What the bytes say of their place; what they carry is not read here."""

    specversion: str
    id: str
    source: str
    type: str
    subject: str
    time: str
    sequence: str
    data: msgspec.Raw


_read = msgspec.json.Decoder(_Said).decode


def _says(body: str, kept: tuple[str, ...], at: Any) -> bool:
    """Whether the bytes say, letter by letter, what the columns keep: stream, sequence, id, type,
    subject; and that time, of which PostgreSQL keeps no letters."""
    try:
        said = _read(body)
        time = datetime.fromisoformat(said.time)
    except ValueError:
        return False
    same_time = at == (said.time if isinstance(at, str) else time)
    return same_time and kept == (said.source, said.sequence, said.id, said.type, said.subject)


def _misfit(row: Row[Any]) -> str:
    """What is wrong with a row that does not fit its bytes."""
    try:
        said = parse(row.body, row.previous_hash, row.hash)
    except (ValueError, KeyError, TypeError):
        return "its bytes are no event of ours"
    kept = (row.stream, row.seq, row.id, row.name, row.subject, _time(row.at))
    if kept != (said.stream, said.seq, said.id, said.name, said.subject, instant_text(said.time)):
        return "its columns do not match its bytes"
    return "its bytes are not written as ours are"


def _time(at: Any) -> str:
    """An instant as it lies there, as the text that was hashed: PostgreSQL gives a datetime."""
    return instant_text(at) if isinstance(at, datetime) else str(at or "")
