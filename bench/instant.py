"""From an instant that passes to the escalation on record, with many cases open: beat asks when
the next falls due, against beat that asks every second.

Owns: the cases whose instant comes (so many a second, and a thousand at one instant), and how it is
seen that one is recorded: its row is asked for by its key, from its instant on, by somebody who
rests for as long as the look took, so that looking takes no more than half a core. The workers and
beats are real processes; with `--posts` others post meanwhile.
"""

import argparse
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, bindparam, select, update

from bench.figures import median, percentile
from bench.house import ENGINES, House
from bench.load import Load
from bench.nation import Nation, late
from bench.paced import Paced
from bench.posts import letter_of, post
from bench.town import BEAT, EVERY_SECOND, WORKER, nation_town, process
from bench.verdict import Row, flags, told
from services.followup.store.tables import case_
from shared import config
from shared.clock import real_now
from shared.db import open_engine, reading, writing

MOST_P99, MOST_BURST = 50.0, 250.0
OURS, THEIRS = "asked when the next is due", "asked every second"
BEATS = {OURS: BEAT, THEIRS: EVERY_SECOND}
AHEAD, FAR, PATIENCE, EVERY = timedelta(seconds=2), timedelta(hours=9), 30.0, 0.002
AT_ONCE = 1_000
Spent = Sequence[float]


def run(argv: Sequence[str]) -> int:
    """Measure and print; answers 1 where an escalation is recorded later than it may be."""
    parser = flags("instant", __doc__ or "", rounds=3)
    parser.add_argument("--open", type=int, default=100_000, help="open cases (100,000)")
    parser.add_argument("--due", type=int, default=100, help="due a second (100)")
    parser.add_argument("--seconds", type=float, default=4.0, help="of each round (4)")
    parser.add_argument("--posts", type=float, default=0.0, help="posts a second meanwhile (0)")
    asked = parser.parse_args(argv)
    rows = [row for engine in asked.engine or ENGINES for row in _rows(engine, asked)]
    return told("instant", rows, rounds=asked.rounds, json=asked.json)


@dataclass(frozen=True)
class Ground:
    """What is measured on: a house, its nation, and followup's database."""

    made: House
    nation: Nation
    followup: Engine


def _rows(engine: str, asked: argparse.Namespace) -> list[Row]:
    with nation_town(engine, asked.open) as (made, nation), process(made, WORKER):
        followup = open_engine(config.load(made.environment).followup_url_db)
        ground, found = Ground(made, nation, followup), dict[str, list[Spent]]()
        for number in range(asked.rounds):
            for name in (OURS, THEIRS) if number % 2 else (THEIRS, OURS):
                found.setdefault(name, []).append(_steady(ground, asked, BEATS[name], number))
        burst = [_burst(ground) for _ in range(asked.rounds)]
        followup.dispose()
    return [_steady_row(engine, asked, found), _burst_row(engine, burst)]


def _steady_row(
    engine: str, asked: argparse.Namespace, found: Mapping[str, Sequence[Spent]]
) -> Row:
    p50, p99 = (
        {name: median(percentile(one, part) for one in found[name]) for name in found}
        for part in (0.5, 0.99)
    )
    posts = f", {asked.posts:.0f} posts/s" if asked.posts else ""
    return Row(
        f"instant, {engine}, {asked.open:,} open, {asked.due} due/s{posts}",
        f"p50 {p50[OURS]:.0f} ms, p99 {p99[OURS]:.0f} ms",
        f"{THEIRS}: p50 {p50[THEIRS]:.0f} ms, p99 {p99[THEIRS]:.0f} ms",
        p99[OURS] / p99[THEIRS],
        f"p99 <= {MOST_P99:.0f} ms",
        p99[OURS] <= MOST_P99,
    )


def _burst_row(engine: str, found: Sequence[Spent]) -> Row:
    first, last = (median(which(one) for one in found) for which in (min, max))
    return Row(
        f"{AT_ONCE:,} at one instant, {engine}",
        f"first {first:.0f} ms, last {last:.0f} ms",
        "",
        None,
        f"last <= {MOST_BURST:.0f} ms",
        last <= MOST_BURST,
    )


def _steady(
    ground: Ground, asked: argparse.Namespace, beat: Sequence[str], number: int
) -> list[float]:
    count = round(asked.due * asked.seconds)
    ids = waiting(ground, count)
    with ExitStack() as stack:
        stack.enter_context(process(ground.made, beat))
        settled()
        port = ground.made.port
        if asked.posts:
            paced = stack.enter_context(Paced("127.0.0.1", port))
            with Load("127.0.0.1", port) as load:
                letter = letter_of(ground.made, load, 2 * number + (beat == BEAT))
            each = round(asked.posts * asked.seconds / len(ground.made.tokens))
            said = [[post(token, letter) for _ in range(each)] for token in ground.made.tokens]
        begin = real_now() + AHEAD
        due = {id_: begin + timedelta(seconds=n / asked.due) for n, id_ in enumerate(ids)}
        let_fall_due(ground.followup, due)
        sending = paced.begin(said, asked.posts) if asked.posts else nullcontext()
        spent = watched(ground.followup, due)
        if asked.posts:
            sending.result()  # type: ignore[union-attr]
    return spent


def _burst(ground: Ground) -> list[float]:
    ids = waiting(ground, AT_ONCE)
    with process(ground.made, BEAT):
        settled()
        due = dict.fromkeys(ids, real_now() + AHEAD)
        let_fall_due(ground.followup, due)
        return watched(ground.followup, due)


def waiting(ground: Ground, count: int) -> list[str]:
    """That many more cases whose date has passed, and at which nobody will look for hours; while
    no beat runs."""
    yesterday = ground.nation.now.date() - timedelta(days=1)
    far = real_now() + FAR
    late(ground.followup, ground.nation, count, [yesterday])
    with writing(ground.followup) as conn:
        unswept = case_.c.next_at <= real_now()
        ids = list(conn.execute(select(case_.c.recommendation_id).where(unswept)).scalars())
        conn.execute(update(case_).where(unswept).values(next_at=far))
    return ids


def settled() -> None:
    """The beat has begun: it asks for a sweep, and the sweep says that it ran."""
    time.sleep(3.0)


def let_fall_due(followup: Engine, due: Mapping[str, datetime]) -> None:
    one = case_.c.recommendation_id == bindparam("which")
    rows = [{"which": id_, "at": at} for id_, at in due.items()]
    with writing(followup) as conn:
        conn.execute(update(case_).where(one).values(next_at=bindparam("at")), rows)


def watched(followup: Engine, due: Mapping[str, datetime], *, must: bool = True) -> list[float]:
    """Of each case the milliseconds from its instant until it is seen escalated; raises
    TimeoutError where one never `must`."""
    left = sorted(due, key=lambda id_: due[id_])
    end, spent = due[left[-1]] + timedelta(seconds=PATIENCE), list[float]()
    while left:
        now = real_now()
        passed = [id_ for id_ in left[:AT_ONCE] if due[id_] <= now]
        done = _escalated(followup, passed) if passed else set()
        seen = real_now()
        spent += [(seen - due[id_]).total_seconds() * 1000 for id_ in done]
        left = [id_ for id_ in left if id_ not in done]
        if now > end and not must:
            return spent
        if now > end:
            raise TimeoutError(f"{len(left)} were never escalated")
        time.sleep(max(EVERY, (seen - now).total_seconds()))
    return spent


def _escalated(followup: Engine, ids: Sequence[str]) -> set[str]:
    of = case_.c.recommendation_id
    with reading(followup) as conn:
        found = select(of).where(of.in_(ids), case_.c.level > 0)
        return set(conn.execute(found).scalars())
