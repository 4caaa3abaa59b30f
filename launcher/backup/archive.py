"""The file of a backup: a tar archive with a manifest at its end.

Owns: writing it, so that it is whole and durable under its name or is not there at all, and
reading it, part by part. Neither holds more than a piece of it in memory, nor the names of the
evidence. Any tar program shows it.
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

from launcher.backup.manifest import Manifest
from launcher.oneline import OneLine
from shared.codec import dump, load, text

MANIFEST = "manifest.json"
_LEVEL = 1  # of compression: the second takes twice the time for a tenth of the size
_FOLDERS = ("tables/", "kept/", "evidence/")


class NotWhole(OneLine):
    """The file is no backup, or not all of one, or not as it was made."""


class Hashed:
    """A file that is being read, with the SHA-256 of what was read so far."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.sum = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """As a file's."""
        piece = self._file.read(size)
        self.sum.update(piece)
        return piece


class Writer:
    """A backup that is being written."""

    def __init__(self, file: BinaryIO, folder: Path) -> None:
        self._folder = folder
        self._tar = tarfile.TarFile(fileobj=file, mode="w")

    def file(self, name: str, source: IO[bytes], size: int) -> str:
        """One part of that size; answers its SHA-256."""
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        hashed = Hashed(source)
        self._tar.addfile(entry, hashed)
        self._tar.members.clear()  # type: ignore[attr-defined]  # all that was written
        return hashed.sum.hexdigest()

    def lines(self, name: str, rows: Iterable[Any]) -> tuple[int, str]:
        """One part of JSON lines, compressed; answers how many, and the part's SHA-256."""
        count = 0
        with tempfile.TemporaryFile(dir=self._folder) as spool:
            with gzip.GzipFile("", "wb", _LEVEL, spool, mtime=0) as packed:
                for row in rows:
                    packed.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
                    count += 1
            size = spool.tell()
            spool.seek(0)
            return count, self.file(name, spool, size)

    def close(self, manifest: Manifest) -> str:
        """Write the manifest; answers its SHA-256."""
        body = text(dump(manifest)).encode()
        seal = self.file(MANIFEST, io.BytesIO(body), len(body))
        self._tar.close()
        return seal


class Backup:
    """A backup that is being read; `part` and `evidence` believe nothing before `archive.read`
    has compared every part with the manifest."""

    def __init__(self, path: Path, tar: tarfile.TarFile) -> None:
        self._path, self._tar = path, tar
        self._places = {one.name: one for one, _ in self._members() if not _is_evidence(one)}
        self.manifest = self._manifest()

    def part(self, name: str) -> IO[bytes]:
        """A part by its name; raises NotWhole where there is none."""
        if name not in self._places:
            raise NotWhole(f"The backup lacks {name}.")
        return _opened(self._tar, self._places[name])

    def rows(self, name: str) -> Iterator[list[Any]]:
        """The rows of a table's part."""
        with gzip.open(self.part(name)) as lines:
            for line in lines:
                yield json.loads(line)

    def evidence(self) -> Iterator[tuple[str, int, IO[bytes]]]:
        """Each file of evidence with its SHA-256 and its size, in their order."""
        for one, tar in self._members():
            if _is_evidence(one):
                yield one.name.removeprefix("evidence/"), one.size, _opened(tar, one)

    def named(self) -> set[str]:
        """The parts that the manifest must name, evidence apart."""
        return self._places.keys() - {MANIFEST}

    def _members(self) -> Iterator[tuple[tarfile.TarInfo, tarfile.TarFile]]:
        """Each, and where it can be read; a TarFile would keep every one that it has shown."""
        with tarfile.TarFile(self._path) as tar:
            while (one := tar.next()) is not None:
                tar.members.clear()  # type: ignore[attr-defined]
                if not one.isreg() or not (one.name == MANIFEST or one.name.startswith(_FOLDERS)):
                    raise NotWhole(f"The backup holds {one.name!r}, which is no part of one.")
                yield one, tar

    def _manifest(self) -> Manifest:
        try:
            return load(Manifest, json.load(self.part(MANIFEST)))
        except (ValueError, KeyError) as error:
            raise NotWhole("The backup's manifest cannot be read by this program.") from error


@contextmanager
def read(path: Path) -> Iterator[Backup]:
    """The backup in that file, once each of its parts is what its manifest says; raises
    NotWhole."""
    try:
        with tarfile.TarFile(path) as tar:
            backup = Backup(path, tar)
            _compare(backup)
            yield backup
    except OSError as error:
        if error.filename is None or Path(error.filename) != path:
            raise
        raise NotWhole(f"{path} cannot be read ({error.strerror}).") from error
    except (tarfile.TarError, EOFError) as error:
        raise NotWhole(f"{path} is no backup, or its end is missing ({error}).") from error


@contextmanager
def written(path: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """A file that stands under `path` when the block ends well, readable by its owner alone, and
    leaves nothing otherwise. Raises NotWhole where a file is there already, unless `force`."""
    if path.exists() and not force:
        raise NotWhole(f"{path} exists: name another file, or say --force.")
    if not path.parent.is_dir():
        raise NotWhole(f"There is no folder {path.parent}: make it, or name another.")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(handle)
        Path(name).replace(path)
        _sync(path.parent)
    finally:
        Path(name).unlink(missing_ok=True)


def _compare(backup: Backup) -> None:
    said = backup.manifest
    parts = {one.part: one.sha256 for each in said.databases.values() for one in each.tables}
    parts |= {f"kept/{name}": sum_ for name, sum_ in said.kept.items()}
    for name in sorted(backup.named() ^ parts.keys()):
        raise NotWhole(f"The backup's part {name} is missing, or its manifest does not name it.")
    for name, sum_ in parts.items():
        with backup.part(name) as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sum_:  # type: ignore[arg-type]
                raise NotWhole(f"The backup's part {name} is not as it was written.")
    listed, size, files = hashlib.sha256(), 0, 0
    for name, length, file in backup.evidence():
        if hashlib.file_digest(file, "sha256").hexdigest() != name:  # type: ignore[arg-type]
            raise NotWhole(f"The backup's evidence {name} is not as it was written.")
        listed.update(name.encode())
        size, files = size + length, files + 1
    if (files, size, listed.hexdigest()) != (
        said.evidence.files, said.evidence.size, said.evidence.sha256,
    ):  # fmt: skip
        raise NotWhole("The backup's evidence is not all that its manifest names.")


def _opened(tar: tarfile.TarFile, one: tarfile.TarInfo) -> IO[bytes]:
    file = tar.extractfile(one)
    assert file is not None, "only files are kept"
    return file


def _is_evidence(one: tarfile.TarInfo) -> bool:
    return one.name.startswith("evidence/")


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
