"""One file with everything of one recommendation.

Owns: what stands in a dossier and under which name. Events, and the inner hashes of every event of
their streams, so that these are proven and no other is shown; case, escalations, requests, journal
and cards one file each; evidence; the chains' heads; a manifest with the SHA-256 of every file; and
the script that verifies it all.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import Connection, select

from launcher.dossier import verify_dossier
from services.followup.remaking.refold import KEYS
from services.intake.evidence import path_of
from services.intake.store import tables
from shared.codec import dump, text
from shared.events import Event
from shared.stream import Streams

_PIECE = 64 * 1024
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of the archive's format: the same dossier is the same bytes


class Pack:
    """A dossier that is being written."""

    def __init__(self, file: BinaryIO) -> None:
        self._archive = ZipFile(file, "w")
        self._sums: dict[str, str] = {}
        self._heads: dict[str, Any] = {}

    def add(self, name: str, pieces: Iterable[bytes], *, compressed: bool = True) -> str:
        """Write one file; answers its SHA-256."""
        entry = ZipInfo(name, _FIRST_DAY)
        entry.compress_type = ZIP_DEFLATED if compressed else ZIP_STORED
        total = hashlib.sha256()
        with self._archive.open(entry, "w", force_zip64=True) as file:
            for piece in pieces:
                total.update(piece)
                file.write(piece)
        self._sums[name] = total.hexdigest()
        return self._sums[name]

    def chain(self, name: str, streams: Streams, conn: Connection, stream: str) -> None:
        """The inner hash of each event of a stream, one a line, and its head."""
        sequence, hash_ = streams.heads(conn)[stream]
        self._heads[f"{name}/{stream}"] = {"sequence": sequence, "hash": hash_}
        table = streams.event
        query = select(table.c.body).where(table.c.stream == stream).order_by(table.c.seq)
        bodies = conn.execute(query.execution_options(yield_per=500)).scalars()
        lines = (f"{hashlib.sha256(body.encode()).hexdigest()}\n".encode() for body in bodies)
        self.add(f"chains/{name}/{stream}.txt", lines)

    def events(self, name: str, events: Iterable[Event]) -> None:
        """The stored text of each event."""
        for event in events:
            self.add(f"events/{name}/{event.stream}/{event.seq:012d}.json", [event.body.encode()])

    def rows(self, conn: Connection, recommendation_id: str) -> None:
        """What followup keeps: each case, escalation, request, journal line and card."""
        for table, (key, name) in KEYS.items():
            query = select(table).where(table.c.recommendation_id == recommendation_id)
            for row in conn.execute(query.order_by(*table.primary_key)):
                number = row._mapping[key]
                place = f"{number:06d}" if isinstance(number, int) else str(number)
                self.add(f"{name.replace(' ', '-')}/{place}.json", [_json(row._mapping)])

    def evidence(self, conn: Connection, folder: Path, recommendation_id: str) -> None:
        """Each file of evidence under its id, beside its row."""
        table = tables.evidence
        query = select(table).where(table.c.recommendation_id == recommendation_id)
        for row in conn.execute(query.order_by(table.c.id)):
            self.add(f"evidence/{row.id}", _pieces(path_of(folder, row.sha256)), compressed=False)
            self.add(f"evidence-row/{row.id}.json", [_json(row._mapping)])

    def close(self, code: str, made_at: datetime) -> str:
        """Write script, manifest and its seal; answers the manifest's SHA-256."""
        script = Path(verify_dossier.__file__)
        self.add(script.name, [script.read_bytes()])
        manifest = {"code": code, "made_at": dump(made_at)}
        body = {**manifest, "heads": self._heads, "files": dict(self._sums)}
        seal = self.add(verify_dossier.MANIFEST, [json.dumps(body, indent=1).encode()])
        self.add(verify_dossier.SEAL, [seal.encode()])
        self._archive.close()
        return seal


def _json(row: Any) -> bytes:
    return text(dump(dict(row))).encode()


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
