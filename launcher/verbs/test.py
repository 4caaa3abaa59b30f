"""`tindak test [pytest arguments]`: style, types and every test.

Owns: what is run and in which order. Without arguments the whole of it, with every branch of the
cores covered; with arguments pytest alone, which gets them as they are.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher import debian
from launcher.places import ROOT

CORES = ("services.intake.core", "services.followup.core")
COVERAGE = (
    *(f"--cov={module}" for module in CORES),
    *("--cov-branch", "--cov-fail-under=100", "--cov-report=term-missing:skip-covered"),
)
EVERYTHING = ("--numprocesses=2", "--dist=worksteal", *COVERAGE)
MEMORY = Path("/dev/shm")  # noqa: S108  (a folder of its own is made in it)
ROOM = 4 << 30
"""Bytes that must be free there: the databases of the tests are made and dropped in memory, since
on a disk their thousands of files take a third of the time."""

USAGE = """\
usage: tindak test [pytest's arguments]

Without arguments style, types and every test, on real servers; with them pytest alone, such as
  ./tindak test tests/core -k calendar"""


def run(argv: list[str]) -> int:
    """Answers the first exit code that is not 0."""
    asked = argv[1:]
    if asked in (["--help"], ["-h"]):
        print(USAGE)
        return 0
    debian.fetch(os.environ)
    if asked:
        return _pytest(*map(_from_root, asked))
    for command in (("ruff", "format", "--check"), ("ruff", "check"), ("mypy",)):
        if code := _module(*command):
            return code
    return _pytest(*EVERYTHING)


def _pytest(*words: str) -> int:
    with _scratch() as folder:
        return _module("pytest", *words, TMPDIR=folder)


@contextmanager
def _scratch() -> Iterator[str]:
    """Where the tests may write: memory, if there is room; gone afterwards."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM
    with tempfile.TemporaryDirectory(prefix="t", dir=MEMORY if roomy else None) as folder:
        Path(folder).chmod(0o755)  # PostgreSQL may run as another user
        yield folder


def _module(*command: str, **more: str) -> int:
    program = [sys.executable, "-P", "-m", *command]
    given = {**os.environ, **more}
    return subprocess.run(program, cwd=ROOT, env=given, check=False).returncode  # noqa: S603  (ours)


def _from_root(word: str) -> str:
    """A path that the caller meant from the folder they stand in; other words as they are."""
    path, _, test = word.partition("::")
    if not path.startswith("-") and Path(path).exists():
        return str(Path(path).resolve()) + (f"::{test}" if test else "")
    return word
