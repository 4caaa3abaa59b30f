"""`POST /recommendations` against a bare Flask view with two inserts: posts a second and p99 over
eight connections, same server program, same database, same durability.

Owns: the two servers, what is posted, and the bars. The house is the web process as `up` starts
it; the floor (see `bare`) is served by the same program with the same threads. Before it is
measured, the letter has `--before` recommendations for each unit and service it is posted to, so
that a look-up of earlier findings that grows with them would show.
"""

import argparse
import json
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count, cycle, islice
from typing import Any
from uuid import uuid4

from bench import bare
from bench.figures import median, percentile
from bench.house import ENGINES, House, house
from bench.load import Load, Request, Script
from bench.verdict import Row, flags, told
from launcher import installation, serving, tether, waiting
from launcher.places import ROOT
from tests.servers.places import free_port
from tests.servers.valkey import Valkey

CONNECTIONS, PROGRAMS = 8, 48
LEAST_OF_FLOOR, MOST_OF_P99 = 0.6, 3.0
OURS, FLOOR = "ours", "floor"
LETTER = json.loads((ROOT / "data" / "letter-babel-2022.json").read_text())
LONG = "Papan informasi layanan di ruang tunggu belum memuat syarat, biaya dan jangka waktu. " * 4
UNITS = ("LP-PGK", "LPN-PGK", "LPP-PGK", "LPKA-PGK", "LP-SGL", "LP-TDN", "RT-MTK", "BP-PGK")
SERVICES = ("kunjungan", "pengaduan", "informasi", "integrasi", "remisi", "kesehatan")
Found = Mapping[str, Sequence[tuple[float, float]]]
"""By server, of each round: posts a second, and p99 in milliseconds."""


def run(argv: Sequence[str]) -> int:
    """Measure and print; answers 1 where a bar does not hold."""
    parser = flags("post", __doc__ or "", rounds=7)
    parser.add_argument("--each", type=int, default=100, help="posts of a connection (100)")
    parser.add_argument("--before", type=int, default=20, help="earlier ones of each kind (20)")
    asked = parser.parse_args(argv)
    rows = [row for engine in asked.engine or ENGINES for row in _rows(engine, asked)]
    return told("post", rows, rounds=asked.rounds, json=asked.json)


def _rows(engine: str, asked: argparse.Namespace) -> Iterator[Row]:
    found = _measured(engine, asked)
    rate, p99 = ({name: median(one[n] for one in found[name]) for name in found} for n in (0, 1))
    ratio, slower = rate[OURS] / rate[FLOOR], p99[OURS] / p99[FLOOR]
    yield Row(
        f"{engine}, posts a second",
        f"{rate[OURS]:,.0f}/s",
        f"bare view {rate[FLOOR]:,.0f}/s",
        ratio,
        f"≥ {LEAST_OF_FLOOR}",
        ratio >= LEAST_OF_FLOOR,
    )
    yield Row(
        f"{engine}, p99",
        f"{p99[OURS]:.1f} ms",
        f"bare view {p99[FLOOR]:.1f} ms",
        slower,
        f"≤ {MOST_OF_P99:.0f}",
        slower <= MOST_OF_P99,
    )


def _measured(engine: str, asked: argparse.Namespace) -> Found:
    valkey = Valkey()
    try:
        with (
            house(engine, f"redis+socket://{valkey.socket}", programs=PROGRAMS) as made,
            _bare(made) as port,
            Load("127.0.0.1", made.port) as ours,
            Load("127.0.0.1", port) as floor,
        ):
            letter = _letter(made, ours, asked.before)
            servers = {
                OURS: lambda each: ours.timed(_posts(made, letter, each)),
                FLOOR: lambda each: floor.timed(_facts(letter, each)),
            }
            return _rounds(servers, asked.rounds, asked.each)
    finally:
        valkey.close()


def _rounds(servers: Mapping[str, Any], rounds: int, each: int) -> Found:
    """First times count not; then who begins turns from round to round."""
    for post in servers.values():
        post(max(each // 2, 5))
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in servers}
    for number in range(rounds):
        for name in (OURS, FLOOR) if number % 2 else (FLOOR, OURS):
            spent, seconds = servers[name](each)
            found[name].append((len(spent) / seconds, percentile(spent, 0.99)))
    return found


@contextmanager
def _bare(made: House) -> Iterator[int]:
    """The floor's server beside the house, on the house's own database; its port."""
    port = free_port()
    command = (sys.executable, "-P", "-m", "bench.post", str(port))
    with (made.folder / "log").open("ab") as log:
        process = tether.start(command, environment=made.environment, folder=ROOT, output=log)
    try:
        waiting.until(lambda: installation.answers("127.0.0.1", port, "/healthz"), 60, "the floor")
        yield port
    finally:
        tether.stop(process, signal.SIGTERM, 5)


def _letter(made: House, load: Load, before: int) -> str:
    """The letter to which recommendations are added, with so many of each unit and service in
    letters before it; its id."""
    points = [_point(number) for number in range(len(UNITS) * len(SERVICES))]
    for number in range(before):
        _post_letter(made, load, number, points)
    return _post_letter(made, load, before, points[:1])


def _post_letter(made: House, load: Load, number: int, points: Sequence[Any]) -> str:
    head = {**LETTER["letter"], "number": f"UKUR/{number}"}
    body = json.dumps({"letter": head, "recommendations": points}).encode()
    answer = load.ask(Request("POST", "/api/v1/letters", body, _headers(made.tokens[0]), 201))
    return str(json.loads(answer)["id"])


def _posts(made: House, letter: str, each: int) -> list[Script]:
    """Each connection speaks for several programs in turn: one alone may ask a hundred times a
    second."""
    mine = len(made.tokens) // CONNECTIONS
    return [
        [
            Request("POST", "/api/v1/recommendations", _body(letter), _headers(token), 201)
            for token in islice(cycle(made.tokens[n * mine : (n + 1) * mine]), each)
        ]
        for n in range(CONNECTIONS)
    ]


def _facts(letter: str, each: int) -> list[Script]:
    headers = {"Content-Type": "application/json"}
    return [
        [Request("POST", "/facts", _body(letter), headers, 201) for _ in range(each)]
        for _ in range(CONNECTIONS)
    ]


def _headers(token: str) -> Mapping[str, str]:
    return {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Idempotency-Key": uuid4().hex,
    }


def _body(letter: str) -> bytes:
    return json.dumps({**_point(next(_numbers)), "letter_id": letter}).encode()


def _point(number: int) -> Mapping[str, Any]:
    """A recommendation of about a kilobyte, of another unit and service than those before."""
    point = LETTER["recommendations"][number % len(LETTER["recommendations"])]
    unit, service = UNITS[number % len(UNITS)], SERVICES[number // len(UNITS) % len(SERVICES)]
    return {**point, "unit": unit, "service": service, "cause": LONG, "received_on": "2022-01-25"}


_numbers = count()

if __name__ == "__main__":
    serving.serve(f"{bare.__name__}:create_app", "127.0.0.1", int(sys.argv[1]), 1, "")
