"""How much memory an import takes, by the number of its rows.

Owns: a process of its own for each size, which imports one sheet and tells the most that it ever
held (VmHWM: resident, of its own image alone).
"""

import subprocess
import sys
from collections import deque
from pathlib import Path

from sqlalchemy import URL

from bench.bulk_rows import written
from bench.house import OFFICES
from bench.verdict import Row
from launcher.places import ROOT
from services.intake import imports
from shared import offices, registry
from shared.clock import SystemClock
from shared.db import open_engine, reading, writing
from shared.registry import Book

_TENTH = 10
_STATUS = Path("/proc/self/status")


def row(url: URL, book: Book, folder: Path, rows: int, most: float) -> Row:
    """The peak of an import of so many rows against that of a tenth of them."""
    peaks = [_peak(url, book, folder, count) for count in (rows // _TENTH, rows)]
    ratio = peaks[1] / peaks[0]
    return Row(
        f"{url.get_backend_name()}, peak memory of {rows:,} rows",
        f"{peaks[1]:,.0f} MiB",
        f"of {rows // _TENTH:,} rows {peaks[0]:,.0f} MiB",
        ratio,
        f"≤ {most}",
        ratio <= most,
    )


def _peak(url: URL, book: Book, folder: Path, rows: int) -> float:
    """The most mebibytes that a process held which imported a sheet of so many rows."""
    path = written(folder / f"sheet-{rows}.csv", book, rows)
    command = (sys.executable, "-P", "-m", "bench.bulk_memory", str(path))
    given = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    told = subprocess.run(  # noqa: S603  (a command of our own)
        [*command, url.render_as_string(hide_password=False)],
        env=given, cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return float(told.stdout)


def _main(path: Path, url: str) -> None:
    """The registry is one in memory, with the offices of the region."""
    there = open_engine("sqlite://")
    with writing(there) as conn:
        registry.metadata.create_all(conn)
        offices.import_offices(conn, offices.read_csv(OFFICES.read_text()))
        book = registry.book(conn)
    sheet = imports.read(path)
    engine = open_engine(url)
    with reading(engine) as conn:
        file = imports.accepted(conn, SystemClock(), book, sheet)
    with writing(engine) as conn:
        deque(imports.recorded(conn, SystemClock(), file), maxlen=0)
        conn.rollback()
    [line] = [one for one in _STATUS.read_text().splitlines() if one.startswith("VmHWM")]
    print(int(line.split()[1]) / 1024)


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.argv[2])
