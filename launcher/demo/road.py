"""The demonstration's march through time.

Owns: moving the simulated clock from one instant at which something happens to the next, letting
the people speak, and waiting until the installation has answered, so that a slow machine tells the
same story as a fast one.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from launcher import waiting
from launcher.demo.people import Answer, People
from launcher.demo.story import Act
from launcher.demo.teller import Teller
from shared.clock import AnchoredClock

SETTLES_WITHIN = 30.0
JUST_AFTER = timedelta(seconds=1)
AFTERWARDS = timedelta(hours=1)
"""After the last act, until the letters about it have left."""


class Road:
    """One telling of the story, from its first act to the letters that its last one sends. What is
    open then stays so."""

    def __init__(
        self, clock: AnchoredClock, people: People, teller: Teller, acts: Sequence[Act]
    ) -> None:
        self._clock = clock
        self._people = people
        self._teller = teller
        self._acts = list(acts)
        self._until = acts[-1].at + AFTERWARDS

    def go(self, say: Callable[[str], None], pause: float) -> None:
        """Tell everything, with `pause` real seconds between instants for those who watch."""
        while (at := self._next()) is not None:
            self._clock.set(at + JUST_AFTER, 0.0)
            self._settle(say)
            while self._acts and self._acts[0].at <= at:
                self._people.do(self._acts.pop(0))
                self._clock.set(self._clock.now() + JUST_AFTER, 0.0)
                self._settle(say)
            time.sleep(pause)

    def cases(self) -> list[Answer]:
        """The letters' cases with their journals, in the letters' order."""
        return [self._people.case(one["id"]) for one in self._people.recommendations]

    def _next(self) -> datetime | None:
        acts = [self._acts[0].at] if self._acts else []
        instants = [*acts, *self._people.instants(), *self._departures()]
        return min((at for at in instants if at <= self._until), default=None)

    def _settle(self, say: Callable[[str], None]) -> None:
        """Wait until all that was said is heard, then all that was due has fired, then left."""
        for done in (self._heard, self._fired, self._left):
            waiting.until(done, SETTLES_WITHIN, "the installation's answer")
        for line in self._teller.news(self._people.moved()):
            say(line)

    def _heard(self) -> bool:
        return not self._people.behind()

    def _fired(self) -> bool:
        return not self._people.unswept()

    def _left(self) -> bool:
        now = self._clock.now()
        return all(at > now for at in self._departures())

    def _departures(self) -> list[datetime]:
        query = "/letters-out?status=waiting&limit=200"
        waits: list[dict[str, Any]] = self._people.get("admin", query)["items"]
        return [datetime.fromisoformat(one["depart_at"]) for one in waits]
