"""What holding deadlines cost, and how it went.

Owns: the figures that ours and each rival are asked for, and how long one waits for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SOON, PATIENCE, FEW = 6.0, 15.0, 100
"""In so many seconds they fall due; so long after that one waits; so many are broken in upon."""
NEVER = float("inf")


@dataclass(frozen=True)
class Use:
    """What is used at one moment: the broker's bytes, and the bytes of the processes."""

    broker: float
    worker: float

    def each(self, before: "Use", count: int) -> tuple[float, float]:
        """What one of so many more deadlines costs the broker and the worker."""
        more = (self.broker - before.broker, self.worker - before.worker)
        return max(0.0, more[0]) / count, max(0.0, more[1]) / count


@dataclass(frozen=True)
class Held:
    """Bytes for each deadline; when those due at one instant fired, in milliseconds after it; how
    many of a few never did where the process was killed, and where the broker was emptied."""

    broker_bytes: float
    worker_bytes: float
    fired: Sequence[float]
    lost_killed: int
    lost_flushed: int | None

    @property
    def first(self) -> float:
        """When the first fired."""
        return min(self.fired, default=NEVER)

    @property
    def last(self) -> float:
        """When the last fired."""
        return max(self.fired, default=NEVER)

    @property
    def lost(self) -> int:
        """How many were lost, by whatever befell."""
        return self.lost_killed + (self.lost_flushed or 0)

    def words(self) -> str:
        """All of it in a line."""
        flushed = "" if self.lost_flushed is None else f", FLUSHALL {self.lost_flushed}"
        return (
            f"{self.broker_bytes:,.0f} B broker, {self.worker_bytes:,.0f} B worker each; "
            f"first {self.first:,.0f}, last {self.last:,.0f} ms; "
            f"of {FEW} not fired {PATIENCE:.0f} s later: kill -9 {self.lost_killed}{flushed}"
        )
