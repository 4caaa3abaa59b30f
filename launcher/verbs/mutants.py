"""`tindak mutants`: for maintainers: each safeguard taken out in turn, and the test that notices.

Owns: nothing but the way there; the mutants and how they are tried stand in tests/mutants.
"""

import os
import subprocess
import sys

from launcher import debian
from launcher.places import ROOT


def run(argv: list[str]) -> int:
    """Answers 0 where all were caught, 1 where one survived, 2 where nothing can be told."""
    debian.fetch(os.environ)
    command = [sys.executable, "-P", "-m", "tests.mutants", *argv[1:]]
    ours = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=ours, check=False).returncode  # noqa: S603  (ours)
