"""Letter files that wait to be imported.

Owns: the folder in which an uploaded file stands between its dry run and its import, under its
SHA-256: a few for each account, for an hour, then it is gone. What came of an import stands in its
place, so that pressing twice imports once and shows the same.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from services.intake.sheets import MOST_BYTES
from shared.clock import real_now
from shared.refusal import Invalid, NotFound

LASTS, MOST_FILES = timedelta(hours=1), 3
SUFFIXES = (".csv", ".xlsx")
DONE = ".done"
_PIECE = 64 * 1024


class NotWaiting(NotFound):
    """No file of that hash waits for this account; it may be over."""


@dataclass(frozen=True)
class Shelf:
    """The files of one account, below `root`."""

    root: Path
    account: str

    @property
    def folder(self) -> Path:
        """Where they stand; ids of accounts are hashed, so that none of them is a path."""
        return self.root / hashlib.sha256(self.account.encode()).hexdigest()

    def lay(self, source: BinaryIO, name: str) -> str:
        """Lays the file down and answers its hash. Raises Invalid at `file` where it is no table,
        is empty or too large."""
        suffix = Path(name).suffix.lower()
        if suffix not in SUFFIXES:
            raise Invalid.at("file", "A letter file ends in .json, .csv or .xlsx.")
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._tidy()
        handle, name = tempfile.mkstemp(dir=self.folder, prefix="incoming-")
        try:
            with os.fdopen(handle, "wb") as copy:
                sha256 = _copied(source, copy)
            Path(name).replace(self.folder / f"{sha256}{suffix}")
        finally:
            Path(name).unlink(missing_ok=True)
        (self.folder / f"{sha256}{DONE}").unlink(missing_ok=True)
        return sha256

    def find(self, sha256: str) -> Path:
        """The file of that hash; raises NotWaiting."""
        for path in _files(self.folder):
            if path.stem == sha256 and path.suffix in SUFFIXES and not _over(path):
                return path
        raise NotWaiting("No file waits here; upload it again.")

    def done(self, sha256: str, result: dict[str, Any]) -> None:
        """The file was imported: what came of it stands in its place."""
        (self.folder / f"{sha256}{DONE}").write_text(json.dumps(result))
        for suffix in SUFFIXES:
            (self.folder / f"{sha256}{suffix}").unlink(missing_ok=True)

    def result(self, sha256: str) -> dict[str, Any] | None:
        """What came of the file's import; None where it was not imported."""
        for path in _files(self.folder):
            if path.name == f"{sha256}{DONE}" and not _over(path):
                found: dict[str, Any] = json.loads(path.read_text())
                return found
        return None

    def _tidy(self) -> None:
        """What is over goes, of every account; of this one all but the newest few."""
        for folder in list(self.root.iterdir()):
            for path in list(_files(folder)):
                if _over(path):
                    path.unlink(missing_ok=True)
        mine = sorted(_files(self.folder), key=_laid_at)
        for path in mine[: max(0, len(mine) - MOST_FILES + 1)]:
            path.unlink(missing_ok=True)


def _files(folder: Path) -> Iterator[Path]:
    return iter(sorted(folder.iterdir()) if folder.is_dir() else ())


def _over(path: Path) -> bool:
    return real_now() - _laid_at(path) > LASTS


def _laid_at(path: Path) -> datetime:
    """When it came; long ago where another process has just taken it away."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return datetime.fromtimestamp(0, UTC)


def _copied(source: BinaryIO, copy: BinaryIO) -> str:
    total, size = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        size += len(piece)
        if size > MOST_BYTES:
            raise Invalid.at("file", "A letter file has at most {most} bytes.", most=MOST_BYTES)
        total.update(piece)
        copy.write(piece)
    if not size:
        raise Invalid.at("file", "There is no row below the header.")
    return total.hexdigest()
