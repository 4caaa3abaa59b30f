"""A sweep with nothing due: what it costs with few and with many open cases.

Owns: the sizes, and the growth between them. Measured is the whole sweep as a worker does it, in
runs of two hundred.
"""

import math
import time
from collections.abc import Mapping, Sequence
from functools import partial

from bench.house import ENGINES
from bench.nation.ground import Ground, grounds
from bench.rounds import alternate
from bench.verdict import Plot, Row, flags, told
from services.followup.clockwork.sweep import sweep

MOST_MS = {"sqlite": 0.1, "postgresql": 1.0}
MOST_GROWTH, EACH = 0.05, 200
Found = Mapping[int, float]


def run(argv: Sequence[str]) -> int:
    """Measure and print; answers 1 where it takes too long, or longer with more open cases."""
    parser = flags("sweep", __doc__ or "")
    parser.add_argument("--open", type=int, default=100_000, help="most cases (100,000)")
    asked = parser.parse_args(argv)
    sizes = [asked.open // 10, asked.open]
    found = {
        engine: _milliseconds(engine, sizes, asked.rounds) for engine in asked.engine or ENGINES
    }
    rows = [row for engine, costs in found.items() for row in _rows(engine, costs)]
    lines = {engine: list(costs.items()) for engine, costs in found.items()}
    plot = Plot("A sweep with nothing due", "open cases", "ms", lines)
    return told("sweep", rows, rounds=asked.rounds, json=asked.json, plots=[plot])


def _milliseconds(engine: str, sizes: Sequence[int], rounds: int) -> Found:
    with grounds(engine) as made:
        questions = {str(size): partial(_sweeps, made.filled(size)) for size in sizes}
        return {int(size): cost for size, cost in alternate(questions, rounds).items()}


def _sweeps(ground: Ground) -> float:
    """Milliseconds of one of many."""
    begun = time.perf_counter()
    for _ in range(EACH):
        assert sweep(ground.place) == 0, "nothing was to be due"
    return (time.perf_counter() - begun) * 1000 / EACH


def _rows(engine: str, costs: Found) -> list[Row]:
    (least, at_first), *_, (most, at_last) = costs.items()
    growth = math.log(at_last / at_first) / math.log(most / least)
    few, many = f"{at_first:.3f} ms with {least:,}", f"{at_last:.3f} ms"
    name, bar = f"sweep, nothing due of {most:,}, {engine}", MOST_MS[engine]
    return [
        Row(name, many, few, at_last / at_first, f"<= {bar} ms", at_last <= bar),
        Row(
            f"its growth, {engine}",
            f"exponent {growth:.3f}",
            f"itself at {least:,}",
            None,
            f"<= {MOST_GROWTH}",
            growth <= MOST_GROWTH,
        ),
    ]
