"""The hash chain: verifying a stream, and reading it, against SHA-256 of the same bytes.

Owns: a stream as long as asked for, what is measured of it, and the bars. Verified is as `./tindak
verify` verifies: every row against the chain, column by column. The floor has the bytes in memory
and hashes each event once; the second comparison reads them from the same table first.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine

from bench.house import ENGINES
from bench.rounds import alternate
from bench.verdict import Row, flags, told
from launcher.places import ROOT
from services.intake.schema import HISTORY
from services.intake.store.tables import streams
from shared.clock import SystemClock
from shared.db import open_engine, reading, writing
from shared.events import Draft
from shared.migrate import upgrade
from tests.servers.places import temporary_folder
from tests.servers.postgres import DURABLE, Postgres

MOST_OF_HASHING, MOST_OF_MEMORY, TENTH = 10.0, 1.3, 10
LONG, PIECE, PAGE = "KANWIL-BABEL", 5_000, 1_000
TEXT = "Standar pelayanan belum ditempel di ruang tunggu; pengunjung bertanya kepada petugas. " * 8
_STATUS = Path("/proc/self/status")


class NotVerified(Exception):
    """A stream that was just written does not verify: nothing is measured."""


def run(argv: Sequence[str]) -> int:
    """Measure and print; answers 1 where a bar does not hold."""
    parser = flags("chain", __doc__ or "")
    parser.add_argument("--events", type=int, default=200_000, help="of the stream (200,000)")
    asked = parser.parse_args(argv)
    folder = temporary_folder("chain")
    try:
        rows = [row for engine in asked.engine or ENGINES for row in _rows(engine, folder, asked)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return told("chain", rows, rounds=asked.rounds, json=asked.json)


def _rows(engine: str, folder: Path, asked: argparse.Namespace) -> Iterator[Row]:
    with _stream(engine, folder, asked.events) as (db, short):
        bodies = _bodies(db, LONG)
        found = alternate(
            {
                "verified": lambda: _timed(lambda: _verified(db)),
                "read": lambda: _timed(lambda: _read(db)),
                "hashed": lambda: _timed(lambda: _hashed(bodies)),
                "fetched": lambda: _timed(lambda: _hashed(_bodies(db, LONG))),
            },
            asked.rounds,
        )
        mebibytes = sum(map(len, bodies)) / 1024 / 1024
        what = f"{engine}, {asked.events:,} events ({mebibytes:,.0f} MiB)"
        yield _held(f"{what} verified", found["verified"], "hashing them", found["hashed"])
        yield _held(f"{what} read", found["read"], "hashing them", found["hashed"])
        yield _held(f"{what} verified", found["verified"], "reading, hashing", found["fetched"])
        yield _memory(engine, short.url, db.url, asked.events)


def _held(what: str, ours: float, against: str, floor: float) -> Row:
    return Row(
        what,
        f"{ours:.2f} s",
        f"{against} {floor:.2f} s",
        ours / floor,
        f"≤ {MOST_OF_HASHING:.0f}",
        ours <= MOST_OF_HASHING * floor,
    )


def _memory(engine: str, short: URL, long: URL, events: int) -> Row:
    """The most that a process holds which verifies the stream, against one a tenth as long."""
    peaks = [_peak(url) for url in (short, long)]
    ratio = peaks[1] / peaks[0]
    return Row(
        f"{engine}, peak memory of verifying {events:,}",
        f"{peaks[1]:,.0f} MiB",
        f"of {events // TENTH:,} {peaks[0]:,.0f} MiB",
        ratio,
        f"≤ {MOST_OF_MEMORY}",
        ratio <= MOST_OF_MEMORY,
    )


def _peak(url: URL) -> float:
    """The most mebibytes that a process of its own held (VmHWM)."""
    given = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    command = (sys.executable, "-P", "-m", "bench.chain", url.render_as_string(hide_password=False))
    told_ = subprocess.run(  # noqa: S603  (a command of our own)
        command, env=given, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return float(told_.stdout)


def _timed(call: Any) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def _verified(engine: Engine) -> None:
    with reading(engine) as conn:
        for bad in streams.verify(conn):
            raise NotVerified(bad)


def _read(engine: Engine) -> None:
    """As followup reads: page by page, each event as an object."""
    after = 0
    with reading(engine) as conn:
        while some := streams.read(conn, LONG, after, PAGE):
            after = some[-1].seq


def _hashed(bodies: Sequence[str]) -> None:
    for body in bodies:
        hashlib.sha256(body.encode()).digest()


def _bodies(engine: Engine, stream: str) -> list[str]:
    mark = "?" if engine.dialect.name == "sqlite" else "%s"
    query = f"SELECT body FROM event WHERE stream = {mark} ORDER BY seq"  # noqa: S608
    with reading(engine) as conn:
        return [row[0] for row in conn.exec_driver_sql(query, (stream,))]


@contextmanager
def _stream(engine: str, folder: Path, events: int) -> Iterator[tuple[Engine, Engine]]:
    """Two fresh databases: one with the stream, one with a tenth of it."""
    server = Postgres(options=DURABLE) if engine == "postgresql" else None
    urls = [
        server.url(server.fresh()) if server else f"sqlite:///{folder / str(n)}.db"
        for n in range(2)
    ]
    engines = [open_engine(url) for url in urls]
    try:
        for one, count in zip(engines, (events, events // TENTH), strict=True):
            upgrade(one, HISTORY)
            _fill(one, count)
        yield engines[0], engines[1]
    finally:
        for one in engines:
            one.dispose()
        if server:
            server.close()


def _fill(engine: Engine, events: int) -> None:
    """Through the stream's own append, some at a time."""
    for start in range(0, events, PIECE):
        size = min(PIECE, events - start)
        drafts = [
            Draft("recommendation.withdrawn", f"rec-{start + n}", {"reason": f"{start + n} {TEXT}"})
            for n in range(size)
        ]
        with writing(engine) as conn:
            streams.append(conn, SystemClock(), LONG, drafts)


if __name__ == "__main__":
    _verified(open_engine(sys.argv[1]))
    [line] = [one for one in _STATUS.read_text().splitlines() if one.startswith("VmHWM")]
    print(int(line.split()[1]) / 1024)
