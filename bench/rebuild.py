"""Rebuild of followup from intake's feed, one process: events a second.

Owns: the year of one stream that is folded again, as `tindak rebuild` does it (intake's feed read
in this process), and the floor: the rows that it leaves, read back and written once more by the
driver's executemany in as many transactions.
"""

import logging
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any

import structlog
from sqlalchemy import delete

from bench.house import ENGINES, founded
from bench.rounds import alternate
from bench.verdict import Row, flags, told
from bench.year import STREAM, Year
from launcher.backup.bring_back import open_the_feed
from services.followup.hearing.feed import app_feed
from services.followup.hearing.heal import FOLDED
from services.followup.letters.tables import letter
from services.followup.main import open_place
from services.followup.place import Place
from services.followup.remaking.rebuild import AT_ONCE, rebuild
from services.intake.main import create_app
from shared import config
from shared.clock import real_now
from shared.db import open_engine, reading, writing

LEAST = 10_000
NO_BROKER = "redis://127.0.0.1:1/0"
TABLES = (*FOLDED, letter)
Rows = Mapping[str, list[tuple[Any, ...]]]


def run(argv: Sequence[str]) -> int:
    """Measure and print; answers 1 where fewer than 10,000 events a second are folded."""
    parser = flags("rebuild", __doc__ or "")
    parser.add_argument("--events", type=int, default=4_000, help="of the stream (4,000)")
    asked = parser.parse_args(argv)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    rows = [_row(engine, asked.events, asked.rounds) for engine in asked.engine or ENGINES]
    return told("rebuild", rows, rounds=asked.rounds, json=asked.json)


def _row(engine: str, events: int, rounds: int) -> Row:
    with ExitStack() as stack:
        made = stack.enter_context(founded(engine, NO_BROKER))
        settings = config.load(made.environment)
        intake = open_engine(settings.intake_url_db)
        count = Year(real_now().date(), events).append(intake)
        intake.dispose()
        registry = open_engine(settings.registry_url)
        open_the_feed(registry, settings.feed_token)
        place = open_place(settings, app_feed(create_app(settings), settings.feed_token))
        stack.callback(place.engine.dispose)
        rebuild(place, STREAM)
        left = _left(place)
        found = alternate(
            {
                "ours": lambda: _seconds(place, left, ours=True),
                "floor": lambda: _seconds(place, left, ours=False),
            },
            rounds,
            warm=False,
        )
    ours, floor = (count / found[name] for name in ("ours", "floor"))
    per_event = sum(map(len, left.values())) / count
    what = f"rebuild, {engine}, {count:,} events, {per_event:.1f} rows each"
    told_by = (f"{ours:,.0f} events/s", f"executemany of its rows, {floor:,.0f} events/s")
    return Row(what, *told_by, ours / floor, f">= {LEAST:,} events/s", ours >= LEAST)


def _seconds(place: Place, left: Rows, *, ours: bool) -> float:
    begun = time.perf_counter()
    if ours:
        rebuild(place, STREAM)
    else:
        _written(place, left)
    return time.perf_counter() - begun


def _left(place: Place) -> Rows:
    """The rows as the driver gives them: nothing is parsed, nothing will be made into text."""
    with reading(place.engine) as conn:
        return {
            table.name: [tuple(row) for row in conn.exec_driver_sql(f"SELECT * FROM {table.name}")]  # noqa: S608
            for table in TABLES
        }


def _written(place: Place, left: Rows) -> None:
    """Away with the rows, then each part of a hundred cases' share in a transaction."""
    mark = "?" if place.engine.dialect.name == "sqlite" else "%s"
    with writing(place.engine) as conn:
        for table in TABLES:
            conn.execute(delete(table))
    parts = -(-len(left["case_"]) // AT_ONCE)
    for part in range(parts):
        with writing(place.engine) as conn:
            for table in TABLES:
                if rows := left[table.name][part::parts]:
                    marks = ", ".join([mark] * len(rows[0]))
                    conn.exec_driver_sql(f"INSERT INTO {table.name} VALUES ({marks})", rows)  # noqa: S608
