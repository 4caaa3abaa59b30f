"""Verifies a dossier: `python3 verify_dossier.py FILE.zip [SERVICE/STREAM:SEQUENCE:HASH …]`.

Owns: the proof on another machine, with nothing but Python 3.9: names every file that is not what
was written, and ends with 1. hash = SHA-256(previous hash + SHA-256(event)); the first previous
hash is zeros. A chain must pass through each anchor, a head that somebody noted earlier. Case,
journal and cards are in no chain: compare the manifest's SHA-256 with that told at its making.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

MANIFEST, SEAL = "manifest.json", "manifest.sha256"
Files = dict[str, bytes]


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def contents(path: str) -> Iterator[tuple[str, bytes]]:
    """Every file of the archive; one whose bytes are damaged reads as none."""
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            try:
                yield entry.filename, archive.read(entry)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
                yield entry.filename, b""


def listed(found: Files, files: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Files that are not as the manifest lists them."""
    for name in sorted({*found, *files} - {MANIFEST, SEAL}):
        if name not in files:
            yield name, "the manifest does not list it"
        elif name not in found:
            yield name, "it is missing"
        elif _sha256(found[name]) != files[name]:
            yield name, "its bytes were changed"


def chained(found: Files, name: str, head: Any, anchors: list[str]) -> Iterator[tuple[str, str]]:
    """What does not fit into one stream's chain: its head, an anchor, an event."""
    links = [bytes(32)]
    inner = found[f"chains/{name}.txt"].decode().split()
    for one in inner:
        links.append(hashlib.sha256(links[-1] + bytes.fromhex(one)).digest())
    for seq, hash_ in [(head["sequence"], head["hash"]), *_points(name, anchors)]:
        if len(inner) != head["sequence"] or seq >= len(links) or links[seq].hex() != hash_:
            yield f"chains/{name}.txt", f"it does not lead through {hash_} at {seq}"
    for path in found:
        stream, _, seq_name = path.rpartition("/")
        if stream == f"events/{name}":
            seq = int(seq_name.split(".")[0])
            if not 0 < seq <= len(inner) or _sha256(found[path]) != inner[seq - 1]:
                yield path, f"it is not event {seq} of the chain"


def _points(name: str, anchors: list[str]) -> Iterator[tuple[int, str]]:
    for stream, seq, hash_ in (anchor.rsplit(":", 2) for anchor in anchors):
        if stream == name:
            yield int(seq), hash_


def shown(found: Files) -> Iterator[tuple[str, str]]:
    """Evidence that is not what an event shows."""
    for path in (path for path in found if path.startswith("events/")):
        for one in json.loads(found[path])["data"].get("evidence", ()):
            if _sha256(found.get(f"evidence/{one['id']}", b"")) != one["sha256"]:
                yield f"evidence/{one['id']}", f"{path} shows another file"


def main(path: str, *anchors: str) -> int:
    """Tells what is wrong, the heads of the chains, and the manifest's SHA-256."""
    found = dict(contents(path))
    seal = _sha256(found.get(MANIFEST, b""))
    if found.get(SEAL) != seal.encode():
        sys.exit(f"{MANIFEST}: it or its seal {SEAL} was changed.")
    manifest = json.loads(found[MANIFEST])
    wrong = list(listed(found, manifest["files"]))
    for name, head in manifest["heads"].items():
        wrong += chained(found, name, head, list(anchors)) if not wrong else []
        print(f"{name}:{head['sequence']}:{head['hash']}")
    wrong += shown(found) if not wrong else []
    for name, reason in wrong:
        print(f"{name}: {reason}.")
    print(f"{manifest['code']}: {len(wrong)} faults. The manifest's SHA-256 is {seal}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) > 1 else __doc__)
