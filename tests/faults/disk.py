"""A disk that can be full.

Owns: the folder in which everything of one installation lies. Where this process may mount, it is a
small file system of its own that is filled to its last byte; elsewhere no process of the
installation may write a file any longer, which they meet as the same kind of refusal.
"""

import contextlib
import errno
import os
import resource
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.servers.places import temporary_folder

MEGABYTES = 400
PIECE = b"\0" * 4096


class Disk:
    """`folder` has a short path and may be entered by everybody."""

    def __init__(self, *, may_mount: bool = True) -> None:
        self.folder = temporary_folder("disk")
        self.folder.chmod(0o755)
        self.own = may_mount and _mounted(self.folder)
        self._filler = self.folder / "filler"
        self._kept_from: list[tuple[int, tuple[int, int]]] = []

    def fill(self, processes: Iterable[int]) -> None:
        """Not one byte is left; without a disk of its own, not for these processes."""
        if not self.own:
            for pid in processes:
                with contextlib.suppress(ProcessLookupError):
                    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
                    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, before[1]))
                    self._kept_from.append((pid, before))
            return
        with self._filler.open("ab", buffering=0) as file:
            for piece in (PIECE * 256, PIECE, b"\0"):
                with contextlib.suppress(_Full):
                    while True:
                        _write(file.fileno(), piece)

    def empty(self) -> None:
        """There is room again."""
        self._filler.unlink(missing_ok=True)
        for pid, before in self._kept_from:
            with contextlib.suppress(ProcessLookupError):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, before)
        self._kept_from.clear()

    def close(self) -> None:
        if self.own:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)


class _Full(Exception):
    pass


def _write(file: int, piece: bytes) -> None:
    try:
        if os.write(file, piece) < len(piece):
            raise _Full
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise _Full from error


def _mounted(folder: Path) -> bool:
    size = f"size={MEGABYTES}m,mode=755"
    command = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)]
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False
