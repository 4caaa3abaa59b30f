"""The two tables of a stream.

Owns: their columns. Each service's database has its own.
"""

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, Text

from shared.db import Instant


def stream_table(metadata: MetaData) -> Table:
    """One row a stream: what was appended last, and the latest `as_of` that was given out."""
    return Table(
        "stream",
        metadata,
        Column("name", String(40), primary_key=True),
        Column("head", Integer, nullable=False),
        Column("last_hash", String(64), nullable=False),
        Column("last_at", Instant),
        Column("as_of", Instant),
    )


def event_table(metadata: MetaData) -> Table:
    """One row an event, which never changes."""
    event = Table(
        "event",
        metadata,
        Column("stream", String(40), primary_key=True),
        Column("seq", Integer, primary_key=True),
        Column("id", String(36), nullable=False, unique=True),
        Column("name", String(60), nullable=False),
        Column("subject", String(200), nullable=False),
        Column("at", Instant, nullable=False),
        Column("body", Text, nullable=False),
        Column("previous_hash", String(64), nullable=False),
        Column("hash", String(64), nullable=False),
    )
    Index("event_subject", event.c.subject, event.c.stream, event.c.seq)
    return event
