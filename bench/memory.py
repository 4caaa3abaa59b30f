"""Memory of the whole embedded default, idle and under load, and how soon it is ready.

Owns: what is asked of it meanwhile (posts and pages from eight connections), and how memory is
counted: proportional (PSS), so that a page which processes share counts once. A child reads its
own share before it is ended.
"""

import time
from collections.abc import Sequence
from pathlib import Path

from bench.figures import median
from bench.house import ENGINES
from bench.load import Load, Request
from bench.posts import letter_of, post
from bench.verdict import Row, flags, told
from bench.whole import Whole, whole

MOST_MB, MOST_SECONDS, BUSY_MB = 150.0, 1.5, 250.0
CONNECTIONS, EACH, REST = 8, 40, 10.0
IDLE, BUSY = "idle", "after load"
Shares = dict[str, float]


def run(argv: Sequence[str]) -> int:
    """Measure and print; answers 1 where it is larger or later than it may be."""
    parser = flags("memory", __doc__ or "", rounds=3)
    parser.add_argument("--rest", type=float, default=REST, help="seconds of rest before (10)")
    asked = parser.parse_args(argv)
    rows: list[Row] = []
    for engine in asked.engine or ENGINES[:1]:
        found = [_once(engine, asked.rest) for _ in range(asked.rounds)]
        rows += _rows(engine, found)
    return told("memory", rows, rounds=asked.rounds, json=asked.json)


def _once(engine: str, rest: float) -> tuple[float, Shares, Shares]:
    with whole(engine, programs=CONNECTIONS) as up:
        time.sleep(rest)
        idle = _shares(up)
        with Load("127.0.0.1", up.house.port) as load:
            _busy(up, load)
        return up.ready, idle, _shares(up)


def _busy(up: Whole, load: Load) -> None:
    made = letter_of(up.house, load, 0)
    page = Request("GET", "/masuk")
    load.run([[post(token, made), page] * EACH for token in up.house.tokens])


def _shares(up: Whole) -> Shares:
    found: Shares = {}
    for pid in up.processes():
        name = Path(f"/proc/{pid}/comm").read_text().strip()
        found[name] = found.get(name, 0.0) + share(pid)
    return found


def share(pid: int) -> float:
    """The proportional share of that process, in MB of 1,024 x 1,024 bytes."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise LookupError(f"the kernel tells no share of process {pid}")


def _rows(engine: str, found: Sequence[tuple[float, Shares, Shares]]) -> list[Row]:
    ready = median(one[0] for one in found)
    rows = [
        _row(f"ready, {engine}", f"{ready:.2f} s", f"<= {MOST_SECONDS} s", ready <= MOST_SECONDS)
    ]
    for number, (what, most) in enumerate(((IDLE, MOST_MB), (BUSY, BUSY_MB)), 1):
        shares: Sequence[Shares] = [one[number] for one in found]  # type: ignore[misc]
        total = median(sum(one.values()) for one in shares)
        parts = {name: median(one.get(name, 0.0) for one in shares) for name in shares[0]}
        told_of = ", ".join(f"{name} {part:.0f}" for name, part in parts.items())
        rows.append(
            _row(
                f"{what}, {engine}: {told_of}",
                f"{total:.0f} MB",
                f"<= {most:.0f} MB",
                total <= most,
            )
        )
    return rows


def _row(what: str, ours: str, bar: str, holds: bool) -> Row:
    return Row(what, ours, "", None, bar, holds)
