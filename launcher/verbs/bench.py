"""`tindak bench`: for maintainers: measurements on this machine.

Owns: nothing but the way there; the measurements stand in bench/.
"""

import os
import subprocess
import sys

from launcher.places import ROOT


def run(argv: list[str]) -> int:
    """Answers the measurement's exit code: 1 where a figure is not as it must be."""
    command = [sys.executable, "-P", "-m", "bench", *argv[1:]]
    ours = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=ours, check=False).returncode  # noqa: S603  (ours)
