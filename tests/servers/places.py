"""Where servers of tests live: short temporary folders and free ports.

Folders carry the number of the process that made them, so that those of a killed test run are
swept away by the next.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

PREFIX = "tindak-test"


def temporary_folder(name: str, user: str | None = None, inside: Path | None = None) -> Path:
    """A new folder with a short path (or `inside` another), owned by `user` where one is given."""
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}-{os.getpid()}-{name}-", dir=inside))
    if user:
        folder.chmod(0o755)
        shutil.chown(folder, user)
    return folder


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def reachable_by(user: str, folder: Path) -> bool:
    """Whether `user` may enter and read `folder`."""
    command = ["setpriv", f"--reuid={user}", "--clear-groups", "test", "-r", str(folder / "bin")]
    return subprocess.run(command, check=False).returncode == 0


def _sweep() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}-*-*"):
        owner = folder.name.removeprefix(f"{PREFIX}-").partition("-")[0]
        if owner.isdigit() and not _lives(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
