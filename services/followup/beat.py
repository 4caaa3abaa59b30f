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

from services.followup import instants
from services.followup.letters import departures
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._awaited: dict[str, datetime | None] = {}
        super().__init__(*args, **kwargs)

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """One look at schedule and database; answers for how many seconds to sleep."""
        usual: float = super().tick(*args, **kwargs)
        try:
            return min(usual, max(FLOOR_SECONDS, self._until_next()))
        except SQLAlchemyError as error:
            _log.warning("next_instant_unknown", error=str(error))
            return usual

    def _until_next(self) -> float:
        """Seconds until the next instant; an entry whose awaited instant has come is asked for now.

        What lies in the past already is left to the entry's own period: it waits for intake, or for
        another attempt. A simulated clock may jump, so it is looked at more often.
        """
        place = self.app.desk().place
        now = place.clock.now()
        for entry, at in self._awaited.items():
            if at and at <= now:
                self.apply_entry(self.schedule[entry], producer=self.producer)
        with reading(place.engine) as conn:
            self._awaited = {entry: find(conn, now) for entry, find in NEXT.items()}
        waits: list[float] = [place.clock.seconds_until(at) for at in self._awaited.values() if at]
        return min([*waits, SIMULATED_SECONDS if place.clock.simulated else inf])
