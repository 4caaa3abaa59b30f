"""`tindak faults`: for maintainers: people at work while everything breaks, and what came of it.

Owns: nothing but the way there; plan, faults and judgement stand in tests/faults.
"""

import os
import subprocess
import sys

from launcher import debian
from launcher.places import ROOT


def run(argv: list[str]) -> int:
    """Answers 0 where nothing was missed, doubled, lost or broken; 1 where something was."""
    if not {"--help", "-h", "--plan"} & set(argv):
        debian.fetch(os.environ)
    command = [sys.executable, "-P", "-m", "tests.faults", *argv[1:]]
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603  (ours)
