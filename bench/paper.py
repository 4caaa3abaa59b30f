"""The figures in docs/performance.md, out of what measurements kept.

Owns: the folder of the kept figures, and the parts of the document that are made of them: each
stands between two marks, so that no figure there is written by hand.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.figures import table
from bench.verdict import HEAD, Plot, Row
from launcher.places import ROOT
from shared import codec

FIGURES = ROOT / "docs" / "figures"
DOCUMENT = ROOT / "docs" / "performance.md"
PART = re.compile(r"(<!-- figures: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def kept(name: str) -> Path:
    """Where that measurement's figures lie."""
    return FIGURES / f"{name}.json"


def filled(text: str) -> str:
    """The document with each part made anew."""
    return PART.sub(lambda found: f"{found[1]}{part(found[2])}{found[3]}", text)


def part(name: str) -> str:
    """What the document says of one measurement: its table, its plots, and where it was taken."""
    if not kept(name).exists():
        return f"\nNot taken yet: `./tindak bench {name}`.\n\n"
    told = json.loads(kept(name).read_text())
    rows = [Row(**row).cells() for row in told["rows"]]
    plots = [f"![{plot['title']}](figures/{_file(name, n)})" for n, plot in _plots(told)]
    return "\n" + "\n\n".join([table(HEAD, rows), *plots, _taken(told)]) + "\n\n"


def write() -> None:
    """Make document and plots out of the kept figures."""
    from bench.plots import draw  # noqa: PLC0415  (its library is in the lock of measurements)

    text = DOCUMENT.read_text()
    for name in (name for _, name, _ in PART.findall(text) if kept(name).exists()):
        for number, plot in _plots(json.loads(kept(name).read_text())):
            draw(codec.load(Plot, plot), FIGURES / _file(name, number))
    DOCUMENT.write_text(filled(text))


def _plots(told: Mapping[str, Any]) -> list[tuple[int, Mapping[str, Any]]]:
    return list(enumerate(told.get("plots", ()), 1))


def _file(name: str, number: int) -> str:
    return f"{name}-{number}.svg"


def _taken(told: Mapping[str, Any]) -> str:
    machine = told["machine"]
    return (
        f"`./tindak bench {told['bench']}`, {machine['at'][:10]}: medians of {told['rounds']} "
        f"rounds, {machine['cpus']} cores, load {machine['load']} at its end, "
        f"Python {machine['python']}."
    )
