"""How many cases a sweep takes in one transaction.

Owns: that number. Many need few statements each, but who else writes waits for the lock meanwhile;
so each transaction is measured, and the next one fits this machine as it is now.
"""

from dataclasses import dataclass
from datetime import timedelta

from shared.stream import TICK

LEAST, MOST = 50, 200
HELD = timedelta(milliseconds=40)


@dataclass
class Pace:
    """The next transaction takes `at_once` cases: as many as keep its lock for `HELD`."""

    at_once: int = LEAST

    def learn(self, done: int, took: timedelta) -> None:
        """So many cases took so long; a few say nothing of many."""
        if done >= LEAST:
            self.at_once = min(MOST, max(LEAST, int(done * (HELD / max(took, TICK)))))
