"""Many recommendations at once: a letter of a thousand, and a sheet of twenty thousand rows, each
against the driver's own way of writing the very same rows into the same tables.

Owns: what is written, both ways of writing it, and the bars. Ours reads the file, checks it whole,
records and tells it, as `./tindak letters import` does. The floor has its rows in memory already:
executemany on SQLite, COPY on PostgreSQL, one commit, the same durability, the same indexes.
"""

import argparse
import shutil
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete

from bench import bulk_memory
from bench.bulk_rows import written
from bench.house import ENGINES, OFFICES
from bench.rounds import alternate
from bench.verdict import Row, flags, told
from services.intake import imports
from services.intake.schema import HISTORY
from services.intake.store import metadata
from shared import offices, registry
from shared.clock import SystemClock
from shared.db import open_engine, writing
from shared.migrate import REGISTRY, upgrade
from shared.registry import Book
from tests.servers.places import temporary_folder
from tests.servers.postgres import DURABLE, Postgres

LEAST_OF_FLOOR, MOST_OF_MEMORY = 0.4, 1.3
TABLES = ("letter", "stream", "event", "recommendation")
Kept = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Place:
    """Both databases, and all offices."""

    intake: Engine
    book: Book


def run(argv: Sequence[str]) -> int:
    """Measure and print; answers 1 where a bar does not hold."""
    parser = flags("bulk", __doc__ or "")
    parser.add_argument("--rows", type=int, default=20_000, help="rows of the sheet (20,000)")
    parser.add_argument("--letter", type=int, default=1_000, help="rows of the letter (1,000)")
    asked = parser.parse_args(argv)
    folder = temporary_folder("bulk")
    try:
        rows = [row for engine in asked.engine or ENGINES for row in _rows(engine, folder, asked)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return told("bulk", rows, rounds=asked.rounds, json=asked.json)


def _rows(engine: str, folder: Path, asked: argparse.Namespace) -> Iterator[Row]:
    with _place(engine, folder) as place:
        letter = written(folder / "letter.json", place.book, asked.letter)
        sheet = written(folder / "sheet.csv", place.book, asked.rows)
        for what, path, count in (
            (f"letter of {asked.letter:,}", letter, asked.letter),
            (f"sheet of {asked.rows:,} rows", sheet, asked.rows),
        ):
            yield _rate(f"{engine}, {what}", place, path, count, asked.rounds)
        _emptied(place.intake)
        yield bulk_memory.row(place.intake.url, place.book, folder, asked.rows, MOST_OF_MEMORY)


def _rate(what: str, place: Place, path: Path, count: int, rounds: int) -> Row:
    _imported(place, path)
    kept = _kept(place.intake)
    found = alternate(
        {"ours": lambda: _imported(place, path), "floor": lambda: _written(place.intake, kept)},
        rounds,
        warm=False,
    )
    ours, floor = (count / found[name] for name in ("ours", "floor"))
    ratio = ours / floor
    how = "executemany" if place.intake.dialect.name == "sqlite" else "COPY"
    return Row(
        what,
        f"{ours:,.0f} rows/s",
        f"{how} {floor:,.0f} rows/s",
        ratio,
        f"≥ {LEAST_OF_FLOOR}",
        ratio >= LEAST_OF_FLOOR,
    )


def _imported(place: Place, path: Path) -> float:
    """The seconds of an import into empty tables."""
    _emptied(place.intake)
    begun = time.perf_counter()
    sheet = imports.read(path)
    deque(imports.each(place.intake, SystemClock(), place.book, sheet), maxlen=0)
    return time.perf_counter() - begun


def _written(engine: Engine, kept: Kept) -> float:
    """The seconds in which the driver writes what an import left, into empty tables."""
    _emptied(engine)
    made = engine.raw_connection()
    begun = time.perf_counter()
    if engine.dialect.name == "sqlite":
        _executemany(made.driver_connection, kept)
    else:
        _copy(made.driver_connection, kept)
    spent = time.perf_counter() - begun
    made.close()
    return spent


def _executemany(made: Any, kept: Kept) -> None:
    made.execute("BEGIN IMMEDIATE")
    for name, rows in kept.items():
        marks = ", ".join("?" * len(rows[0]))
        made.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608
    made.execute("COMMIT")


def _copy(made: Any, kept: Kept) -> None:
    with made.cursor() as cursor:
        for name, rows in kept.items():
            with cursor.copy(f"COPY {name} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
    made.commit()


def _kept(engine: Engine) -> Kept:
    """Every row of the tables that an import writes, as the driver gives it."""
    made = engine.raw_connection()
    driver: Any = made.driver_connection
    found = {name: list(driver.execute(f"SELECT * FROM {name}")) for name in TABLES}  # noqa: S608
    made.rollback()
    made.close()
    return found


def _emptied(engine: Engine) -> None:
    with writing(engine) as conn:
        for table in reversed(metadata.sorted_tables):
            if engine.dialect.name == "sqlite":
                conn.execute(delete(table))
            else:
                conn.exec_driver_sql(f'TRUNCATE "{table.name}" CASCADE')


@contextmanager
def _place(engine: str, folder: Path) -> Iterator[Place]:
    """Fresh databases of that engine, with the offices of the region."""
    server = Postgres(options=DURABLE) if engine == "postgresql" else None
    names = ("registry", "intake")
    urls = [
        server.url(server.fresh()) if server else f"sqlite:///{folder / name}.db" for name in names
    ]
    engines = [open_engine(url) for url in urls]
    try:
        for one, history in zip(engines, (REGISTRY, HISTORY), strict=True):
            upgrade(one, history)
        with writing(engines[0]) as conn:
            offices.import_offices(conn, offices.read_csv(OFFICES.read_text()))
            book = registry.book(conn)
        yield Place(engines[1], book)
    finally:
        for one in engines:
            one.dispose()
        if server:
            server.close()
