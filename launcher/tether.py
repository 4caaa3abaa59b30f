"""Child processes that do not outlive us.

Owns: starting a program in a session of its own (Ctrl-C reaches us alone, and we end it in our
order), bound to our life: on Linux the kernel kills it when we die, even of `kill -9`; elsewhere
it is stopped at an ordinary end only. And stopping it: first asked, then forced.
"""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO, Any, Protocol

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class Process(Protocol):
    """A child that can be waited for: one that was started, or one that was forked off."""

    @property
    def pid(self) -> int: ...

    def wait(self, timeout: float | None = None) -> int: ...


def start(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    output: IO[Any] | int | None = None,
    user: str | None = None,
) -> "subprocess.Popen[bytes]":
    """Start `command` bound to this process; call it from the main thread, whose end counts.

    `output` takes both standard streams; `user` names whom a root process lends it to.
    """
    account: dict[str, Any] = {"user": user, "group": _group(user), "extra_groups": []}
    return subprocess.Popen(  # noqa: S603  (commands of our own)
        [str(part) for part in command],
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=None if output is None else subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=partial(bind_to, os.getpid()),  # noqa: PLW1509  (it takes no lock)
        **(account if user else {}),
    )


def stop(process: "subprocess.Popen[bytes]", how: signal.Signals, grace: float) -> None:
    """Send `how`, wait `grace` real seconds for its end, then kill its whole session."""
    if process.poll() is None:
        process.send_signal(how)
    end(process, grace)


def end(process: Process, grace: float) -> None:
    """Wait `grace` real seconds for the end of one that was asked to stop, then kill whatever
    is left of its session."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(grace)
    kill(process)


def kill(process: Process) -> None:
    """End the process and all of its session at once, as `kill -9` does."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # ended already; macOS says the latter
        return
    finally:
        process.wait()


def bind_to(parent: int) -> None:
    """Let the kernel end this process when its parent `parent` ends; at once if it just did."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def _group(user: str | None) -> int | None:
    if user is None:
        return None
    import pwd  # noqa: PLC0415  (no such module on Windows)

    return pwd.getpwnam(user).pw_gid
