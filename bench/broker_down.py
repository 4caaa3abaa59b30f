"""Broker down is not service down: a POST to intake with the broker up, refused and frozen.

Owns: the rounds. Each round posts the same number of recommendations over eight connections with
the broker's line open, refused and frozen, in an order that turns from round to round, so that
whatever else the machine does meets all three alike.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.figures import keep, median, percentile, table
from bench.house import ENGINES, House, house
from bench.load import Load, Script
from bench.posts import Letter, letter_of, post
from tests.servers.proxy import Line
from tests.servers.valkey import Valkey

CONNECTIONS = 8
UP, REFUSED, FROZEN = MODES = ("up", "refused", "frozen")
MOST_RATIO = 1.5
SLOWER = 1
Round = Mapping[str, Sequence[float]]


def run(argv: Sequence[str]) -> int:
    """Measure and print; answers 1 where a ratio of p99 is above 1.5."""
    asked = _asked(argv)
    found = {engine: _measured(engine, asked.rounds, asked.each) for engine in asked.engine}
    rows = [row for engine, rounds in found.items() for row in _rows(engine, rounds)]
    print(table(("engine, broker", "p50 ms", "p99 ms", "p50 / up", "p99 / up"), rows))
    posts = CONNECTIONS * asked.each
    print(f"\nMedians of {asked.rounds} rounds, {posts} posts by {CONNECTIONS} connections each.")
    if asked.json:
        keep(asked.json, "broker-down", {"posts": posts, "engines": _told(found)})
    return SLOWER if any(row[4] > MOST_RATIO for row in rows) else 0


def _asked(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tindak bench broker-down", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="so many of each (7)")
    parser.add_argument("--each", type=int, default=60, help="posts of a connection (60)")
    parser.add_argument("--engine", action="append", choices=ENGINES, help="one alone")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures there")
    asked = parser.parse_args(argv)
    asked.engine = asked.engine or list(ENGINES)
    return asked


def _measured(engine: str, rounds: int, each: int) -> list[Round]:
    valkey = Valkey()
    line = Line(valkey.socket)
    try:
        url = f"redis://127.0.0.1:{line.port}/0"
        with house(engine, url, programs=CONNECTIONS) as made, Load("127.0.0.1", made.port) as load:
            load.run(_scripts(made, letter_of(made, load, rounds), each))  # first times count not
            return [
                _round(line, number, _poster(made, load, number), each) for number in range(rounds)
            ]
    finally:
        line.close()
        valkey.close()


def _poster(made: House, load: Load, number: int) -> Callable[[int], list[float]]:
    letter = letter_of(made, load, number)
    return lambda each: load.run(_scripts(made, letter, each))


def _round(line: Line, number: int, post: Callable[[int], list[float]], each: int) -> Round:
    put = {UP: line.open, REFUSED: line.refuse, FROZEN: line.freeze}
    found = {}
    for mode in (*MODES[number % len(MODES) :], *MODES[: number % len(MODES)]):
        line.refuse()
        line.open()
        post(2)  # a connection to the broker stands, which then breaks
        put[mode]()
        post(2)
        found[mode] = post(each)
    line.open()
    return found


def _scripts(made: House, letter: Letter, each: int) -> list[Script]:
    return [[post(token, letter) for _ in range(each)] for token in made.tokens]


def _rows(engine: str, rounds: Sequence[Round]) -> list[tuple[str, float, float, float, float]]:
    rows = []
    usual = {part: _figure(rounds, UP, part) for part in (0.5, 0.99)}
    for mode in MODES:
        p50, p99 = (_figure(rounds, mode, part) for part in (0.5, 0.99))
        rows.append((f"{engine}, {mode}", p50, p99, p50 / usual[0.5], p99 / usual[0.99]))
    return rows


def _figure(rounds: Sequence[Round], mode: str, part: float) -> float:
    return median(percentile(one[mode], part) for one in rounds)


def _told(found: Mapping[str, Sequence[Round]]) -> dict[str, Any]:
    names = ("p50_ms", "p99_ms", "p50_ratio", "p99_ratio")
    return {
        engine: {
            mode: {
                **{name: round(figure, 3) for name, figure in zip(names, row[1:], strict=True)},
                "rounds_p99_ms": [round(percentile(one[mode], 0.99), 3) for one in rounds],
            }
            for mode, row in zip(MODES, _rows(engine, rounds), strict=True)
        }
        for engine, rounds in found.items()
    }
