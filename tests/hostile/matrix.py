"""The table `matrix.txt`, read."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.hostile.people import PEOPLE

TABLE = Path(__file__).parent / "matrix.txt"
BELOW = "**"
Cells = Mapping[str, str]


def table(routes: Iterable[str]) -> dict[str, Cells]:
    """For each of these routes the mark of each column; a line `* /admin/**` stands for all below
    it that have none of their own. Routes that no line names are missing."""
    told = lines()
    below = {name[2 : -len(BELOW)]: cells for name, cells in told.items() if name.endswith(BELOW)}
    found = {}
    for name in routes:
        rule = name.partition(" ")[2]
        prefix = next((one for one in below if rule.startswith(one) or rule == one[:-1]), None)
        if name in told:
            found[name] = told[name]
        elif prefix is not None:
            found[name] = below[prefix]
    return found


def lines() -> dict[str, Cells]:
    """Every line as it stands."""
    names = [one.name for one in PEOPLE]
    told = [line.split() for line in TABLE.read_text().splitlines()]
    rows = [row for row in told if len(row) > 2 and re.fullmatch(r"[A-Z]+|\*", row[0])]
    return {
        f"{method} {rule}": dict(zip(names, marks, strict=True))
        for method, rule, *marks in rows
        if rule.startswith("/")
    }
