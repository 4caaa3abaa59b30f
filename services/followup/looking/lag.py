"""How far what is shown lies behind intake.

Owns: the instant up to which the streams that somebody sees are known, and why no further.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.followup.looking.look import Reader, Streams
from services.followup.store import cursors
from services.followup.store.cursors import Cursor
from shared.db import reading

UNREACHABLE, STANDS, CATCHING_UP = WHY = ("unreachable", "stands", "catching_up")
ZERO = timedelta(0)


@dataclass(frozen=True)
class Lag:
    """At `now`. `known_to`: nothing that intake stamped by then is unknown (None: it was never
    heard). `as_of`: up to here nothing was missing when intake was last asked. `why` says what
    keeps the data from reaching `now`; None where nothing does."""

    now: datetime
    known_to: datetime | None
    as_of: datetime | None
    why: str | None

    @property
    def behind(self) -> timedelta | None:
        """How far behind: zero where nothing is missing, None where intake was never heard."""
        if self.why is None:
            return ZERO
        return max(ZERO, self.now - self.as_of) if self.as_of else None


def lag(reader: Reader, streams: Streams) -> Lag:
    """How far behind those streams (None: all) are, by the reader's last look at intake."""
    with reading(reader.place.engine) as conn:
        now = reader.place.now(conn)
        heard = [one for one in cursors.read_all(conn) if streams is None or one.stream in streams]
    known_to = min((one.known_to for one in heard if one.known_to), default=None)
    looked = reader.looked_at(streams)
    as_of = max((at for at in (known_to, looked) if at), default=None)
    return Lag(now, known_to, as_of, _why(reader, streams, heard))


def _why(reader: Reader, streams: Streams, heard: Sequence[Cursor]) -> str | None:
    if any(one.poison for one in heard):
        return STANDS
    if reader.out_of_reach(streams):
        return UNREACHABLE
    return CATCHING_UP if any(one.head > one.seq for one in heard) else None
