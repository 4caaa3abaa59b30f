"""Where the embedded default keeps its things: one folder, readable by its owner alone.

Owns: the names inside the data folder, the secrets made on first use, the lock that keeps a
second installation off the same folder, and the short folder of the broker's socket.
"""

import fcntl
import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from launcher.oneline import OneLine

ROOT = Path(__file__).resolve().parent.parent
_ours: set[int] = set()  # the locks that this process holds
LONGEST_SOCKET_PATH = 100  # the kernel takes 104 bytes on macOS, 108 on Linux


class InUse(OneLine):
    """Another process of ours works on this data folder."""


class NoFolder(OneLine):
    """`TINDAK_DATA` names what cannot be the data folder."""


def data_folder(environ: Mapping[str, str]) -> Path:
    """The folder that `named` names, made if missing; raises NoFolder."""
    folder = named(environ)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise NoFolder(
            f"TINDAK_DATA: {folder} cannot be a data folder ({error.strerror}); name another."
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise NoFolder(f"TINDAK_DATA: {folder} is not yours to write in; name another.")
    return folder


def named(environ: Mapping[str, str]) -> Path:
    """`TINDAK_DATA` as the caller's shell means it, else `var` in the project."""
    return Path(environ.get("TINDAK_DATA") or ROOT / "var").resolve()


def secret(data: Path, name: str) -> str:
    """The secret kept in the file `name`; made on first use, readable by its owner alone."""
    path = data / name
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(made, "w") as file:
        file.write(secrets.token_urlsafe(32))
    return path.read_text()


@contextmanager
def held(data: Path) -> Iterator[None]:
    """Hold the data folder for this process alone, not for those that it forks off; raises
    InUse."""
    file = os.open(data / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    _ours.add(file)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.truncate(file, 0)
        os.write(file, f"{os.getpid()}\n".encode())
        yield
    except BlockingIOError:
        owner = (data / "lock").read_text().strip()
        raise InUse(
            f"{data} is in use by process {owner}: stop it, or set TINDAK_DATA to another folder."
        ) from None
    finally:
        _let_go(file)


def _let_go(*files: int) -> None:
    """Close those of the locks that are still open here."""
    for file in _ours.intersection(files):
        _ours.remove(file)
        os.close(file)


os.register_at_fork(after_in_child=lambda: _let_go(*_ours))


def socket_path(data: Path) -> Path:
    """The broker's socket: in the data folder, or where that path is too long in a short
    temporary folder of our own, whose name is kept beside the data."""
    inside = data / "broker" / "socket"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET_PATH:
        return inside
    record = data / "broker" / "socket-folder"
    if record.exists() and _is_ours(kept := Path(record.read_text())):
        return kept / "socket"
    made = Path(tempfile.mkdtemp(prefix="tindak-"))
    record.write_text(str(made))
    return made / "socket"


def _is_ours(folder: Path) -> bool:
    if not folder.is_dir() or folder.is_symlink():
        return False
    return folder.stat().st_uid == os.getuid() and folder.stat().st_mode & 0o077 == 0
