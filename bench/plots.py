"""Plots of cost against size.

Owns: how they look: SVG with both axes logarithmic and the text left as text, so that it can be
searched and read aloud.
"""

from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from bench.verdict import Plot

COLOURS = ("#00695c", "#9a3412", "#1e3a8a", "#4b5563")
MARKS = ("o", "s", "^", "D")


def draw(plot: Plot, path: Path) -> None:
    """Write it there; the same figures give the same bytes."""
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": path.name, "font.size": 11})
    figure = Figure(figsize=(7, 3.6), layout="constrained")
    axes = figure.subplots()
    for number, (name, points) in enumerate(plot.lines.items()):
        sizes, costs = zip(*points, strict=True)
        look = {"marker": MARKS[number % 4], "color": COLOURS[number % 4]}
        axes.loglog(sizes, costs, label=name, **look)
    axes.set(title=plot.title, xlabel=plot.size, ylabel=plot.cost)
    axes.grid(visible=True, which="major", color="#d4d4d4")
    axes.legend()
    figure.savefig(path, format="svg", metadata={"Date": None, "Title": plot.title})
