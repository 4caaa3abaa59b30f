"""The one place that reads the time.

Owns: the clock that every process is given (the system's, or a simulated one whose anchor
lies in the data directory so that all processes read the same), and the real time in which
leases, back-off, sessions and rate limits live.
"""

import json
import math
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

ANCHOR_NAME = "clock.json"


class ClockSettingError(ValueError):
    """`TINDAK_CLOCK` is not `<ISO instant>@<simulated seconds per second>`."""


class Clock(Protocol):
    """Answers the present instant in UTC; `simulated` is true where it may be set by hand."""

    simulated: bool

    def now(self) -> datetime: ...

    def at(self, real: datetime) -> datetime:
        """What it reads when real time is `real`, by whatever clock that is told."""

    def seconds_until(self, instant: datetime) -> float:
        """Real seconds until this clock reads `instant`: 0 if it has, infinite if it stands."""


class SystemClock:
    """The host's own clock."""

    simulated = False

    def now(self) -> datetime:
        """The present instant, UTC."""
        return datetime.now(UTC)

    def at(self, real: datetime) -> datetime:
        """That very instant, UTC."""
        return real.astimezone(UTC)

    def seconds_until(self, instant: datetime) -> float:
        """Real seconds until `instant`."""
        return max(0.0, (instant - self.now()).total_seconds())


@dataclass(frozen=True)
class Anchor:
    """At the real time `real` (seconds since the epoch) the simulated clock read `instant`."""

    instant: datetime
    real: float
    speed: float

    def read(self, real: float) -> datetime:
        """The simulated instant at the real time `real`."""
        return self.instant + timedelta(seconds=(real - self.real) * self.speed)


class AnchoredClock:
    """A simulated clock kept in a file; whoever rewrites the file moves it for all processes."""

    simulated = True

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp = -1
        self._anchor = Anchor(datetime(1970, 1, 1, tzinfo=UTC), 0.0, 0.0)

    def now(self) -> datetime:
        """The present simulated instant, UTC, by this host's clock."""
        return self._read(time.time())

    def at(self, real: datetime) -> datetime:
        """The simulated instant at that real time: hosts whose clocks differ read the same of one
        clock that all of them ask."""
        return self._read(real.timestamp())

    def seconds_until(self, instant: datetime) -> float:
        """Real seconds until the simulated clock reads `instant`, unless it is moved meanwhile."""
        return _wait((instant - self.now()).total_seconds(), self._anchor.speed)

    def set(self, instant: datetime, speed: float) -> None:
        """Move every process's clock to `instant`, running `speed` simulated seconds per second."""
        write_anchor(self._path, instant, speed)

    def resume(self) -> None:
        """Let it run on from where it stands, one simulated second per second."""
        self.set(self.now(), 1.0)

    def _read(self, real: float) -> datetime:
        """The anchor is read after the time: one that is moved between them leads to no instant
        that lies ahead."""
        stamp = os.stat(self._path).st_mtime_ns
        if stamp != self._stamp:
            self._anchor = _read_anchor(self._path)
            self._stamp = stamp
        return self._anchor.read(real)


class HandClock:
    """A clock inside one process that stands still until it is set: for tests and simulation."""

    simulated = True

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        """The instant last set, UTC."""
        return self.instant

    def at(self, real: datetime) -> datetime:
        """The instant last set, whenever that is."""
        return self.instant

    def seconds_until(self, instant: datetime) -> float:
        """0 if `instant` has come, else infinity."""
        return _wait((instant - self.instant).total_seconds(), 0.0)


def real_now() -> datetime:
    """Real time, UTC: for leases, back-off, sessions and rate limits, never for the domain."""
    return datetime.now(UTC)


def write_anchor(path: Path, instant: datetime, speed: float) -> None:
    """Write the anchor at once and whole, so that no reader sees half of it."""
    body = {"instant": instant.astimezone(UTC).isoformat(), "real": time.time(), "speed": speed}
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(body))
    draft.replace(path)


def open_clock(setting: str | None, data: Path) -> Clock:
    """The clock that `TINDAK_CLOCK` asks for; a kept anchor wins, so that a restart goes on and
    tools beside a simulated installation live in its time.

    Raises ClockSettingError where the setting cannot be read.
    """
    path = data / ANCHOR_NAME
    asked = _parse(setting) if setting else None
    if not path.exists():
        if asked is None:
            return SystemClock()
        write_anchor(path, *asked)
    return AnchoredClock(path)


def _wait(simulated_seconds: float, speed: float) -> float:
    if simulated_seconds <= 0:
        return 0.0
    return simulated_seconds / speed if speed else math.inf


def _parse(setting: str) -> tuple[datetime, float]:
    text, _, speed = setting.partition("@")
    try:
        instant = datetime.fromisoformat(text)
        rate = float(speed or "1")
    except ValueError as error:
        raise ClockSettingError(setting) from error
    if instant.tzinfo is None or not 0 <= rate <= 10_000_000:
        raise ClockSettingError(setting)
    return instant.astimezone(UTC), rate


def _read_anchor(path: Path) -> Anchor:
    body = json.loads(path.read_text())
    return Anchor(datetime.fromisoformat(body["instant"]), body["real"], body["speed"])
