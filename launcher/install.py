"""Makes `.venv` hold what the locks name; runs on a bare Python, so it imports nothing else.

Owns: the folder `.venv`. A copy of each lock inside it says what it holds and is written last,
so that an interrupted installation is seen and made anew. One installer at a time: the others
wait on a lock of the project's folder and then find everything done.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import venv
from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = ("run", "test", "bench")


class Failed(Exception):
    """One line: what did not work, and what to do."""


def install(names: Sequence[str]) -> None:
    """Bring `.venv` to the locks of these names; raises Failed."""
    folder = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    missing = [name for name in names if not _holds(name)]
    if missing:
        _make_venv()
        # Each lock contains the whole of the one before it.
        _pip_install(missing[-1])
        for name in LOCKS[: LOCKS.index(missing[-1]) + 1]:
            shutil.copyfile(_lock(name), _held(name))


def _lock(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.txt"


def _held(name: str) -> Path:
    return VENV / f"{name}.txt"


def _holds(name: str) -> bool:
    held = _held(name)
    return _python().exists() and held.exists() and held.read_bytes() == _lock(name).read_bytes()


def _python() -> Path:
    return VENV / "bin" / "python"


def _make_venv() -> None:
    """A whole `.venv` is brought up to date in place, a broken one is made anew."""
    whole = _python().exists() and any(_held(name).exists() for name in LOCKS)
    for name in LOCKS:
        _held(name).unlink(missing_ok=True)
    if whole:
        return
    print(f"tindak: making {VENV} (once) …", file=sys.stderr)
    try:
        venv.create(VENV, clear=True, symlinks=True, with_pip=True)
    except (subprocess.CalledProcessError, OSError) as error:
        raise Failed(
            "this Python cannot make a virtual environment: install its venv package "
            f"(on Debian python3-venv) and call this again ({error})."
        ) from error


def _pip_install(name: str) -> None:
    total = sum("==" in line for line in _lock(name).read_text().splitlines())
    command = [
        # The lock is whole: nothing is left for pip to resolve, today or when newer versions exist.
        *(_python(), "-m", "pip", "install", "--require-hashes", "--no-deps"),
        *("--only-binary", ":all:"),
        *("--no-input", "--no-compile", "--disable-pip-version-check", "--progress-bar", "off"),
        *("-r", _lock(name)),
    ]
    with subprocess.Popen(  # noqa: S603  (pip itself, on our own lock)
        [str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        assert pip.stdout is not None
        last_words = _show_progress(pip.stdout, total)
    if pip.returncode:
        sys.stderr.writelines(["\n", *last_words])
        raise Failed("the packages were not installed (pip says why above): call this again.")


def _show_progress(lines: Iterable[str], total: int) -> Iterable[str]:
    """One line that renews itself on a terminal; elsewhere one at each tenth package.

    Answers the last of what pip said, to be shown if it failed.
    """
    terminal = sys.stderr.isatty()
    said: deque[str] = deque(maxlen=20)
    fetched = 0
    for line in lines:
        said.append(line)
        if line.startswith("Collecting "):
            fetched += 1
            if terminal or fetched % 10 == 0:
                _say(f"package {fetched} of at most {total}", terminal)
        elif line.startswith("Installing collected"):
            _say("unpacking …", terminal)
        elif line.startswith("Successfully"):
            _say("ready.", terminal)
            print(end="\n" if terminal else "", file=sys.stderr)
    return said


def _say(text: str, terminal: bool) -> None:
    start, end = ("\r\033[K", "") if terminal else ("", "\n")
    print(f"{start}tindak: {text}", end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        install(sys.argv[1:])
    except Failed as failed:
        sys.exit(f"tindak: {failed}")
    except KeyboardInterrupt:
        sys.exit(130)
