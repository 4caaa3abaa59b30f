"""A sweep in which a thousand of many cases are due, against one UPDATE and INSERT … SELECT.

Owns: what is due (a date in force that ended yesterday, in every stream: each case is escalated,
with its journal line, state and letter) and both ways of writing it. Before each round as many
cases are added; the floor writes the very rows that the sweep left, which were taken back.
"""

import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from typing import Any

from bench.figures import median
from bench.house import ENGINES
from bench.nation import late
from bench.nation.floor import Floor
from bench.nation.ground import Ground, grounds
from bench.verdict import Row, flags, told
from services.followup.clockwork.sweep import sweep

MOST = 6.0


def run(argv: Sequence[str]) -> int:
    """Measure and print; answers 1 where the sweep takes more than six times the floor."""
    parser = flags("due", __doc__ or "")
    parser.add_argument("--open", type=int, default=100_000, help="open cases (100,000)")
    parser.add_argument("--due", type=int, default=1_000, help="of which are due (1,000)")
    asked = parser.parse_args(argv)
    rows = []
    for engine in asked.engine or ENGINES:
        with grounds(engine) as made:
            ground = made.filled(asked.open)
            rows.append(_row(engine, ground, asked.due, asked.rounds))
    return told("due", rows, rounds=asked.rounds, json=asked.json)


def _row(engine: str, ground: Ground, due: int, rounds: int) -> Row:
    measured(ground, due)  # once unmeasured
    found = [measured(ground, due) for _ in range(rounds)]
    ours, floor = (median(times) for times in zip(*found, strict=True))
    return Row(
        f"sweep, {due:,} due of {ground.nation.count:,}, {engine}",
        f"{ours * 1000:,.0f} ms",
        f"one statement a table, {floor * 1000:,.0f} ms",
        ours / floor,
        f"<= {MOST:g} x",
        ours <= MOST * floor,
    )


def measured(
    ground: Ground, due: int, days: int = 1, watch: AbstractContextManager[Any] | None = None
) -> tuple[float, float]:
    """Seconds of a sweep to which that many cases fell due over so many days, and of the floor;
    `watch` is open while it sweeps."""
    yesterday = ground.nation.now.date() - timedelta(days=1)
    late(ground.engine, ground.nation, due, [yesterday - timedelta(days=n) for n in range(days)])
    floor = Floor(ground.engine)
    floor.mark(ground.nation.now.isoformat(timespec="microseconds").replace("+00:00", "Z"))
    with watch or nullcontext():
        begun = time.perf_counter()
        swept = sweep(ground.place)
        ours = time.perf_counter() - begun
    assert swept == due, f"{swept} were swept, {due} were due"
    floor.take_back()
    theirs = floor.seconds()
    floor.forget()
    return ours, theirs
