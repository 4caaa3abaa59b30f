"""What a measurement found: each figure beside what it is held against, and whether the bar holds.

Owns: the rows of a measurement, how they are printed and kept, and the exit code that they give.
A measurement's own flags (`--rounds`, `--engine`, `--json`) stand here once.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.figures import keep, table
from bench.house import ENGINES

MISSED = 1
HEAD = ("what", "ours", "held against", "ratio", "bar", "holds")


@dataclass(frozen=True)
class Row:
    """One figure, with its unit; `ratio` is ours over what it is `against`, where there is one."""

    what: str
    ours: str
    against: str
    ratio: float | None
    bar: str
    holds: bool

    def cells(self) -> Sequence[object]:
        """The row as a table shows it."""
        ratio = "" if self.ratio is None else self.ratio
        return self.what, self.ours, self.against, ratio, self.bar, "yes" if self.holds else "NO"


@dataclass(frozen=True)
class Plot:
    """Cost against size, both axes logarithmic: a line per name, of (size, cost)."""

    title: str
    size: str
    cost: str
    lines: Mapping[str, Sequence[tuple[float, float]]]


def flags(name: str, about: str, rounds: int = 5) -> argparse.ArgumentParser:
    """A measurement's flags; it may add its own."""
    parser = argparse.ArgumentParser(prog=f"tindak bench {name}", description=about)
    parser.add_argument("--rounds", type=int, default=rounds, help=f"so many of each ({rounds})")
    parser.add_argument("--engine", choices=ENGINES, action="append", help="one alone")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures there")
    return parser


def told(
    name: str, rows: Sequence[Row], *, rounds: int, json: Path | None, plots: Sequence[Plot] = ()
) -> int:
    """Prints the table, keeps the figures where asked; answers 1 where a bar does not hold."""
    print(table(HEAD, [row.cells() for row in rows]))
    print(f"\nMedians of {rounds} alternating rounds.")
    if json:
        kept = {"rows": [asdict(row) for row in rows], "plots": [asdict(plot) for plot in plots]}
        keep(json, name, {"rounds": rounds, **kept})
    return 0 if all(row.holds for row in rows) else MISSED
