"""`tindak mutants [NAME …]`: takes out one safeguard at a time and shows which test notices.

Owns: the order (first everything as it is, then each mutant), the table, and the exit code.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tests.mutants.catalogue import EVERY
from tests.mutants.mutant import CannotApply, Mutant
from tests.mutants.trial import PASSED, Outcome, copied, run, tried

ALL_CAUGHT, SURVIVED, CANNOT_TELL = 0, 1, 2
ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
HEAD = ("safeguard", "what was taken out", "caught by", "seconds")


def main(argv: Sequence[str]) -> int:
    """Try the mutants of those names, or all; answers the exit code."""
    parser = argparse.ArgumentParser(prog="tindak mutants", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="without names: all of them")
    parser.add_argument("--list", action="store_true", help="print the names, run nothing")
    parser.add_argument("--jobs", type=int, default=2, help="so many at once (2)")
    asked = parser.parse_args(argv)
    if unknown := [name for name in asked.names if name not in EVERY]:
        parser.error(f"there is no mutant {unknown[0]!r}; --list names them")
    chosen = [EVERY[name] for name in asked.names or EVERY]
    if asked.list:
        print("\n".join(one.name for one in chosen))
        return ALL_CAUGHT
    with copied() as tree:
        return _tried(chosen, tree, asked.jobs)


def row(one: Mutant, caught_by: Iterable[str], seconds: float) -> str:
    """A line of the table."""
    tests = "<br>".join(map(_told, *_gathered(caught_by))) or "**nothing**"
    return f"| {one.safeguard} | {one.removed} | {tests} | {seconds:.0f} |"


def _gathered(ids: Iterable[str]) -> tuple[Sequence[str], Sequence[set[str]]]:
    """The tests without their folders and parameters, and the parameters of each."""
    found: dict[str, set[str]] = {}
    for id_ in ids:
        name, _, parameters = id_.rpartition("/")[2].partition("[")
        found.setdefault(name, set()).add(parameters.removesuffix("]"))
    return list(found), list(found.values())


def _told(name: str, parameters: set[str]) -> str:
    """The test, on which engines it failed, or else how often."""
    engines = [shown for engine, shown in ENGINES.items() if _any(engine, parameters)]
    often = f"{len(parameters)} times" if len(parameters) > 1 else ""
    on = ", ".join(engines) or often
    return f"`{name}`" + (f" ({on})" if on else "")


def _any(engine: str, parameters: set[str]) -> bool:
    return any(engine in one.split("-") for one in parameters)


def _tried(chosen: Sequence[Mutant], tree: Path, jobs: int) -> int:
    tests = sorted({test for one in chosen for test in one.caught_by})
    whole = run(tree, tests)
    if whole.code != PASSED:
        print(f"{whole.output}\nWith every safeguard in place these tests do not pass.")
        return CANNOT_TELL
    print(f"| {' | '.join(HEAD)} |\n|---|---|---|---|", flush=True)
    outcomes = []
    with ThreadPoolExecutor(jobs) as pool:
        try:
            for outcome in pool.map(partial(tried, whole=tree), chosen):
                print(row(outcome.mutant, outcome.failed, outcome.seconds), flush=True)
                outcomes.append(outcome)
        except CannotApply as error:
            print(f"The program has changed under a mutant: {error}", file=sys.stderr)
            return CANNOT_TELL
    return _summary(outcomes)


def _summary(outcomes: Sequence[Outcome]) -> int:
    alive = [one for one in outcomes if not one.caught]
    print(f"\n{len(outcomes) - len(alive)} of {len(outcomes)} mutants were caught.")
    for one in alive:
        tail = "\n".join(one.output.splitlines()[-30:])
        print(f"{one.mutant.name}: not noticed by {', '.join(one.unnoticed_by)}\n{tail}")
    return SURVIVED if alive else ALL_CAUGHT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
