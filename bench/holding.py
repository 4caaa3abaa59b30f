"""Holding deadlines: in columns of a database, against what a user would take instead.

Owns: how many are held and how many of them fall due at one instant, and what is asked of each:
the broker's bytes and the worker's memory for a deadline, when the first and the last fired, and
how many never fire when the process is killed, and when the broker is emptied. Each rival has a
server of its own; ours has the nation's cases, one worker and one beat.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from redis import Redis

from bench.house import ENGINES, House
from bench.instant import Ground, let_fall_due, settled, waiting, watched
from bench.memory import share
from bench.rivals import MARKS
from bench.town import BEAT, WORKER, nation_town, process
from bench.verdict import Row, flags, told
from bench.whole import with_children
from launcher import tether
from launcher.places import ROOT
from shared import config
from shared.clock import real_now
from shared.db import open_engine
from tests.servers.places import temporary_folder
from tests.servers.postgres import DURABLE, Postgres
from tests.servers.valkey import Valkey

RIVALS = ("eta", "redbeat", "apscheduler", "procrastination")
FAR, SOON, BEGIN = 6 * 3600.0, 6.0, 4.0
PATIENCE, FEW, NEVER = 15.0, 100, float("inf")
NONE = 1.0
"""Bytes for a deadline: below this there are none, but what a page of memory more or less is."""


def run(argv: Sequence[str]) -> int:
    """Measure and print; answers 1 where ours costs the broker anything, fires later than a rival
    or loses one."""
    parser = flags("holding", __doc__ or "", rounds=1)
    parser.add_argument("--count", type=int, default=5_000, help="deadlines held (5,000)")
    parser.add_argument("--due", type=int, default=1_000, help="of which fall due (1,000)")
    parser.add_argument("--rival", choices=RIVALS, action="append", help="one alone")
    asked = parser.parse_args(argv)
    ours = {engine: _ours(engine, asked.count, asked.due) for engine in asked.engine or ENGINES}
    rows = []
    for name in asked.rival or RIVALS:
        rival = import_module(f"bench.rivals.{name}")
        theirs = _theirs(name, rival, asked.count, asked.due)
        rows += [_row(engine, one, rival.NAME, theirs) for engine, one in ours.items()]
    return told("holding", rows, rounds=asked.rounds, json=asked.json)


@dataclass(frozen=True)
class Held:
    """What holding cost and how it went; times in milliseconds after the instant."""

    broker_bytes: float
    worker_bytes: float
    first: float
    last: float
    lost_killed: int
    lost_flushed: int | None

    def words(self) -> str:
        """All of it in a line."""
        flushed = "" if self.lost_flushed is None else f", FLUSHALL {self.lost_flushed}"
        return (
            f"{self.broker_bytes:,.0f} B broker, {self.worker_bytes:,.0f} B worker each; "
            f"first {self.first:,.0f}, last {self.last:,.0f} ms; "
            f"of {FEW} not fired {PATIENCE:.0f} s later: kill -9 {self.lost_killed}{flushed}"
        )


def _row(engine: str, ours: Held, name: str, theirs: Held) -> Row:
    sooner = ours.first <= theirs.first and ours.last <= theirs.last
    lost = ours.lost_killed + (ours.lost_flushed or 0)
    holds = sooner and not lost and ours.broker_bytes < NONE
    bar = "0 B, first and last sooner, none lost"
    ratio = ours.last / theirs.last
    return Row(f"{engine} against {name}", ours.words(), theirs.words(), ratio, bar, holds)


def _ours(engine: str, count: int, due: int) -> Held:
    """What a deadline costs broker and worker is the difference to a nation of few cases."""
    with _nation(engine, FEW) as (_, few), _serving(few.made) as started:
        broker, worker = _broker_bytes(few.made), _memory(started)
    with _nation(engine, count) as (redis, ground):
        ids = waiting(ground, due)
        with _serving(ground.made) as started:
            more, larger = _broker_bytes(ground.made), _memory(started)
            instants = dict.fromkeys(ids, real_now() + timedelta(seconds=SOON))
            let_fall_due(ground.followup, instants)
            spent = watched(ground.followup, instants)
        killed = _lost(ground, _killed)
        flushed = _lost(ground, lambda _: redis.flushall())
    each = [max(0.0, now - before) / count for now, before in ((more, broker), (larger, worker))]
    return Held(each[0], each[1], min(spent), max(spent), killed, flushed)


@contextmanager
def _nation(engine: str, count: int) -> Iterator[tuple[Redis, Ground]]:
    with nation_town(engine, count) as (made, nation):
        followup = open_engine(config.load(made.environment).followup_url_db)
        yield _redis(made), Ground(made, nation, followup)
        followup.dispose()


@contextmanager
def _serving(made: House) -> "Iterator[list[subprocess.Popen[bytes]]]":
    with process(made, WORKER) as worker, process(made, BEAT) as beat:
        settled()
        yield [worker, beat]


def _lost(ground: Ground, breaks: Callable[[Any], object]) -> int:
    """How many of a few that fall due soon are never escalated, where that breaks before; what
    was killed is started again."""
    ids = waiting(ground, FEW)
    with _serving(ground.made) as started:
        instants = dict.fromkeys(ids, real_now() + timedelta(seconds=SOON))
        let_fall_due(ground.followup, instants)
        breaks(started)
        with _serving(ground.made):
            return FEW - len(watched(ground.followup, instants, must=False))


def _redis(made: House) -> Redis:
    path = made.environment["TINDAK_BROKER_URL"].removeprefix("redis+socket://").partition("?")[0]
    return Redis(unix_socket_path=path)


def _broker_bytes(made: House) -> int:
    return int(_redis(made).info("memory")["used_memory"])


def _memory(started: "Sequence[subprocess.Popen[bytes]]") -> float:
    """The bytes of these processes and those below them, by their proportional share."""
    return 2**20 * sum(share(pid) for one in started for pid in with_children(one.pid))


def _theirs(name: str, rival: ModuleType, count: int, due: int) -> Held:
    with ExitStack() as stack:
        address, redis = stack.enter_context(_server(rival))
        folder = temporary_folder("rival")
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        bench = _Rival(name, rival, address, folder)
        rival.hold(address, ())  # what it needs there is made
        with bench.serving() as started:
            broker, worker = _used(redis), _memory([started])
        begun = time.time()
        rival.hold(address, [begun + FAR] * (count - due))
        at = time.time() + SOON + due / 100
        rival.hold(address, [at] * due)
        with bench.serving() as started:
            more, larger = _used(redis), _memory([started])
            spent = bench.fired(at, due)
        killed = bench.lost(tether.kill)
        flushed = bench.lost(lambda _: redis.flushall()) if redis else None
    each = [max(0.0, now - before) / count for now, before in ((more, broker), (larger, worker))]
    first, last = (min(spent), max(spent)) if spent else (NEVER, NEVER)
    return Held(each[0], each[1], first, last, killed, flushed)


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


def _used(redis: Redis | None) -> int:
    return int(redis.info("memory")["used_memory"]) if redis else 0


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


def _killed(started: "Sequence[subprocess.Popen[bytes]]") -> None:
    for one in started:
        tether.kill(one)
