"""Answers kept under an `Idempotency-Key`.

Owns: their table (each service's database has one), claiming a key, keeping its answer, and
forgetting old ones. How a view comes to this is `once`'s.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    delete,
    select,
    update,
)

from shared.clock import real_now
from shared.db import Instant
from shared.dialects import insert_into
from shared.ready import Ready
from shared.refusal import Invalid

if TYPE_CHECKING:
    from flask import Response

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
KEPT = timedelta(days=8)


@dataclass(frozen=True)
class Asked:
    """`id` says whose key, for what; `fingerprint` what was asked under it."""

    id: str
    fingerprint: str


def table(metadata: MetaData) -> Table:
    """The table of answers, in a service's metadata."""
    found = Table(
        "idempotency",
        metadata,
        Column("id", String(64), primary_key=True),
        Column("fingerprint", String(64), nullable=False),
        Column("status", Integer),
        Column("body", Text),
        Column("media_type", Text),
        Column("location", Text),
        Column("created_at", Instant, nullable=False),
    )
    Index("idempotency_created", found.c.created_at)
    return found


def claim(conn: Connection, asked: Asked) -> "Response | None":
    """None if the key is now ours; else the answer that it got before. Where the first comer is
    still at work this waits for its commit: on the row's own key, or on SQLite's write lock.
    Raises Invalid where something else was asked under the key."""
    values = {"id": asked.id, "fingerprint": asked.fingerprint, "created_at": real_now()}
    if _claim(conn.dialect.name).one(conn, values):
        return None
    row = conn.execute(select(_kept).where(_kept.c.id == asked.id)).one()
    if row.fingerprint != asked.fingerprint:
        raise Invalid.at(HEADER, "This key was used for another request; take a new one.")
    from flask import Response  # noqa: PLC0415  (a worker keeps the table, and does without the web)

    answer = Response(row.body, status=row.status, content_type=row.media_type)
    if row.location:
        answer.headers["Location"] = row.location
    answer.headers[REPLAYED] = "true"
    return answer


def keep(conn: Connection, asked: Asked, answer: "Response") -> None:
    """Keeps the answer under its claimed key."""
    _KEEP.run(
        conn,
        {
            "claimed": asked.id,
            "status": answer.status_code,
            "body": answer.get_data(as_text=True),
            "media_type": answer.content_type,
            "location": answer.headers.get("Location"),
        },
    )


def purge(conn: Connection, now: datetime) -> int:
    """Forgets answers older than they must be kept (eight days); answers how many."""
    return conn.execute(delete(_kept).where(_kept.c.created_at < now - KEPT)).rowcount


_kept = table(MetaData())
_KEEP = Ready(
    update(_kept)
    .where(_kept.c.id == bindparam("claimed"))
    .values({name: bindparam(name) for name in ("status", "body", "media_type", "location")})
)


@cache
def _claim(dialect: str) -> Ready:
    values: dict[str, Any] = {each: bindparam(each) for each in ("id", "fingerprint", "created_at")}
    first = insert_into(dialect, _kept).values(values).on_conflict_do_nothing()
    return Ready(first.returning(_kept.c.id))
