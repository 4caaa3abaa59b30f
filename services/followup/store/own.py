"""What was said to followup itself and not heard by the case yet.

Owns: reading followup's own streams. A decision waits in its stream until all that intake said
before it is known; then the case applies it at its place in time.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from services.followup.core.model import Case
from services.followup.store.tables import streams
from shared.events import Event

Waiting = Mapping[str, Sequence[Event]]


def waiting(conn: Connection, stream: str, seen: Mapping[str, int]) -> Waiting:
    """What the cases of one stream have not applied yet, in order, by recommendation id; `seen`
    says for each up to which sequence it has."""
    return _unseen(streams.of(conn, stream, seen), seen)


def said_to(conn: Connection, cases: Sequence[Case]) -> Waiting:
    """The same of these cases, of whatever streams."""
    seen = {case.recommendation_id: case.decisions_seen for case in cases}
    return _unseen(streams.of_all(conn, {case.stream for case in cases}, seen), seen)


def _unseen(said: Iterable[Event], seen: Mapping[str, int]) -> Waiting:
    found: dict[str, list[Event]] = defaultdict(list)
    for event in said:
        if event.seq > seen[event.subject]:
            found[event.subject].append(event)
    return found
