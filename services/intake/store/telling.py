"""Facts become events.

Owns: appending what the core told to the streams of its readers, locked in the order of their
names.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from services.intake.store.tables import streams
from shared.clock import Clock
from shared.codec import dump
from shared.events import Draft, Event, Fact, LetterRecorded


def tell(conn: Connection, clock: Clock, told: Mapping[str, Sequence[Fact]]) -> list[Event]:
    """Appends by stream; answers the events, stream by stream."""
    events: list[Event] = []
    for stream in sorted(told):
        events += streams.append(conn, clock, stream, [draft(fact) for fact in told[stream]])
    return events


def draft(fact: Fact) -> Draft:
    """The event that says `fact`; its subject is the letter or the recommendation."""
    subject = fact.letter_id if isinstance(fact, LetterRecorded) else fact.recommendation_id
    return Draft(fact.name, subject, dump(fact))
