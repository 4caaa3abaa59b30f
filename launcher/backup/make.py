"""Making a backup while everything runs.

Owns: the order in which things are looked at. Each database is read in one steady view, followup's
first: what its cursors have heard stands in intake's view, and what intake names in the
registry's. Evidence comes last: a file stands before the row that names it, and is written once.
"""

import hashlib
import io
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Connection, Engine, Result, Table, func, select

from launcher import migrations
from launcher.backup import archive
from launcher.backup.archive import Writer
from launcher.backup.manifest import FORMAT, DatabasePart, EvidencePart, Head, Manifest, TablePart
from launcher.oneline import OneLine
from services.followup.store import cursors
from services.followup.store.tables import streams as own_streams
from services.intake.evidence import EvidenceDamaged, check
from services.intake.store import tables
from services.intake.store.tables import streams as intake_streams
from shared.clock import Clock
from shared.db import clock_reading, reading
from shared.kept import as_kept, plain
from shared.revisions import known

ORDER = ("followup", "intake", "registry")
STREAMS = {"followup": own_streams, "intake": intake_streams}
_AT_ONCE = 1000


class Damaged(OneLine):
    """A file of evidence is missing or changed: the backup would have a hole."""


@dataclass(frozen=True)
class Made:
    """A finished backup, and the SHA-256 of its manifest."""

    manifest: Manifest
    seal: str


def make(
    engines: Mapping[str, Engine],
    data: Path,
    kept: tuple[str, ...],
    clock: Clock,
    output: Path,
    *,
    force: bool = False,
    despite_damage: bool = False,
) -> Made:
    """Write the backup of these three databases, of the evidence in the folder `data` and of the
    files `kept` there. Raises NotWhole, Damaged; then there is no file."""
    with ExitStack() as stack:
        file = stack.enter_context(archive.written(output, force=force))
        views = {name: stack.enter_context(reading(engines[name])) for name in ORDER}
        as_of = clock_reading(views["followup"], clock)
        schemas = {name: known(views[name], migrations.HISTORIES[name]) for name in ORDER}
        writer = Writer(file, output.parent)
        manifest = Manifest(
            FORMAT,
            as_of,
            {name: _database(writer, name, str(schemas[name]), views[name]) for name in ORDER},
            _evidence(writer, views["intake"], data / "evidence", despite_damage),
            {name: _kept(writer, data / name) for name in kept if (data / name).exists()},
        )
        seal = writer.close(manifest)
    return Made(manifest, seal)


def _database(writer: Writer, name: str, schema: str, conn: Connection) -> DatabasePart:
    parts = [_table(writer, name, table, conn) for table in migrations.tables(name).sorted_tables]
    heads: Mapping[str, Head] = STREAMS[name].heads(conn) if name in STREAMS else {}
    heard = cursors.read_all(conn) if name == "followup" else []
    return DatabasePart(
        schema, tuple(parts), heads, {one.stream: (one.seq, one.hash) for one in heard}
    )


def _table(writer: Writer, database: str, table: Table, conn: Connection) -> TablePart:
    part = f"tables/{database}/{table.name}.jsonl.gz"
    rows, sum_ = writer.lines(part, _rows(table, conn))
    return TablePart(table.name, part, tuple(table.columns.keys()), rows, sum_)


def _rows(table: Table, conn: Connection) -> Iterator[list[Any]]:
    """Each row as it lies there: instants and dates as text, so that it fits either engine."""
    truths = [number for number, one in enumerate(table.c) if isinstance(one.type, Boolean)]
    query = as_kept(table).order_by(*table.primary_key)
    for row in conn.execute(query.execution_options(yield_per=_AT_ONCE)):
        values = [plain(value) for value in row]
        for number in truths:
            values[number] = None if values[number] is None else bool(values[number])
        yield values


def _evidence(writer: Writer, conn: Connection, folder: Path, despite: bool) -> EvidencePart:
    files, size, listed, damaged = 0, 0, hashlib.sha256(), list[str]()
    for sha256, length in _uploaded(conn):
        try:
            with check(folder, sha256).open("rb") as file:
                written = writer.file(f"evidence/{sha256}", file, length)
        except EvidenceDamaged as error:
            if not despite:
                raise Damaged(f"{error} Mend it, or say --despite-damage.") from error
            damaged.append(sha256)
            continue
        assert written == sha256, "nobody writes a file of evidence twice"
        files, size = files + 1, size + length
        listed.update(sha256.encode())
    return EvidencePart(files, size, listed.hexdigest(), tuple(damaged))


def _uploaded(conn: Connection) -> Result[str, int]:
    """Each file that some row names, with its size."""
    sha256, size = tables.evidence.c.sha256, func.max(tables.evidence.c.size)
    query = select(sha256, size).group_by(sha256).order_by(sha256)
    return conn.execute(query.execution_options(yield_per=_AT_ONCE))


def _kept(writer: Writer, path: Path) -> str:
    body = path.read_bytes()
    return writer.file(f"kept/{path.name}", io.BytesIO(body), len(body))
