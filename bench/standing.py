"""From an accepted post to its case, standing with its deadline: through web, broker and worker.

Owns: the posts (at a rate, from eight connections), and how it is seen that a case stands: the
stream's cursor moves in the transaction that writes the case, so followup's database is asked for
it every two milliseconds.
"""

import time
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from concurrent.futures import Future

from sqlalchemy import Engine, select

from bench.figures import median, percentile
from bench.house import ENGINES
from bench.load import Load
from bench.paced import Paced, Said
from bench.posts import letter_of, post
from bench.verdict import Row, flags, told
from bench.whole import Whole, whole
from services.followup.store.tables import cursor
from services.intake.store.tables import streams
from shared import config
from shared.db import open_engine, reading

CONNECTIONS, STREAM = 8, "KANWIL-BABEL"
MOST_P50, MOST_P99 = 30.0, 250.0
EVERY, PATIENCE = 0.002, 20.0
Seen = Sequence[tuple[float, int]]


def run(argv: Sequence[str]) -> int:
    """Measure and print; answers 1 where a case stands later than it may."""
    parser = flags("standing", __doc__ or "")
    parser.add_argument("--rate", type=float, default=200.0, help="posts a second (200)")
    parser.add_argument("--seconds", type=float, default=5.0, help="of each round (5)")
    asked = parser.parse_args(argv)
    rows = [
        _row(engine, asked.rounds, asked.rate, asked.seconds) for engine in asked.engine or ENGINES
    ]
    return told("standing", rows, rounds=asked.rounds, json=asked.json)


def _row(engine: str, rounds: int, rate: float, seconds: float) -> Row:
    with whole(engine, programs=CONNECTIONS) as up, Paced("127.0.0.1", up.house.port) as paced:
        _round(up, paced, rounds, rate, 1.0)  # what is done for the first time counts not
        found = [_round(up, paced, number, rate, seconds) for number in range(rounds)]
    p50, p99, borne = (median(one[n] for one in found) for n in range(3))
    return Row(
        f"standing, {engine}, {borne:.0f} of {rate:.0f} posts/s",
        f"p50 {p50:.0f} ms, p99 {p99:.0f} ms",
        "",
        None,
        f"p50 <= {MOST_P50:.0f}, p99 <= {MOST_P99:.0f} ms",
        p50 <= MOST_P50 and p99 <= MOST_P99,
    )


def _round(
    up: Whole, paced: Paced, number: int, rate: float, seconds: float
) -> tuple[float, float, float]:
    """p50 and p99 in milliseconds, and how many posts a second were accepted."""
    with Load("127.0.0.1", up.house.port) as load:
        letter = letter_of(up.house, load, number)
    each = round(rate * seconds / CONNECTIONS)
    scripts = [[post(token, letter) for _ in range(each)] for token in up.house.tokens]
    settings = config.load(up.house.environment)
    intake, followup = open_engine(settings.intake_url_db), open_engine(settings.followup_url_db)
    seen = _watched(followup, intake, paced.begin(scripts, rate), said := list[Said]())
    spent = _spent(said, _places(intake), seen)
    intake.dispose()
    followup.dispose()
    took = max(at for _, at in said) - min(at for _, at in said)
    return percentile(spent, 0.5), percentile(spent, 0.99), len(said) / took


def _watched(
    followup: Engine, intake: Engine, sending: "Future[list[Said]]", said: list[Said]
) -> Seen:
    """When the cursor was first seen at which event, until it is at the last one."""
    seen, head, end = [(0.0, 0)], None, 0.0
    while head is None or seen[-1][1] < head:
        with reading(followup) as conn:
            at = conn.execute(select(cursor.c.seq).where(cursor.c.stream == STREAM)).scalar() or 0
        if at > seen[-1][1]:
            seen.append((time.monotonic(), at))
        if head is None and sending.done():
            said += sending.result()
            with reading(intake) as conn:
                head = streams.heads(conn)[STREAM][0]
            end = time.monotonic() + PATIENCE
        if head is not None and time.monotonic() > end:
            raise TimeoutError(f"followup stands at event {seen[-1][1]} of {head}")
        time.sleep(EVERY)
    return seen


def _places(intake: Engine) -> Mapping[str, int]:
    """The sequence of the event that recorded each recommendation."""
    event = streams.event
    query = select(event.c.subject, event.c.seq).where(event.c.name == "recommendation.recorded")
    with reading(intake) as conn:
        return {row.subject: row.seq for row in conn.execute(query)}


def _spent(said: Sequence[Said], places: Mapping[str, int], seen: Seen) -> list[float]:
    reached = [seq for _, seq in seen]
    return [max(0.0, seen[bisect_left(reached, places[id_])][0] - at) * 1000 for id_, at in said]
