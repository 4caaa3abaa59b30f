"""`./tindak faults`: people at work while everything breaks, and what came of it.

Owns: which runs are made, what is printed of them, and the exit code.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from time import monotonic

from launcher import ending
from tests.faults import draw, eyes, kinds, outcome, settle
from tests.faults.grounds.embedded import Embedded
from tests.faults.grounds.ground import Ground
from tests.faults.grounds.spread import Spread
from tests.faults.ledger import Ledger
from tests.faults.march import March
from tests.faults.plan import LONG, SHORT, Plan
from tests.faults.story import story
from tests.faults.summary import Run, summary

GROUNDS: dict[str, type[Ground]] = {"sqlite": Embedded, "postgresql": Spread}
SIZES = {"long": LONG, "short": SHORT}
MOST_STORIES = 3


def main(argv: list[str]) -> int:
    """Answers 0 where nothing is wrong, 1 where something is."""
    asked = _asked(argv)
    if asked.plan:
        for plan in _plans(asked):
            print("\n".join(draw.told(plan)))
        return 0
    if not asked.alone:
        _own_mounts(argv)
    runs: list[Run] = []
    until = monotonic() + 60 * asked.minutes if asked.minutes else None
    with ending.by_signal(), suppress(KeyboardInterrupt):  # then what is done is told
        for plan in _plans(asked):
            runs.append(_run(plan, quiet=asked.quiet))
            if until and monotonic() > until:
                break
    if not runs:
        print("No run came to its end.")
        return 1
    print("\n".join(summary(runs)))
    print(f"\n{_machine()}")
    wrong = [run for run in runs if run.findings]
    for run in wrong:
        again = f"./tindak faults --seed {run.plan.seed} --database {run.plan.database}"
        print(f"FAILED: seed {run.plan.seed} on {run.plan.database}; {again}")
    return 1 if wrong else 0


def _run(plan: Plan, *, quiet: bool) -> Run:
    print(f"seed {plan.seed} on {plan.database}: {plan.strikes} faults planned …", flush=True)
    began, ledger = monotonic(), Ledger()
    ground = GROUNDS[plan.database](plan.begins)
    try:
        ground.start()
        _say(f"started after {monotonic() - began:.0f} s")
        march = March(plan, ground, ledger, (lambda _: None) if quiet else _say)
        march.go()
        _say(f"power cut over after {monotonic() - began:.0f} s")
        until, waits = settle.settle(ground, plan.ends)
        _say(f"settled after {monotonic() - began:.0f} s")
        found = outcome.read(ground, ledger, march.struck, until, waits)
    except Exception:
        print(f"seed {plan.seed} on {plan.database} failed; its log ends:", file=sys.stderr)
        print(ground.words()[-6000:], file=sys.stderr)
        raise
    finally:
        ground.close()
    run = Run(plan, found, eyes.judge(found), ledger.attempts, monotonic() - began)
    tell(run)
    return run


def tell(run: Run) -> None:
    """How the run ended; of one that failed the seed, the cases and their stories."""
    kept = sum(one.outcome == "kept" for one in run.outcome.said)
    print(
        f"seed {run.plan.seed} on {run.plan.database}: {len(run.outcome.struck)} faults, {kept} "
        f"posts kept, {len(run.findings)} findings, {run.seconds:.0f} s",
        flush=True,
    )
    for one in run.findings:
        print(f"  {one.what}: {one.about} {one.words}")
    for about in [*dict.fromkeys(one.about for one in run.findings if one.about)][:MOST_STORIES]:
        print(f"  the story of {about}:")
        print("\n".join(f"    {line}" for line in story(run.outcome, about)), flush=True)


def _plans(asked: argparse.Namespace) -> Iterator[Plan]:
    first, _, last = asked.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1) if not asked.minutes else count(int(first))
    for seed, database in ((one, name) for one in seeds for name in asked.database):
        yield draw.plan(seed, SIZES[asked.size], database, kinds.drawn(database))


def _asked(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tindak faults", description=__doc__)
    parser.add_argument(
        "--seeds", "--seed", default="1", help="one seed, or the first and last: 1-20"
    )
    parser.add_argument("--minutes", type=float, help="go on with the next seeds for so long")
    parser.add_argument("--database", action="append", choices=sorted(GROUNDS), default=None)
    parser.add_argument("--size", choices=sorted(SIZES), default="long")
    parser.add_argument("--plan", action="store_true", help="print the plan and do nothing")
    parser.add_argument("--quiet", action="store_true", help="do not tell each moment and fault")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(argv)
    asked.database = asked.database or sorted(GROUNDS, reverse=True)
    return asked


def _own_mounts(argv: list[str]) -> None:
    """What is mounted for a run is seen by this process and its children alone, and goes with them,
    however they end; where that is not allowed, nothing is mounted."""
    alone = ["unshare", "--mount"]
    if shutil.which(alone[0]) and _may([*alone, "true"]):
        ourselves = [sys.executable, "-P", "-m", "tests.faults", "--alone", *argv]
        os.execvp(alone[0], [*alone, *ourselves])  # noqa: S606  (ourselves)


def _may(command: list[str]) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _machine() -> str:
    cores, today = os.cpu_count(), datetime.now(UTC).date()
    return f"{platform.system()} {platform.machine()}, {cores} cores, {today}"


def _say(words: str) -> None:
    print(f"  {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
