"""Of several in one process who ask for the same work, one does it.

Owns: that. Threads that sweep at once would fold the same cases, and only the first to write would
have done so for anything.
"""

from collections.abc import Callable
from threading import Event, Lock


class Turn:
    """Whoever asks while another is at work goes at once: the other begins anew when it is done, so
    that whatever was there at the asking is seen to; where it fails, at the next asking."""

    def __init__(self) -> None:
        self._working, self._asked = Lock(), Event()

    def take(self, work: Callable[[], int]) -> int:
        """Work, unless another does; answers how much was done here."""
        done = 0
        self._asked.set()
        while self._asked.is_set() and self._working.acquire(blocking=False):
            try:
                self._asked.clear()
                done += work()
            finally:
                self._working.release()
        return done
