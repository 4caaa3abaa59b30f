"""Holding deadlines: in columns of a database, against what a user would take instead.

Owns: how many are held and how many of them fall due at one instant, and what is compared: the
broker's bytes and the worker's memory for a deadline, when the first and the last were on record,
and how many never were when the process is killed, and when the broker is emptied.
"""

from collections.abc import Sequence
from importlib import import_module

from bench.holding.held import Held
from bench.holding.ours import ours
from bench.holding.theirs import theirs
from bench.house import ENGINES
from bench.verdict import Row, flags, told

RIVALS = ("eta", "redbeat", "apscheduler", "procrastination")
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
    held = {engine: ours(engine, asked.count, asked.due) for engine in asked.engine or ENGINES}
    rows = []
    for name in asked.rival or RIVALS:
        rival = import_module(f"bench.rivals.{name}")
        found = theirs(name, rival, asked.count, asked.due)
        rows += [_row(engine, one, rival.NAME, found) for engine, one in held.items()]
    return told("holding", rows, rounds=asked.rounds, json=asked.json)


def _row(engine: str, mine: Held, name: str, rival: Held) -> Row:
    sooner = mine.first <= rival.first and mine.last <= rival.last
    holds = sooner and not mine.lost and mine.broker_bytes < NONE
    bar = "0 B, first and last sooner, none lost"
    ratio = mine.last / rival.last
    return Row(f"{engine} against {name}", mine.words(), rival.words(), ratio, bar, holds)
