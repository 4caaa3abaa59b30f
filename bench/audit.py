"""The no-miss audit of a stream, against SHA-256 of the same bytes.

Owns: the year of one stream that is audited as `./tindak audit` does it (intake's feed read in this
process), the floor (each event's bytes, in memory, hashed once), and the memory of an audit in a
process of its own, of this stream and of one a tenth as long.
"""

import hashlib
import logging
import resource
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context

import structlog
from sqlalchemy import select

from bench.house import ENGINES, founded
from bench.rounds import alternate
from bench.verdict import Row, flags, told
from bench.year import EVENTS_EACH, STREAM, Year
from launcher.backup.bring_back import open_the_feed
from services.followup.hearing.feed import app_feed
from services.followup.main import open_place
from services.followup.place import Place
from services.followup.remaking.rebuild import rebuild
from services.followup.watch.audit import audit
from services.intake.main import create_app
from services.intake.store.tables import streams
from shared import config
from shared.clock import real_now
from shared.db import open_engine, reading

MOST_OF_HASHING, MOST_OF_MEMORY, TENTH, KIB = 10.0, 1.3, 10, 1024
NO_BROKER = "redis://127.0.0.1:1/0"


class NotAsExpected(Exception):
    """The audit found something in a stream that was just folded: nothing is measured."""


@dataclass(frozen=True)
class Stood:
    """An installation that has heard its stream: its events' bytes beside it."""

    place: Place
    environment: Mapping[str, str]
    bodies: Sequence[bytes]


def run(argv: Sequence[str]) -> int:
    """Measure and print; answers 1 where a bar does not hold."""
    parser = flags("audit", __doc__ or "")
    parser.add_argument("--cases", type=int, default=2_000, help="in the stream (2,000)")
    asked = parser.parse_args(argv)
    _hush()
    rows: list[Row] = []
    for engine in asked.engine or ENGINES:
        with _stood(engine, asked.cases) as stood:
            rows.append(_time(engine, stood, asked.rounds))
            peak = _peak_of(stood)
        with _stood(engine, max(1, asked.cases // TENTH)) as short:
            rows.append(_memory(engine, asked.cases, peak, _peak_of(short)))
    return told("audit", rows, rounds=asked.rounds, json=asked.json)


@contextmanager
def _stood(engine: str, cases: int) -> Iterator[Stood]:
    with founded(engine, NO_BROKER) as made:
        settings = config.load(made.environment)
        intake, registry = open_engine(settings.intake_url_db), open_engine(settings.registry_url)
        Year(real_now().date(), round(cases * EVENTS_EACH)).append(intake)
        open_the_feed(registry, settings.feed_token)
        place = _place(settings)
        rebuild(place, STREAM)
        with reading(intake) as conn:
            bodies = [
                text.encode() for text in conn.execute(select(streams.event.c.body)).scalars()
            ]
        try:
            yield Stood(place, made.environment, bodies)
        finally:
            for one in (intake, registry, place.engine):
                one.dispose()


def _place(settings: config.Settings) -> Place:
    return open_place(settings, app_feed(create_app(settings), settings.feed_token))


def _time(engine: str, stood: Stood, rounds: int) -> Row:
    found = alternate(
        {"ours": lambda: _audited(stood.place), "floor": lambda: _hashed(stood.bodies)}, rounds
    )
    events, (ours, floor) = len(stood.bodies), (found["ours"], found["floor"])
    what = f"audit, {engine}, {events:,} events of {sum(map(len, stood.bodies)) // events:,} bytes"
    mine, theirs = (f"{time_ / events * 1e6:.1f} µs an event" for time_ in (ours, floor))
    ratio = ours / floor
    return Row(what, mine, theirs, ratio, f"≤ {MOST_OF_HASHING:.0f}×", ratio <= MOST_OF_HASHING)


def _audited(place: Place) -> float:
    begun = time.perf_counter()
    if audit(place):
        raise NotAsExpected
    return time.perf_counter() - begun


def _hashed(bodies: Sequence[bytes]) -> float:
    begun = time.perf_counter()
    for body in bodies:
        hashlib.sha256(body).digest()
    return time.perf_counter() - begun


def _memory(engine: str, cases: int, ours: float, short: float) -> Row:
    ratio = ours / short
    return Row(
        f"memory of the audit, {engine}, {cases:,} cases",
        f"{ours:.0f} MiB",
        f"a tenth of them, {short:.0f} MiB",
        ratio,
        f"≤ {MOST_OF_MEMORY}×",
        ratio <= MOST_OF_MEMORY,
    )


def _peak_of(stood: Stood) -> float:
    """The peak of a process that does nothing else, in MiB."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_peak, dict(stood.environment)).result()


def _peak(environment: Mapping[str, str]) -> float:
    _hush()
    place = _place(config.load(environment))
    _audited(place)
    place.engine.dispose()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB


def _hush() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
