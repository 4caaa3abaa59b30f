"""How a rival holds deadlines, on a server of its own.

Owns: the server that it needs, its process, and how it is seen that one fired: a line in a file.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from redis import Redis

from bench.holding.held import FEW, PATIENCE, SOON, Held, Use
from bench.holding.ours import memory
from bench.rivals import MARKS
from launcher import tether
from launcher.places import ROOT
from tests.servers.places import temporary_folder
from tests.servers.postgres import DURABLE, Postgres
from tests.servers.valkey import Valkey

FAR, BEGIN = 6 * 3600.0, 4.0
HELD_A_SECOND = 100
"""At least so many are given to any rival in a second: those that fall due are all held by then."""


def theirs(name: str, rival: ModuleType, count: int, due: int) -> Held:
    """What a deadline costs is the difference to the rival with none."""
    with ExitStack() as stack:
        address, redis = stack.enter_context(_server(rival))
        folder = temporary_folder("rival")
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        bench = _Rival(name, rival, address, folder)
        rival.hold(address, ())  # what it needs there is made
        with bench.serving() as started:
            before = _used(redis, started)
        rival.hold(address, [time.time() + FAR] * (count - due))
        at = time.time() + SOON + due / HELD_A_SECOND
        rival.hold(address, [at] * due)
        with bench.serving() as started:
            each = _used(redis, started).each(before, count)
            spent = bench.fired(at, due)
        killed = bench.lost(tether.kill)
        flushed = bench.lost(lambda _: redis.flushall()) if redis else None
    return Held(*each, spent, killed, flushed)


@contextmanager
def _server(rival: ModuleType) -> Iterator[tuple[str, Redis | None]]:
    if rival.BROKER:
        valkey = Valkey()
        try:
            yield valkey.url, valkey.client()
        finally:
            valkey.close()
    else:
        server = Postgres(options=DURABLE)
        try:
            yield server.url(server.fresh()).replace("postgresql+psycopg", "postgresql"), None
        finally:
            server.close()


def _used(redis: Redis | None, started: "subprocess.Popen[bytes]") -> Use:
    return Use(int(redis.info("memory")["used_memory"]) if redis else 0, memory([started]))


class _Rival:
    """A rival on its server; what fired stands in a file of marks."""

    def __init__(self, name: str, rival: ModuleType, address: str, folder: Path) -> None:
        self._name, self._rival, self._address = name, rival, address
        self._marks = folder / "marks"

    @contextmanager
    def serving(self) -> "Iterator[subprocess.Popen[bytes]]":
        """Its process, while the block lasts."""
        command = [sys.executable, "-P", "-m", "bench.rivals", self._name, self._address]
        seen = {**os.environ, "PYTHONPATH": str(ROOT), MARKS: str(self._marks)}
        with (self._marks.parent / "log").open("ab") as log:
            started = tether.start(command, environment=seen, output=log)
        try:
            time.sleep(BEGIN)
            yield started
        finally:
            tether.stop(started, signal.SIGKILL, 1)

    def fired(self, at: float, count: int) -> list[float]:
        """The milliseconds after that instant at which those fired that were due at it."""
        end, found = time.time() + PATIENCE, list[float]()
        while len(found) < count and time.time() < max(end, at + PATIENCE):
            time.sleep(0.1)
            lines = self._marks.read_text().splitlines() if self._marks.exists() else []
            marks = [tuple(map(float, line.split())) for line in lines]
            found = [(done - due) * 1000 for due, done in marks if due == at]
        return found

    def lost(self, breaks: Callable[[Any], object]) -> int:
        """How many of a few that fall due soon never fire, where that breaks before."""
        at = time.time() + 2 * SOON
        self._rival.hold(self._address, [at] * FEW)
        with self.serving() as started:
            breaks(started)
            with self.serving():
                return max(0, FEW - len(self.fired(at, FEW)))
