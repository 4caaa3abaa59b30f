"""Figures: percentiles, medians, what machine they are of, and where they are kept.

Owns: how a measurement is told: as a Markdown table, and as JSON.
"""

import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from shared.clock import real_now

__all__ = ["keep", "machine", "median", "percentile", "table"]


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest value that `part` of the values do not exceed (0.99: one in a hundred does)."""
    ordered = sorted(values)
    place = min(len(ordered) - 1, max(0, -int(-part * len(ordered) // 1) - 1))
    return ordered[place]


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table, its columns aligned; numbers to the right."""
    texts = [list(head), *([_text(cell) for cell in row] for row in rows)]
    widths = [max(len(row[n]) for row in texts) for n in range(len(head))]
    lines = ["| " + " | ".join(_padded(row, widths)) + " |" for row in texts]
    rule = "|" + "|".join("-" * (width + 1) + (":" if n else "-") for n, width in enumerate(widths))
    return "\n".join([lines[0], rule + "|", *lines[1:]])


def machine() -> Mapping[str, Any]:
    """What the figures were measured on, and when (real time, UTC)."""
    return {
        "at": real_now().isoformat(timespec="seconds"),
        "cpus": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def keep(path: Path, name: str, figures: Mapping[str, Any]) -> None:
    """Write them as JSON, with the machine."""
    path.write_text(json.dumps({"bench": name, "machine": machine(), **figures}, indent=2) + "\n")


def _text(cell: object) -> str:
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def _padded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.rjust(width) if n else cell.ljust(width)
        for n, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
