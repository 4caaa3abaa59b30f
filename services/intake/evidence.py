"""The files of evidence.

Owns: the folder in which each file stands once, under its SHA-256. A file is complete and durable
under that name or is not there at all, and stands before the row that names it commits.
"""

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from services.intake import media, wholeness
from shared.refusal import Broken, Invalid

MOST_BYTES = 25 * 1024 * 1024
_PIECE = 64 * 1024
TYPES = "JPEG, PNG, WebP, HEIC, PDF, MP4, DOCX or XLSX"


@dataclass(frozen=True)
class Kept:
    """A file that is kept."""

    sha256: str
    size: int
    media_type: str


class EvidenceDamaged(Broken):
    """A file of evidence is not what was uploaded."""


def path_of(folder: Path, sha256: str) -> Path:
    """Where the file with that hash stands."""
    return folder / sha256[:2] / sha256[2:]


def keep(folder: Path, source: BinaryIO, said: str | None, most: int = MOST_BYTES) -> Kept:
    """Keeps what `source` gives, which the sender says is of type `said`. Raises Invalid at
    `file` where it is empty, too large, of no allowed type, or not what is said."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=folder, prefix="incoming-")
    try:
        with os.fdopen(handle, "w+b") as copy:
            sha256, size = _copy(source, copy, most)
            kept = Kept(sha256, size, recognised(copy, said))
            copy.flush()
            os.fsync(handle)
        _place(Path(name), path_of(folder, sha256))
    finally:
        Path(name).unlink(missing_ok=True)
    return kept


def put_back(folder: Path, sha256: str, source: IO[bytes]) -> None:
    """Keeps, under the hash that it is known to have, a file that was kept before."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=folder, prefix="incoming-")
    try:
        with os.fdopen(handle, "wb") as copy:
            shutil.copyfileobj(source, copy, _PIECE)
            copy.flush()
            os.fsync(handle)
        _place(Path(name), path_of(folder, sha256))
    finally:
        Path(name).unlink(missing_ok=True)


def check(folder: Path, sha256: str) -> Path:
    """Where the file with that hash stands, once its bytes were found to have it; raises
    EvidenceDamaged where they have not, or where there is no file."""
    path = path_of(folder, sha256)
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise EvidenceDamaged("The stored file {sha256} is missing.", sha256=sha256) from error
    if found != sha256:
        message = "The stored evidence does not match its hash {sha256}; it is not sent."
        raise EvidenceDamaged(message, sha256=sha256)
    return path


def recognised(copy: BinaryIO, said: str | None) -> str:
    """The media type of a file that may be evidence; raises Invalid at `file` where it is of no
    allowed type, not what `said` says, or not whole."""
    found = media.type_of(copy)
    if found is None:
        raise Invalid.at("file", "Send a file of type {types}.", types=TYPES)
    claimed = media.claimed(said)
    if claimed is not None and claimed != found:
        raise Invalid.at(
            "file", "It is called {claimed} but is {found}; send it as what it is.",
            claimed=claimed, found=found,
        )  # fmt: skip
    if not wholeness.is_whole(copy, found):
        raise Invalid.at("file", "This file ({found}) lacks its end: send it whole.", found=found)
    return found


def _copy(source: BinaryIO, copy: BinaryIO, most: int) -> tuple[str, int]:
    total, size = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        size += len(piece)
        if size > most:
            raise Invalid.at("file", "A file has at most {most} bytes.", most=most)
        total.update(piece)
        copy.write(piece)
    if size == 0:
        raise Invalid.at("file", "This file is empty; choose another.")
    return total.hexdigest(), size


def _place(here: Path, there: Path) -> None:
    """Under its name at once and whole; the names themselves survive a power cut."""
    new = not there.parent.exists()
    there.parent.mkdir(exist_ok=True, mode=0o700)
    here.replace(there)
    _sync(there.parent)
    if new:
        _sync(there.parent.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
