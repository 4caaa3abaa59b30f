"""A backup taken apart and put together again, as somebody or something else would have it."""

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Parts = dict[str, bytes]


def parts_of(file: Path) -> Parts:
    with tarfile.open(file) as tar:
        return {one.name: _read(tar, one) for one in tar.getmembers()}


def written(parts: Parts, file: Path) -> Path:
    with tarfile.open(file, "w") as tar:
        for name, body in parts.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(body)
            tar.addfile(entry, io.BytesIO(body))
    return file


def changed(file: Path, to: Path, change: Callable[[Parts, Any], None]) -> Path:
    """The same backup after `change(parts, manifest)`, with a manifest that fits its tables."""
    parts = parts_of(file)
    said = json.loads(parts.pop("manifest.json"))
    change(parts, said)
    for database in said["databases"].values():
        for table in database["tables"]:
            table["sha256"] = hashlib.sha256(parts[table["part"]]).hexdigest()
            table["rows"] = len(rows(parts, table["part"]))
    parts["manifest.json"] = json.dumps(said).encode()
    return written(parts, to)


def rows(parts: Parts, part: str) -> list[list[Any]]:
    return [json.loads(line) for line in gzip.decompress(parts[part]).splitlines()]


def put(parts: Parts, part: str, values: list[list[Any]]) -> None:
    parts[part] = gzip.compress("".join(json.dumps(one) + "\n" for one in values).encode())


def _read(tar: tarfile.TarFile, one: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(one)
    assert file is not None
    return file.read()
