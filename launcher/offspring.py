"""Child processes that are forked off this one instead of started from nothing.

Owns: `Forked`, which a supervisor looks at as at a subprocess.Popen; and what a fork must shed
before it becomes what it is to be: our session, signals, streams and environment. It shares with
us every page of what was imported, so it costs a third of the memory and is there at once. As
`tether` starts them: bound to our life. Call from the main thread, and only where no database is
open: connections do not bear a fork.
"""

import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import IO, NoReturn

from launcher import ending, tether

STEP = 0.01
FAILED = 1
OF_A_TERMINAL = (signal.SIGINT, signal.SIGHUP)
Bonds = tuple[int, int, Collection[int]]
"""What a child has of its parent: where its words go, whose life it is bound to, and the mask of
signals that it is to have."""


class Forked:
    """A child of ours, alive or ended; `stdout` is what it says."""

    def __init__(self, pid: int, stdout: IO[bytes]) -> None:
        self.pid = pid
        self.stdout = stdout
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Its exit code, negative where a signal ended it; None while it lives."""
        if self.returncode is None:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, once it ended; after `timeout` seconds subprocess.TimeoutExpired."""
        end = time.monotonic() + timeout if timeout is not None else None
        while (code := self.poll()) is None:
            if end is not None and timeout is not None and time.monotonic() > end:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(STEP)
        return code

    def terminate(self) -> None:
        """Ask it to end."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)


def fork(name: str, become: Callable[[], int], environment: Mapping[str, str]) -> Forked:
    """A child that does `become` in that environment and ends with its exit code; `ps -o comm`
    and `pgrep` know it by `name`, cut after 15 letters."""
    reader, writer = os.pipe()
    ours = os.getpid()
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ending.ENDINGS)  # until it is on its own
    try:
        pid = os.fork()
        if not pid:
            _end(_lived(name, become, environment, (writer, ours, mask)))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    os.close(writer)
    return Forked(pid, os.fdopen(reader, "rb"))


def _lived(
    name: str, become: Callable[[], int], environment: Mapping[str, str], bonds: Bonds
) -> int:
    """In the child, all its life: its exit code. Nothing is raised, since above us stands what is
    the parent's to do."""
    output, parent, mask = bonds
    try:
        tether.bind_to(parent)
        _shed(name, output, environment)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        return become()
    except SystemExit as end:
        return _code(end.code)
    except BaseException:
        traceback.print_exc()
        return FAILED


def _shed(name: str, output: int, environment: Mapping[str, str]) -> None:
    os.setsid()
    for one in OF_A_TERMINAL:
        signal.signal(one, signal.SIG_IGN)  # what came before we had a session was for our parent
    for one in ending.ENDINGS:
        signal.signal(one, signal.SIG_DFL)
    silence = os.open(os.devnull, os.O_RDONLY)
    for ours, theirs in ((silence, 0), (output, 1), (output, 2)):
        os.dup2(ours, theirs)
    os.environ.clear()
    os.environ.update(environment)
    if sys.platform == "linux":
        Path("/proc/self/comm").write_text(name)


def _code(told: object) -> int:
    """As the interpreter takes what sys.exit was given."""
    if told is None or isinstance(told, int):
        return told or 0
    print(told, file=sys.stderr)
    return FAILED


def _end(code: int) -> NoReturn:
    """Without the interpreter's own end: it would put away what is the parent's."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)
