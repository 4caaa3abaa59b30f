"""Everything that fell due in an outage, escalated at once: how long it takes, and for how long
anybody else waits for a lock meanwhile.

Owns: the sizes, the growth between them, and the longest transaction.
"""

import math
import time
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, event

from bench.due import measured
from bench.figures import median
from bench.house import ENGINES
from bench.nation.ground import Ground, grounds
from bench.verdict import Plot, Row, flags, told

MOST, MOST_GROWTH, MOST_HELD_MS, OPEN, DAYS = 5.0, 1.05, 100.0, 10_000, 3


class Longest:
    """The longest transaction that may write, from its lock to its end, while this is open."""

    def __init__(self, engine: Engine) -> None:
        self.seconds, self._begun = 0.0, dict[Any, float]()
        self._open = False
        event.listen(engine, "begin", self._began)
        event.listen(engine.pool, "checkin", self._ended)

    def __enter__(self) -> None:
        self._open = True

    def __exit__(self, *_: object) -> None:
        self._open = False

    def _began(self, conn: Connection) -> None:
        """SQLite's own listener has taken the lock before this one is called."""
        if self._open and not conn.get_execution_options().get("read_only"):
            self._begun[conn.connection.dbapi_connection] = time.perf_counter()

    def _ended(self, connection: Any, _record: object) -> None:
        begun = self._begun.pop(connection, None)
        if begun is not None:
            self.seconds = max(self.seconds, time.perf_counter() - begun)


def run(argv: Sequence[str]) -> int:
    """Measure and print; answers 1 where a bar does not hold."""
    parser = flags("overdue", __doc__ or "")
    parser.add_argument("--due", type=int, default=6_000, help="most overdue (6,000)")
    asked = parser.parse_args(argv)
    sizes = [asked.due // 10, asked.due * 3 // 10, asked.due]
    rows, lines = [], {}
    for engine in asked.engine or ENGINES:
        with grounds(engine) as made:
            found, held = _measured(made.filled(OPEN), sizes, asked.rounds)
        rows.extend(_rows(engine, found, held))
        lines[engine] = [(size, ours) for size, (ours, _) in found.items()]
        lines[f"{engine}, one statement"] = [(size, floor) for size, (_, floor) in found.items()]
    plot = Plot("Overdue after an outage, all escalated", "cases", "seconds", lines)
    return told("overdue", rows, rounds=asked.rounds, json=asked.json, plots=[plot])


def _measured(
    ground: Ground, sizes: Sequence[int], rounds: int
) -> tuple[Mapping[int, tuple[float, float]], float]:
    """Seconds of the sweep and of the floor by size, and the longest transaction of the sweeps in
    milliseconds."""
    measured(ground, sizes[0], DAYS)  # once unmeasured
    found: dict[int, list[tuple[float, float]]] = {size: [] for size in sizes}
    longest = Longest(ground.engine)
    for number in range(rounds):
        turn = number % len(sizes)
        for size in (*sizes[turn:], *sizes[:turn]):
            found[size].append(measured(ground, size, DAYS, longest))
    medians = {
        size: (median([ours for ours, _ in both]), median([floor for _, floor in both]))
        for size, both in found.items()
    }
    return medians, longest.seconds * 1000


def _rows(engine: str, found: Mapping[int, tuple[float, float]], held: float) -> list[Row]:
    (least, (first, _)), *_, (most, (ours, floor)) = found.items()
    growth = math.log(ours / first) / math.log(most / least)
    return [
        Row(
            f"{most:,} overdue, {engine}",
            f"{ours:.2f} s",
            f"one statement a table, {floor:.2f} s",
            ours / floor,
            f"<= {MOST:g} x",
            ours <= MOST * floor,
        ),
        Row(
            f"its growth, {engine}",
            f"exponent {growth:.2f}",
            f"itself at {least:,}",
            None,
            f"<= {MOST_GROWTH}",
            growth <= MOST_GROWTH,
        ),
        Row(
            f"longest lock held, {engine}",
            f"{held:.0f} ms",
            "",
            None,
            f"<= {MOST_HELD_MS:g} ms",
            held <= MOST_HELD_MS,
        ),
    ]
