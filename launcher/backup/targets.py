"""Where a backup returns to.

Owns: that nothing is there already, that a restore which fails leaves nothing behind, and writing
evidence and secrets to their places.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, inspect

from launcher.backup.archive import Backup
from launcher.oneline import OneLine
from services.intake import evidence
from services.intake.evidence import EvidenceDamaged
from shared.db import reading

_BESIDE = ("", "-wal", "-shm")  # what SQLite keeps of one database


class NotEmpty(OneLine):
    """Something is there already, and a restore replaces nothing."""


def require_empty(engines: Mapping[str, Engine]) -> None:
    """Raises NotEmpty, naming each database that has tables."""
    full = []
    for name, engine in engines.items():
        with reading(engine) as conn:
            if inspect(conn).get_table_names():
                full.append(name)
    if full:
        named = " and ".join(full)
        raise NotEmpty(
            f"A backup returns to an empty place, but there is data already: {named}. Nothing was "
            "written."
        )


@contextmanager
def secrets(backup: Backup, data: Path, names: tuple[str, ...]) -> Iterator[None]:
    """Those of the backup's secrets stand in the folder `data`; raises NotEmpty where it holds
    others. If the block fails they are gone again."""
    made: list[Path] = []
    try:
        for name in sorted(backup.manifest.kept.keys() & set(names)):
            body = backup.part(f"kept/{name}").read()
            if not (data / name).exists():
                made.append(data / name)
                _private(data / name, body)
            elif (data / name).read_bytes() != body:
                raise NotEmpty(f"TINDAK_DATA: {data} holds another {name}; name an empty folder.")
        yield
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise


@contextmanager
def databases(urls: Mapping[str, str]) -> Iterator[None]:
    """If the block fails, SQLite's files that were not there before are gone again."""
    files = [Path(url.removeprefix("sqlite:///")) for url in urls.values() if "sqlite:" in url]
    new = [path for path in files if not path.exists()]
    try:
        yield
    except BaseException:
        for path in new:
            for end in _BESIDE:
                path.with_name(path.name + end).unlink(missing_ok=True)
        raise


@contextmanager
def files(backup: Backup, folder: Path) -> Iterator[int]:
    """Every file of evidence stands in its place; answers how many were written. If the block
    fails, those are gone again."""
    made: list[str] = []
    try:
        for sha256, _, file in backup.evidence():
            if not _stands(folder, sha256):
                made.append(sha256)
                evidence.put_back(folder, sha256, file)
        yield len(made)
    except BaseException:
        for sha256 in made:
            evidence.path_of(folder, sha256).unlink(missing_ok=True)
        raise


def _stands(folder: Path, sha256: str) -> bool:
    try:
        evidence.check(folder, sha256)
    except EvidenceDamaged:
        return False
    return True


def _private(path: Path, body: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(handle)
