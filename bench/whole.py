"""The whole installation that is measured: every process as `tindak up` starts it.

Owns: starting it on databases of its own, how long that takes, which processes it has, and what
of the test's packages it does not see.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path

from bench.house import DidNotStart, House, founded
from launcher import installation, tether, waiting
from launcher.places import ROOT

LOCK = ROOT / "requirements" / "run.txt"
WITHIN = 60.0
_BLIND = """\
import sys


class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {names!r}:
            raise ModuleNotFoundError(name, name=name)


sys.meta_path.insert(0, Hidden())
"""


@dataclass(frozen=True)
class Whole:
    """One that runs: its house, its first process, and the seconds until it was ready."""

    house: House
    pid: int
    answered: float
    ready: float

    def processes(self) -> Sequence[int]:
        """Every process of it now, the supervisor first."""
        return with_children(self.pid)


@contextmanager
def whole(engine: str, *, programs: int = 1) -> Iterator[Whole]:
    """Web, worker with beat, and broker under their supervisor, once all of it is ready. It has
    run once before, as every installation has but on its first day."""
    with founded(engine, None, programs=programs) as made:
        hide(made)
        for again in (False, True):
            with _up(made) as found:
                if again:
                    yield found


def hide(made: House) -> None:
    """Its processes see the packages that an operator has, none of those that tests need."""
    seen = {line.partition("==")[0] for line in LOCK.read_text().splitlines() if "==" in line}
    names = {
        name
        for name, whose in packages_distributions().items()
        if not any(one.lower().replace("_", "-") in seen for one in whose)
    }
    (made.folder / "sitecustomize.py").write_text(_BLIND.replace("{names!r}", repr(names)))


@contextmanager
def _up(made: House) -> Iterator[Whole]:
    seen = {**made.environment, "PYTHONPATH": f"{ROOT}:{made.folder}"}
    command = [sys.executable, "-P", "-m", "launcher", "up", "--port", str(made.port)]
    begun = time.monotonic()
    with (made.folder / "log-of-up").open("ab") as log:
        process = tether.start(command, environment=seen, folder=ROOT, output=log)
    try:
        answered = _when(made, process, "/healthz") - begun
        ready = _when(made, process, "/readyz") - begun
        yield Whole(made, process.pid, answered, ready)
    finally:
        tether.stop(process, signal.SIGTERM, 10)


def _when(made: House, process: "subprocess.Popen[bytes]", path: str) -> float:
    def answers() -> bool:
        if process.poll() is not None:
            raise DidNotStart((made.folder / "log-of-up").read_text(errors="replace"))
        return installation.answers("127.0.0.1", made.port, path)

    waiting.until(answers, WITHIN, f"{path} of the whole")
    return time.monotonic()


def with_children(pid: int) -> list[int]:
    """That process and every one below it."""
    found = [pid]
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text().split():
            found += with_children(int(child))
    return found
