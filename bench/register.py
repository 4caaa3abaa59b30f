"""The register over very many recommendations, as a browser gets it: pages, filters and search.

Owns: which lists are looked at and by whom, and walking them as their own links lead, each page in
turn with the floor: the keys of the same rows by a statement written by hand, which an index alone
answers, on a connection that is open.
"""

import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from bench.figures import median, percentile
from bench.house import ENGINES, House, founded, serving
from bench.load import Refused
from bench.nation import fill, office_rows
from bench.sessions import session
from bench.verdict import Row, flags, told
from services.followup.search import words
from shared import config, offices
from shared.clock import real_now
from shared.cookies import SESSION
from shared.db import open_engine, writing
from tests.servers.valkey import Valkey

MOST_MS, SEED, SECONDS, SHOWN, MIDDLE, FEW = 100.0, 5, 120, 51, 0.5, 40
DIRECTORATE, KANWIL, UNIT = "DITJENPAS", "KANWIL-JABAR", "UPT-JABAR-02"
NEXT = re.compile(r'href="(/register\?[^"]*cursor=[^"]+)"')
KEYS = "SELECT recommendation_id FROM case_ WHERE"


@dataclass(frozen=True)
class List:
    """A list: who looks, at what, and the floor's condition; `deep` pages are walked, else few."""

    name: str
    who: str
    query: str
    floor: str
    deep: bool = False


LISTS = (
    List("the whole nation", DIRECTORATE, "", "recommendation_id > ''", deep=True),
    List("one Kanwil", KANWIL, "", f"kanwil = '{KANWIL}'"),
    List(
        "a Kanwil's overdue", KANWIL, "timeliness=overdue",
        f"kanwil = '{KANWIL}' AND due_at <= CURRENT_TIMESTAMP AND submitted_at IS NULL",
    ),
    List("the nation's returned", DIRECTORATE, "status=returned", "status = 'returned'"),
    List("a unit's", DIRECTORATE, f"unit={UNIT}", f"unit = '{UNIT}'"),
    List("by date", KANWIL, "order=due", f"kanwil = '{KANWIL}'"),
    List("at level 2", KANWIL, "level=2", "level = 2"),
    List("search, a frequent word", DIRECTORATE, "q=kunjungan", "recommendation_id > ''"),
    List("search, two words", KANWIL, "q=kunjungan+sop", f"kanwil = '{KANWIL}'"),
    List("search, a code", DIRECTORATE, "q=2026-0000777", "code = 'REK-ACEH-2026-0000777'"),
    List("search, no such word", DIRECTORATE, "q=tidakada", "code = 'tidakada'"),
)  # fmt: skip


def run(argv: Sequence[str]) -> int:
    """Measure and print; answers 1 where a p95 is above 100 ms."""
    parser = flags("register", __doc__)
    parser.add_argument("--count", type=int, default=100_000, help="recommendations (100,000)")
    parser.add_argument("--pages", type=int, default=1_000, help="walked of the longest list")
    asked = parser.parse_args(argv)
    rows: list[Row] = []
    for engine in asked.engine or ENGINES:
        with _filled(engine, asked.count) as made:
            for one in LISTS:
                rows += _rows(engine, made, one, asked.pages if one.deep else FEW, asked.rounds)
    print(f"{asked.count:,} recommendations.\n")
    return told("register", rows, rounds=asked.rounds, json=asked.json)


@contextmanager
def _filled(engine: str, count: int) -> Iterator[House]:
    valkey = Valkey()
    try:
        url = f"redis+socket://{valkey.socket}"
        with founded(engine, url, programs=0) as made:
            _furnish(config.load(made.environment), count)
            with serving(made):
                yield made
    finally:
        valkey.close()


def _furnish(settings: config.Settings, count: int) -> None:
    registry, followup = map(open_engine, (settings.registry_url, settings.followup_url_db))
    with writing(registry) as conn:
        offices.import_offices(conn, list(office_rows()))
    fill(followup, count, SEED, real_now())
    with writing(followup) as conn:
        words.keep_all(conn)
    words.index(followup)
    for engine in (registry, followup):
        engine.dispose()


class Reader:
    """A browser on one connection; `get` answers milliseconds and the page."""

    def __init__(self, made: House, office: str) -> None:
        self._line = HTTPConnection("127.0.0.1", made.port, timeout=SECONDS)
        self._headers = {"Cookie": f"{SESSION}={session(made, office)}"}

    def get(self, path: str) -> tuple[float, str]:
        """The page, and how long it took from the first byte sent to the last byte read."""
        begun = time.perf_counter()
        self._line.request("GET", path, headers=self._headers)
        answer = self._line.getresponse()
        body = answer.read()
        spent = (time.perf_counter() - begun) * 1000
        if answer.status != HTTPStatus.OK:
            raise Refused(f"GET {path}: {answer.status}")
        return spent, body.decode()


def _rows(engine: str, made: House, one: List, pages: int, rounds: int) -> list[Row]:
    reader, floor = Reader(made, one.who), _by_hand(made)
    statement = f"{KEYS} {one.floor} ORDER BY recommendation_id LIMIT {SHOWN}"
    path = f"/register?{one.query}"
    reader.get(path)  # what is done for the first time counts for nobody
    ours, theirs, walked = list[float](), list[float](), dict[str, int]()
    while len(ours) < pages:
        walked.setdefault(path, len(walked) + 1)
        spent, page = reader.get(path)
        ours.append(spent)
        theirs.append(_timed(floor, statement))
        more = NEXT.search(page)
        path = unescape(more[1]) if more else next(iter(walked))  # a short list is walked again
    name = f"{engine}, {one.name}"
    found = [_row(f"{name}, pages 1 to {len(walked):,}", 0.95, ours, theirs)]
    ends = (min, max) if one.deep else ()
    for end in ends:
        at = end(walked, key=walked.__getitem__)
        of = f"{name}, page {walked[at]:,}"
        found.append(_again(of, reader, at, lambda: _timed(floor, statement), rounds))
    return found


def _again(name: str, reader: Reader, path: str, floor: Callable[[], float], rounds: int) -> Row:
    both = [(reader.get(path)[0], floor()) for _ in range(rounds)]
    return _row(name, MIDDLE, [one for one, _ in both], [other for _, other in both])


def _row(name: str, part: float, ours: Sequence[float], theirs: Sequence[float]) -> Row:
    mine, floor = percentile(ours, part), median(theirs)
    word = "median" if part == MIDDLE else "p95"
    bar = f"{word} ≤ {MOST_MS:.0f} ms"
    return Row(name, f"{mine:.1f} ms", f"{floor:.2f} ms", mine / floor, bar, mine <= MOST_MS)


def _timed(floor: Any, statement: str) -> float:
    begun = time.perf_counter()
    floor.execute(statement).fetchall()
    return (time.perf_counter() - begun) * 1000


def _by_hand(made: House) -> Any:
    """A connection of the driver's own."""
    url = make_url(config.load(made.environment).followup_url_db)
    if url.get_backend_name() == "sqlite":
        return sqlite3.connect(url.database or "")
    given: Mapping[str, Any] = {"host": url.host, "port": url.port, "user": url.username}
    return psycopg.connect(dbname=url.database, autocommit=True, **given)
