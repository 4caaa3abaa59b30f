"""One year of the nation on the real code, day by day.

Owns: the year: every Kanwil's stream on one clock that is set forward from day to day. Each day
what was said is appended through the stream's own statements, read from intake's feed, and time
speaks; letters are planned with it. Nothing is sent by e-mail.
"""

import logging
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import structlog
from sqlalchemy import Connection, Table, func, select

from bench.house import ENGINES, founded
from bench.nation.country import Region, office_rows, regions
from bench.rounds import alternate
from bench.verdict import Row, flags, told
from bench.year import DAYS, EACH_LETTER, EVENTS_EACH, Said, Year
from services.followup.clockwork import sweep
from services.followup.hearing import receive
from services.followup.hearing.feed import app_feed
from services.followup.letters.tables import letter
from services.followup.main import open_place
from services.followup.place import Place
from services.followup.store.tables import case_, escalation
from services.intake.main import create_app
from services.intake.store import streams
from services.intake.store.telling import draft
from shared import config, offices, tokens
from shared.clock import HandClock, real_now
from shared.config import Settings
from shared.db import open_engine, reading, writing

MOST_SECONDS, DAYS_EACH = 60.0, 10
NO_BROKER = "redis://127.0.0.1:1/0"


def run(argv: Sequence[str]) -> int:
    """Measure and print; answers 1 where a year takes more than a minute."""
    parser = flags("year", __doc__ or "", rounds=1)
    parser.add_argument("--recommendations", type=int, default=4_000, help="in that year (4,000)")
    asked = parser.parse_args(argv)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    rows = [_row(engine, asked.recommendations, asked.rounds) for engine in asked.engine or ENGINES]
    return told("year", rows, rounds=asked.rounds, json=asked.json)


def _row(engine: str, recommendations: int, rounds: int) -> Row:
    counts: list[tuple[int, ...]] = []
    nation = regions()
    years = [_whole_letters(one, recommendations / len(nation)) for one in nation]

    def lived() -> float:
        with ExitStack() as stack:
            made = stack.enter_context(founded(engine, NO_BROKER))
            settings = config.load(made.environment)
            begun = time.perf_counter()
            counts.append(_lived(replace(settings, clock=HandClock(real_now())), years))
            return time.perf_counter() - begun

    seconds = alternate({"year": lived}, rounds, warm=False)["year"]
    cases, letters, escalations = counts[-1]
    what = f"{engine}, {cases:,} recommendations, {letters:,} letters, {escalations:,} escalations"
    return Row(what, f"{seconds:.1f} s", "", None, "<= 60 s", seconds <= MOST_SECONDS)


def _whole_letters(region: Region, recommendations: float) -> Year:
    letters = max(1, round(recommendations / EACH_LETTER))
    events = round(letters * EACH_LETTER * EVENTS_EACH)
    return Year(real_now().date(), events, region.kanwil.code, region.units)


def _lived(settings: Settings, years: Sequence[Year]) -> tuple[int, ...]:
    """Every day of it; answers how many cases, letters and escalations there are."""
    registry = open_engine(settings.registry_url)
    with writing(registry) as conn:
        offices.import_offices(conn, list(office_rows()))
        # a year in a minute asks more often than one token may
        secrets = [
            tokens.create(conn, "service", None, "feed") for _ in range(DAYS // DAYS_EACH + 1)
        ]
    registry.dispose()
    app = create_app(settings)
    place = open_place(settings, app_feed(app, secrets[0]))
    said = {year.stream: year.said() for year in years}
    first = years[0].until - timedelta(days=DAYS)
    for number in range(DAYS + 1):
        feed = app_feed(app, secrets[number // DAYS_EACH])
        _day(replace(place, feed=feed), settings, said, first + timedelta(days=number))
    app.extensions["publisher"].stop(0)
    with reading(place.engine) as conn:
        counts = [_count(conn, one) for one in (case_, letter, escalation)]
    place.engine.dispose()
    return tuple(counts)


def _count(conn: Connection, table: Table) -> int:
    return conn.execute(select(func.count()).select_from(table)).scalar_one()


def _day(place: Place, settings: Settings, said: dict[str, Said], day: date) -> None:
    clock, intake = settings.clock, open_engine(settings.intake_url_db)
    assert isinstance(clock, HandClock)
    clock.instant = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    spoke = [stream for stream, facts in said.items() if facts.get(day)]
    with writing(intake) as conn:
        for stream in sorted(spoke):
            streams.append(conn, clock, stream, [draft(fact) for fact in said[stream][day]])
    intake.dispose()
    for stream in spoke:
        receive.catch_up(place, stream)
    while sweep.sweep(place):
        pass
