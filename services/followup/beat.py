"""When beat asks for a sweep: when the next instant falls due, and every second at least.

Owns: Celery's scheduler with one more question in each tick. The schedule lives in memory, so a
`kill -9` leaves no file to mend. Two beats at once ask twice, which changes nothing.
"""

from datetime import datetime
from typing import Any

import structlog
from celery.beat import Scheduler
from sqlalchemy.exc import SQLAlchemyError

from services.followup import store
from shared.db import reading

FLOOR_SECONDS = 0.01
_log = structlog.get_logger("beat")


class NextDue(Scheduler):  # type: ignore[misc]
    """Sleeps until the next entry of the schedule, or the next instant of a case."""

    _awaited: datetime | None = None

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """One look at schedule and database; answers for how many seconds to sleep."""
        usual: float = super().tick(*args, **kwargs)
        try:
            return min(usual, max(FLOOR_SECONDS, self._until_next()))
        except SQLAlchemyError as error:
            _log.warning("next_instant_unknown", error=str(error))
            return usual

    def _until_next(self) -> float:
        """Seconds until the next instant; the one awaited before is swept if it has come.

        What lies in the past already is left to the sweep of every second: it waits for intake.
        """
        place = self.app.desk().place
        now = place.clock.now()
        if self._awaited and self._awaited <= now:
            self.apply_entry(self.schedule["sweep"], producer=self.producer)
        with reading(place.engine) as conn:
            self._awaited = store.next_instant(conn, now)
        return place.clock.seconds_until(self._awaited) if self._awaited else float("inf")
