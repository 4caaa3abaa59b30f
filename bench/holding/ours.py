"""How ours holds deadlines: the nation's cases, one worker and one beat.

Owns: what is used with few and with many, when those that fall due at one instant are escalated,
and what a `kill -9` of worker and beat and an emptied broker lose of them.
"""

import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from redis import Redis

from bench.holding.held import FEW, SOON, Held, Use
from bench.house import House
from bench.instant import Ground, let_fall_due, settled, waiting, watched
from bench.memory import share
from bench.town import BEAT, WORKER, nation_town, process
from bench.whole import with_children
from launcher import tether
from shared import config
from shared.clock import real_now
from shared.db import open_engine

Started = Sequence["subprocess.Popen[bytes]"]


def ours(engine: str, count: int, due: int) -> Held:
    """What a deadline costs is the difference to a nation of few cases."""
    with _nation(engine, FEW) as few, _serving(few.made) as started:
        before = _used(few.made, started)
    with _nation(engine, count) as ground:
        ids = waiting(ground, due)
        with _serving(ground.made) as started:
            each = _used(ground.made, started).each(before, count)
            instants = dict.fromkeys(ids, real_now() + timedelta(seconds=SOON))
            let_fall_due(ground.followup, instants)
            spent = watched(ground.followup, instants)
        killed = _lost(ground, _killed)
        flushed = _lost(ground, lambda _: _redis(ground.made).flushall())
    return Held(*each, spent, killed, flushed)


def memory(started: Started) -> float:
    """The bytes of these processes and those below them, by their proportional share."""
    return 2**20 * sum(share(pid) for one in started for pid in with_children(one.pid))


@contextmanager
def _nation(engine: str, count: int) -> Iterator[Ground]:
    with nation_town(engine, count) as (made, nation):
        followup = open_engine(config.load(made.environment).followup_url_db)
        yield Ground(made, nation, followup)
        followup.dispose()


@contextmanager
def _serving(made: House) -> Iterator[Started]:
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


def _killed(started: Started) -> None:
    for one in started:
        tether.kill(one)


def _used(made: House, started: Started) -> Use:
    return Use(int(_redis(made).info("memory")["used_memory"]), memory(started))


def _redis(made: House) -> Redis:
    path = made.environment["TINDAK_BROKER_URL"].removeprefix("redis+socket://").partition("?")[0]
    return Redis(unix_socket_path=path)
