"""How far followup has heard each stream, and the lock under which it hears more.

Owns: the table `cursor`. Whoever changes anything of a stream's cases holds its cursor's lock
first; whoever adds a stream or amends the calendar holds the lock of `CALENDAR`'s row before.
`known_to` is the instant up to which everything that intake said in this stream is known.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, select, update

from services.followup.store.statements import insert_new
from services.followup.store.tables import CALENDAR, cursor
from shared.clock import real_now
from shared.db import reading, writing
from shared.stream import GENESIS

_MOVE = update(cursor).where(cursor.c.stream == bindparam("which"))


@dataclass(frozen=True)
class Cursor:
    """One stream's place: the last event applied and its hash; `head` is the last one heard of;
    `poison` says why the stream stands still, where it does."""

    stream: str
    seq: int
    hash: str
    known_to: datetime | None
    head: int
    poison: str | None = None
    poison_seq: int | None = None
    poisoned_at: datetime | None = None


def read_all(conn: Connection) -> list[Cursor]:
    """Every stream's cursor, in order of names."""
    query = select(cursor).where(cursor.c.stream != CALENDAR).order_by(cursor.c.stream)
    return [_cursor(row) for row in conn.execute(query)]


def read(conn: Connection, stream: str) -> Cursor | None:
    """The stream's cursor, without its lock; None where followup never heard of the stream."""
    row = conn.execute(select(cursor).where(cursor.c.stream == stream)).one_or_none()
    return _cursor(row) if row else None


def opened(engine: Engine, stream: str) -> Cursor:
    """The stream's cursor without its lock, made first where it is missing."""
    with reading(engine) as conn:
        found = read(conn, stream)
    if found:
        return found
    with writing(engine) as conn:
        _lock_or_make(conn, CALENDAR)
        return _cursor(_lock_or_make(conn, stream))


def lock(conn: Connection, stream: str) -> Cursor:
    """The stream's cursor under its lock, held to the end of the transaction."""
    row = _lock_row(conn, stream)
    assert row is not None, f"{stream} has no cursor: cursors.opened makes it"
    return _cursor(row)


def free(conn: Connection, streams: Collection[str]) -> list[Cursor]:
    """Those of the streams' cursors that no other transaction holds now, under their locks; nobody
    is waited for. On SQLite all of them, which has one lock for all."""
    query = select(cursor).where(cursor.c.stream.in_(sorted(streams)))
    return [_cursor(row) for row in conn.execute(query.with_for_update(skip_locked=True))]


def lock_all(conn: Connection) -> list[Cursor]:
    """Every cursor under its lock, in order of names; no stream can be added meanwhile."""
    _lock_or_make(conn, CALENDAR)
    query = select(cursor).where(cursor.c.stream != CALENDAR).order_by(cursor.c.stream)
    return [_cursor(row) for row in conn.execute(query.with_for_update())]


def move(conn: Connection, before: Cursor, seq: int, hash_: str, known_to: datetime | None) -> None:
    """Move a locked cursor; `known_to` never goes back. Whatever poisoned it is past."""
    known = [at for at in (before.known_to, known_to) if at]
    after = replace(before, seq=seq, hash=hash_, known_to=max(known, default=None))
    keep_known(conn, [after])


def knowing(held: Cursor, head: int, as_of: datetime) -> Cursor:
    """The cursor once it is known that beyond `head` nothing was said by `as_of`; unchanged where
    it has not come so far."""
    if held.seq < head or (held.known_to and held.known_to >= as_of):
        return held
    return replace(held, known_to=as_of)


def keep_known(conn: Connection, held: Sequence[Cursor]) -> None:
    """Write how far these locked cursors have come, and that whatever poisoned them is past."""
    if held:
        conn.execute(_MOVE, [_moved(one) for one in held])


def hear(conn: Connection, heads: Mapping[str, int]) -> None:
    """Keep how far each stream reaches, for the lag that readiness and metrics show."""
    for one in read_all(conn):
        if heads.get(one.stream, 0) > one.head:
            _set(conn, one.stream, head=heads[one.stream])


def poison(conn: Connection, stream: str, seq: int | None, reason: str) -> None:
    """Mark that the stream stands still, since when and why; a success clears it."""
    row = _lock_row(conn, stream)
    if row is not None and (row.poison_seq, row.poison_reason) != (seq, reason):
        _set(conn, stream, poison_seq=seq, poison_reason=reason, poisoned_at=real_now())


def set_back(conn: Connection, stream: str) -> None:
    """Forget how far the stream was heard; only a rebuild does so."""
    _set(conn, stream, seq=0, hash=GENESIS, known_to=None)


def _lock_row(conn: Connection, stream: str) -> Row[Any] | None:
    query = select(cursor).where(cursor.c.stream == stream).with_for_update()
    return conn.execute(query).one_or_none()


def _lock_or_make(conn: Connection, stream: str) -> Row[Any]:
    row = _lock_row(conn, stream)
    if row is None:
        values = {"stream": stream, "seq": 0, "hash": GENESIS, "head": 0, "updated_at": real_now()}
        conn.execute(insert_new(conn, cursor).values(values))
        row = _lock_row(conn, stream)
    assert row is not None
    return row


def _moved(after: Cursor) -> dict[str, Any]:
    return {
        "which": after.stream,
        "seq": after.seq,
        "hash": after.hash,
        "known_to": after.known_to,
        "head": max(after.head, after.seq),
        "poison_seq": None,
        "poison_reason": None,
        "poisoned_at": None,
        "updated_at": real_now(),
    }


def _set(conn: Connection, stream: str, **values: object) -> None:
    values["updated_at"] = real_now()
    conn.execute(update(cursor).where(cursor.c.stream == stream).values(values))


def _cursor(row: Row[Any]) -> Cursor:
    return Cursor(
        stream=row.stream,
        seq=row.seq,
        hash=row.hash,
        known_to=row.known_to,
        head=row.head,
        poison=row.poison_reason,
        poison_seq=row.poison_seq,
        poisoned_at=row.poisoned_at,
    )
