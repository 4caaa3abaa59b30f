"""Two workers on 33 streams against one: cases escalated a second.

Owns: the cases that are due (some hundreds in every stream, as after an outage), the workers
(processes of their own that sweep until nothing is due), and that each case was escalated once and
no worker met an error. Workers begin together, when each has opened its place.
"""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import timedelta

import structlog
from sqlalchemy import Engine, func, select

from bench.house import ENGINES, House
from bench.nation import Nation, late
from bench.rounds import alternate
from bench.town import nation_town
from bench.verdict import Row, flags, told
from launcher.places import ROOT
from services.followup.clockwork import sweep
from services.followup.main import open_place
from services.followup.store.tables import escalation
from shared import config
from shared.db import open_engine, reading, writing

LEAST = 1.6
WITHIN = 120
READY, DONE = "ready", "done"
_FIRED = select(func.count()).where(escalation.c.level == 1)


class Failed(Exception):
    """A worker met an error, or a case was not escalated exactly once; the text says which."""


def run(argv: Sequence[str]) -> int:
    """Measure and print; answers 1 where two are less than 1.6 times as fast as one."""
    parser = flags("workers", __doc__ or "", rounds=5)
    parser.add_argument("--due", type=int, default=6_600, help="due cases of a round (6,600)")
    asked = parser.parse_args(argv)
    rows = [_row(engine, asked.due, asked.rounds) for engine in asked.engine or ENGINES]
    return told("workers", rows, rounds=asked.rounds, json=asked.json)


def _row(engine: str, due: int, rounds: int) -> Row:
    with nation_town(engine, 1_000) as (made, nation):
        followup = open_engine(config.load(made.environment).followup_url_db)
        found = alternate(
            {
                "one": lambda: _seconds(made, nation, followup, due, 1),
                "two": lambda: _seconds(made, nation, followup, due, 2),
            },
            rounds,
        )
        followup.dispose()
    one, two = due / found["one"], due / found["two"]
    told_by = (f"two: {two:,.0f} cases/s", f"one: {one:,.0f} cases/s")
    what = f"workers, {engine}, {due:,} due"
    return Row(what, *told_by, two / one, f">= {LEAST}", two >= LEAST * one)


def _seconds(made: House, nation: Nation, followup: Engine, due: int, workers: int) -> float:
    late(followup, nation, due, [nation.now.date() - timedelta(days=1)])
    with writing(followup) as conn:
        before = conn.execute(_FIRED).scalar_one()
    command = [sys.executable, "-P", "-m", "bench.workers"]
    started = [_started(command, made) for _ in range(workers)]
    for one in started:  # each says when it has opened its place
        _hear(one)
    begun = time.perf_counter()
    for one in started:
        assert one.stdin is not None
        one.stdin.write("begin\n")
        one.stdin.flush()
    for one in started:  # and when nothing is due any more
        _hear(one)
    spent = time.perf_counter() - begun
    said = [one.communicate(timeout=WITHIN) for one in started]
    _must_be_right(
        followup, before + due, [words for told_by in said for words in told_by if words]
    )
    return spent


def _started(command: Sequence[str], made: House) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603  (ourselves)
        command, cwd=ROOT, env=dict(made.environment), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def _hear(worker: "subprocess.Popen[str]") -> None:
    assert worker.stdout is not None
    worker.stdout.readline()


def _must_be_right(followup: Engine, fired: int, said: Sequence[str]) -> None:
    with reading(followup) as conn:
        found = conn.execute(_FIRED).scalar_one()
    if said or found != fired:
        raise Failed(f"{found} of {fired} are escalated; {said}")


def work() -> None:
    """In the worker: it says that it is ready, waits for a word, and sweeps."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    place = open_place(config.load(os.environ))
    print(READY, flush=True)
    sys.stdin.readline()
    while sweep.sweep(place):
        pass
    print(DONE, flush=True)


if __name__ == "__main__":
    work()
