"""`tindak lock`: for maintainers, who need uv: compile the locks in requirements/."""

import argparse
import shutil
import subprocess

from launcher.oneline import OneLine
from launcher.places import ROOT

COMPILE = (
    *("pip", "compile", "--generate-hashes", "--universal", "--python-version", "3.11"),
    *("--no-header", "--no-annotate", "--quiet"),
)


LINES = (
    ["run.in", "-o", "run.txt"],
    ["test.in", "-c", "run.txt", "-o", "test.txt"],
    ["bench.in", "-c", "test.txt", "-o", "bench.txt"],
)


def run(argv: list[str]) -> int:
    """Compile each lock under the one before it, so that all name the same versions."""
    parser = argparse.ArgumentParser(prog="tindak lock", description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions")
    more = ["--upgrade"] if parser.parse_args(argv[1:]).upgrade else []
    uv = shutil.which("uv")
    if uv is None:
        raise OneLine("uv is not installed: install it and call this again.")
    for line in LINES:
        subprocess.run([uv, *COMPILE, *more, *line], cwd=ROOT / "requirements", check=True)  # noqa: S603
    return 0
