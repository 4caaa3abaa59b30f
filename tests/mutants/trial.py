"""One trial: a copy of the project, changed, and the tests that should notice.

Owns: the copies, how pytest is run in one, and what counts as caught: every test that the mutant
names failed by its own assertion. A test that could not even begin (an error of import, collection
or set-up) catches nothing.
"""

import os
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from tests.house.sources import ROOT, tracked
from tests.mutants.mutant import Mutant, apply

PASSED, FAILED = 0, 1
SECONDS_OF_A_TEST = 60
Results = Mapping[str, str]
"""What became of each test, by its id: passed, failure, error or skipped."""


@dataclass(frozen=True)
class Ran:
    """What pytest said, with its exit code."""

    code: int
    results: Results
    output: str


@dataclass(frozen=True)
class Outcome:
    """A mutant tried: which tests failed, and which of those that had to notice did not."""

    mutant: Mutant
    failed: tuple[str, ...]
    unnoticed_by: tuple[str, ...]
    seconds: float
    output: str

    @property
    def caught(self) -> bool:
        """Whether every test that had to notice did."""
        return not self.unnoticed_by


@contextmanager
def copied(root: Path = ROOT) -> Iterator[Path]:
    """A copy of the project as git has it, with what is not committed yet; gone afterwards."""
    with TemporaryDirectory(prefix="tindak-mutants-") as folder:
        tree = Path(folder) / "tree"
        for path in tracked():
            target = tree / path.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
        yield tree


def tried(mutant: Mutant, whole: Path) -> Outcome:
    """Change a copy of the tree `whole` and run the mutant's tests; raises CannotApply."""
    begun = time.monotonic()
    with TemporaryDirectory(prefix="tindak-mutant-") as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(whole, tree)
        apply(mutant, tree)
        ran = run(tree, mutant.caught_by)
    failed = tuple(sorted(id_ for id_, result in ran.results.items() if result == "failure"))
    missed = mutant.caught_by if ran.code != FAILED else _missed(mutant.caught_by, failed)
    return Outcome(mutant, failed, tuple(missed), time.monotonic() - begun, ran.output)


def run(tree: Path, tests: Collection[str]) -> Ran:
    """pytest on these tests in that tree, with this Python."""
    report = tree / "report.xml"
    done = subprocess.run(
        [
            *(sys.executable, "-P", "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *(f"--junitxml={report}", f"--timeout={SECONDS_OF_A_TEST}", *sorted(tests)),
        ],
        cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    results = _results(report) if report.exists() else {}
    return Ran(done.returncode, results, done.stdout + done.stderr)


def _missed(wanted: Sequence[str], failed: Sequence[str]) -> list[str]:
    return [one for one in wanted if not any(_is(id_, one) for id_ in failed)]


def _is(id_: str, wanted: str) -> bool:
    """A name without parameters means the test with any of them."""
    return id_ == wanted or id_.partition("[")[0] == wanted


def _results(report: Path) -> Results:
    found: dict[str, str] = defaultdict(lambda: "passed")
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314  (pytest's own words)
        id_ = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"
        told = {one.tag for one in case} & {"failure", "error", "skipped"}
        found[id_] = min(told, default=found[id_], key=["error", "failure", "skipped"].index)
    return found
