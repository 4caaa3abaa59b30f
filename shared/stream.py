"""The stream: a gapless, time-ordered, hash-chained log.

Owns: appending under the stream's lock, and reading with `as_of`. Its two tables are those of
`stream_tables`; the chain's rule is `chain`'s, its verification `proof`'s.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, MetaData, Row, bindparam, collate, insert, select, update

from shared import proof
from shared.chain import GENESIS, envelope, from_envelope, seal, sealed_hash
from shared.clock import Clock
from shared.codec import parsed
from shared.db import clock_reading, read_with_clock
from shared.dialects import insert_into
from shared.events import Draft, Event
from shared.many import insert_many
from shared.proof import BadEvent
from shared.ready import Ready
from shared.stream_tables import event_table, stream_table

__all__ = ["GENESIS", "BadEvent", "Page", "Streams", "envelope", "from_envelope", "sealed_hash"]

TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class Page:
    """Events after a sequence; `as_of` is set only where the page reaches `head`: then nothing
    that was stamped at or before it is unknown to the reader. `hash` is that of the head."""

    events: tuple[Event, ...]
    head: int
    as_of: datetime | None
    hash: str


class Streams:
    """The streams of one database."""

    def __init__(self, metadata: MetaData) -> None:
        self.stream, self.event = stream_table(metadata), event_table(metadata)
        self._lock_row = (
            select(self.stream).where(self.stream.c.name == bindparam("which")).with_for_update()
        )
        self._moved = update(self.stream).where(self.stream.c.name == bindparam("which"))
        kinds = {name: self.stream.c[name].type for name in ("head", "last_hash", "last_at")}
        new = {name: bindparam(f"new_{name}", type_=kind) for name, kind in kinds.items()}
        own: dict[str, Any] = {
            column.name: bindparam(f"own_{column.name}", type_=column.type)
            for column in self.event.c
        }
        moved, adding = self._moved.values(new), insert(self.event).values(own)
        self._move_on = Ready(moved)
        self._add_moving = Ready(adding.add_cte(moved.cte("moved")))

    def append(
        self,
        conn: Connection,
        clock: Clock,
        stream: str,
        drafts: Sequence[Draft],
        not_before: datetime | None = None,
    ) -> list[Event]:
        """Append in order, stamped under the stream's lock, each later than all before it, than
        the last `as_of` given out, and than `not_before`."""
        row, now = self._lock(conn, clock, stream)
        at = _later(now, row, not_before)
        events: list[Event] = []
        previous = row.last_hash
        for number, draft in enumerate(drafts):
            event = seal(stream, row.head + 1 + number, at + number * TICK, draft, previous)
            previous = event.hash
            events.append(event)
        if events:
            self._add(conn, events)
        return events

    def read(self, conn: Connection, stream: str, after: int, limit: int) -> list[Event]:
        """Up to `limit` events with a sequence above `after`, in order."""
        table = self.event
        query = (
            select(table)
            .where(table.c.stream == stream, table.c.seq > after)
            .order_by(table.c.seq)
            .limit(limit)
        )
        return [_event(row) for row in conn.execute(query)]

    def page(self, conn: Connection, clock: Clock, stream: str, after: int, limit: int) -> Page:
        """A page of the feed. Takes the append's own lock (so call it in a writing transaction),
        reads the clock after it and keeps the reading, that no later event is stamped before."""
        row, now = self._lock(conn, clock, stream)
        page = _page(row, now, after, self.read(conn, stream, after, limit))
        if page.as_of:
            self._move(conn, stream, as_of=page.as_of)
        return page

    def pages(
        self, conn: Connection, clock: Clock, after: Mapping[str, int], limit: int
    ) -> dict[str, Page]:
        """As `page`, of each of these streams that exists and that nobody holds, with up to `limit`
        events in all: under the locks of all of them, the clock read once after the last of them.
        To wait for one that a long import holds would keep posts to all the others waiting."""
        rows, found = self._lock_free(conn, after), dict[str, Page]()
        now = clock_reading(conn, clock)
        for row in rows:
            seq = after[row.name]
            events = self.read(conn, row.name, seq, limit) if limit and seq < row.head else []
            found[row.name] = _page(row, now, seq, events)
            limit -= len(events)
        kept = [{"which": name, "as_of": page.as_of} for name, page in found.items() if page.as_of]
        if kept:
            conn.execute(self._moved, kept)
        return found

    def begin(self, conn: Connection, names: Iterable[str]) -> None:
        """Make these streams, where they do not exist yet."""
        first = insert_into(conn.dialect.name, self.stream).on_conflict_do_nothing()
        for name in sorted(names):
            conn.execute(first.values(name=name, head=0, last_hash=GENESIS))

    def hold(self, conn: Connection, names: Iterable[str]) -> None:
        """Locks all of these streams for what will be appended to them, in their order; makes those
        that do not exist yet."""
        for name in sorted(set(names)):
            self.begin(conn, [name])
            conn.execute(self._lock_row, {"which": name})

    def heads(self, conn: Connection) -> dict[str, tuple[int, str]]:
        """Each stream's head sequence and hash."""
        table = self.stream
        rows = conn.execute(select(table.c.name, table.c.head, table.c.last_hash))
        return {row.name: (row.head, row.last_hash) for row in rows}

    def hash_at(self, conn: Connection, stream: str, seq: int) -> str | None:
        """The hash of the event at that place; None where there is none."""
        table = self.event
        which = (table.c.stream == stream) & (table.c.seq == seq)
        return conn.execute(select(table.c.hash).where(which)).scalar_one_or_none()

    def about(self, conn: Connection, subject: str) -> list[Event]:
        """Every event of one subject, in order."""
        table = self.event
        query = (
            select(table).where(table.c.subject == subject).order_by(table.c.stream, table.c.seq)
        )
        return [_event(row) for row in conn.execute(query)]

    def of(self, conn: Connection, stream: str, subjects: Collection[str]) -> list[Event]:
        """One stream's events of these subjects, in order."""
        return self.of_all(conn, [stream], subjects)

    def of_all(
        self, conn: Connection, names: Collection[str], subjects: Collection[str]
    ) -> list[Event]:
        """These streams' events of these subjects, in the order of each stream."""
        table = self.event
        mine = table.c.stream.in_(sorted(names)), table.c.subject.in_(sorted(subjects))
        query = select(table).where(*mine).order_by(table.c.seq)
        return [_event(row) for row in conn.execute(query)] if names and subjects else []

    def verify(self, conn: Connection) -> Iterator[BadEvent]:
        """The first bad event of each stream that has one; memory does not grow with length."""
        return proof.verify(conn, self.stream, self.event)

    def _lock(self, conn: Connection, clock: Clock, stream: str) -> tuple[Row[Any], datetime]:
        """The stream's row, locked, and the time, read after that."""
        which = {"which": stream}
        row, now = read_with_clock(conn, clock, self._lock_row, which)
        if row is None:
            self.begin(conn, [stream])
            row, now = read_with_clock(conn, clock, self._lock_row, which)
        assert row is not None, "it was just made"
        return row, now

    def _lock_free(self, conn: Connection, names: Iterable[str]) -> Sequence[Row[Any]]:
        """The rows of those of these streams that nobody holds, locked in the order in which who
        appends to several locks them: by code points, whatever the database's language thinks of
        hyphens."""
        name = self.stream.c.name
        query = select(self.stream).where(name.in_(sorted(names)))
        query = query.with_for_update(skip_locked=True)
        if conn.dialect.name == "postgresql":
            query = query.order_by(collate(name, "C"))
        return conn.execute(query).all()

    def _add(self, conn: Connection, events: Sequence[Event]) -> None:
        """The events, and the stream's row moved to the last of them: of one event PostgreSQL is
        told both in one statement."""
        last = events[-1]
        moved = {"which": last.stream, "new_head": last.seq, "new_last_hash": last.hash,
                 "new_last_at": last.time}  # fmt: skip
        if len(events) == 1 and conn.dialect.name == "postgresql":
            own = {f"own_{name}": value for name, value in _row(last).items()}
            self._add_moving.run(conn, {**own, **moved})
            return
        insert_many(conn, self.event, [_row(event) for event in events])
        self._move_on.run(conn, moved)

    def _move(self, conn: Connection, stream: str, **values: object) -> None:
        conn.execute(self._moved, {"which": stream, **values})


def _later(now: datetime, row: Row[Any], not_before: datetime | None = None) -> datetime:
    """Now, or a tick after the latest instant that this stream has given out: so even under a
    clock that stands still every event and every `as_of` is later than the one before."""
    given = [at for at in (row.last_at, row.as_of, not_before) if at]
    return max([now, *(at + TICK for at in given)])


def _page(row: Row[Any], now: datetime, after: int, events: Sequence[Event]) -> Page:
    """The page that these events are of a stream whose row was locked before `now` was read."""
    reached = events[-1].seq if events else after
    if reached < row.head:
        return Page(tuple(events), row.head, None, row.last_hash)
    return Page(tuple(events), row.head, _later(now, row), row.last_hash)


def _row(event: Event) -> dict[str, Any]:
    return {
        "stream": event.stream,
        "seq": event.seq,
        "id": event.id,
        "name": event.name,
        "subject": event.subject,
        "at": event.time,
        "body": event.body,
        "previous_hash": event.previous_hash,
        "hash": event.hash,
    }


def _event(row: Row[Any]) -> Event:
    """The columns stand in the order of the table's."""
    stream, seq, id_, name, subject, at, body, previous_hash, hash_ = tuple(row)
    data = parsed(body).get("data", {})
    return Event(stream, seq, id_, name, subject, at, data, body, previous_hash, hash_)
