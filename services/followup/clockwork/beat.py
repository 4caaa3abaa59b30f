"""When beat asks for a sweep or a delivery: when the next falls due, and at every period at least.

Owns: Celery's scheduler with one more question in each tick. The schedule lives in memory, so a
`kill -9` leaves no file to mend. Two beats at once ask twice, which changes nothing.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from math import inf
from typing import Any

import structlog
from celery.beat import Scheduler
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from services.followup.letters import departures
from services.followup.store import instants
from shared.db import reading

FLOOR_SECONDS = 0.01
SIMULATED_SECONDS = 0.05
NEXT: Mapping[str, Callable[[Connection, datetime], datetime | None]] = {
    "sweep": instants.next_instant,
    "deliver": departures.next_departure,
}
_log = structlog.get_logger("beat")


class NextDue(Scheduler):  # type: ignore[misc]
    """Sleeps until the next entry of the schedule, or the next instant that somebody waits for."""

    _looked_at: datetime | None = None

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """One look at schedule and database; answers for how many seconds to sleep."""
        usual: float = super().tick(*args, **kwargs)
        try:
            return min(usual, max(FLOOR_SECONDS, self._until_next()))
        except SQLAlchemyError as error:
            _log.warning("next_instant_unknown", error=str(error))
            return usual

    def _until_next(self) -> float:
        """Seconds until the next instant; an entry for which one came since the last look is asked
        for now.

        What lay in the past already is left to the entry's own period: it waits for intake, or for
        another attempt. A simulated clock may jump, so it is looked at more often.
        """
        place = self.app.desk().place
        now = place.clock.now()
        since, self._looked_at = self._looked_at or now, now
        with reading(place.engine) as conn:
            came = [entry for entry, find in NEXT.items() if _by(find(conn, since), now)]
            coming = [at for find in NEXT.values() if (at := find(conn, now))]
        for entry in came:
            self.apply_entry(self.schedule[entry], producer=self.producer)
        waits: list[float] = [place.clock.seconds_until(at) for at in coming]
        return min([*waits, SIMULATED_SECONDS if place.clock.simulated else inf])


def _by(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now
