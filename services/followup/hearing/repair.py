"""What the broker lost, and what did not fit.

Owns: comparing every stream's head with its cursor, and receiving what is missing: a case whose
opening event was lost has no instant at which anyone would look for it. Stuck cases are tried
again, states of the past are folded where an upgrade asked for them, and the index of words is
brought up to what came in.
"""

import structlog

from services.followup.hearing.feed import IntakeUnreachable
from services.followup.hearing.heal import heal
from services.followup.hearing.receive import StreamStopped, catch_up
from services.followup.place import Place
from services.followup.remaking.past import fill
from services.followup.search import words
from services.followup.store import cursors, pulse
from shared.db import writing

_log = structlog.get_logger("repair")


def repair(place: Place) -> list[str]:
    """Receive what is missing of any stream; answers the streams that were behind."""
    try:
        heads = place.feed.heads()
    except IntakeUnreachable as error:
        pulse.beat(place.engine, pulse.REPAIR, str(error))
        return []
    behind = [
        name for name in sorted(heads) if cursors.opened(place.engine, name).seq != heads[name]
    ]
    if behind:
        with writing(place.engine) as conn:
            cursors.hear(conn, heads)
    faults = [fault for name in behind if (fault := _repaired(place, name))]
    heal(place)
    fill(place)
    pulse.beat(place.engine, pulse.REPAIR, faults[0] if faults else None)
    words.index(
        place.engine
    )  # a search without it reads on: it must not hide that streams are read
    return behind


def _repaired(place: Place, stream: str) -> str | None:
    """None, or why the stream could not be brought up to its head."""
    try:
        catch_up(place, stream)
    except (IntakeUnreachable, StreamStopped) as error:
        _log.warning("not_repaired", stream=stream, reason=str(error))
        return str(error)
    return None
