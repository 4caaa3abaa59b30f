"""Bars to be drawn as SVG.

Owns: the geometry of a chart of grouped bars: pure, in the chart's own units; the template
`charts.html` draws it, and the page always shows the same numbers as a table beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 240
LEFT, TOP, BOTTOM = 34, 12, 46
GAP = 0.3
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Bar:
    """One bar; `series` is its place among those of its group, from 0."""

    x: float
    y: float
    width: float
    height: float
    series: int
    value: int


@dataclass(frozen=True)
class Tick:
    """A line across at a value, or a group's name below the bars."""

    at: float
    text: str


@dataclass(frozen=True)
class Chart:
    """A chart with its bars, the lines across and the names below."""

    bars: tuple[Bar, ...]
    lines: tuple[Tick, ...]
    names: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT


def grouped(names: Sequence[str], values: Sequence[Sequence[int]]) -> Chart:
    """A group of bars for each name; each group has a value for each series, from 0 up."""
    top = _top(max((max(group, default=0) for group in values), default=0))
    floor, room = HEIGHT - BOTTOM, HEIGHT - BOTTOM - TOP
    group_width = (WIDTH - LEFT) / max(len(names), 1)
    bars = []
    for number, group in enumerate(values):
        width = group_width * (1 - GAP) / max(len(group), 1)
        begin = LEFT + number * group_width + group_width * GAP / 2
        for series, value in enumerate(group):
            height = round(room * value / top, 1)
            x = round(begin + series * width, 1)
            bars.append(Bar(x, floor - height, round(width - 2, 1), height, series, value))
    lines = (Tick(round(floor - room * value / top, 1), str(value)) for value in _across(top))
    below = (Tick(round(LEFT + (n + 0.5) * group_width, 1), name) for n, name in enumerate(names))
    return Chart(tuple(bars), tuple(lines), tuple(below))


def _top(highest: int) -> int:
    """The first of 1, 2, 5, 10, 20, 50 … that is not below the highest value, at least 5."""
    scale = 1
    while True:
        for step in STEPS:
            if step * scale >= max(highest, 5):
                return step * scale
        scale *= 10


def _across(top: int) -> tuple[int, ...]:
    half = (top // 2,) if top % 2 == 0 else ()
    return (0, *half, top)
