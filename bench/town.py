"""The queue's processes beside a house, each by itself, as a larger installation runs them.

Owns: starting workers and beats of a house, and that they end; its nation of open cases.
"""

import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from bench.house import House, founded, serving
from bench.nation import Nation, fill, office_rows
from launcher import installation, tether
from launcher.backup.bring_back import open_the_feed
from launcher.places import ROOT
from shared import config, offices
from shared.clock import real_now
from shared.db import open_engine, writing
from tests.servers.valkey import Valkey

SEED = 2022
WORKER = ("worker", "--pool", "threads", "--concurrency", "4")
BEAT, EVERY_SECOND = ("beat",), ("beat", "--scheduler", "celery.beat:Scheduler")


@contextmanager
def nation_town(engine: str, count: int, programs: int = 8) -> Iterator[tuple[House, Nation]]:
    """A house with that many open cases of the nation, its web process and a broker; no worker."""
    with ExitStack() as stack:
        valkey = Valkey()
        stack.callback(valkey.close)
        url = f"redis+socket://{valkey.socket}"
        made = stack.enter_context(founded(engine, url, programs=programs))
        settings = config.load(made.environment)
        registry, followup = map(open_engine, (settings.registry_url, settings.followup_url_db))
        with writing(registry) as conn:
            offices.import_offices(conn, list(office_rows()))
        open_the_feed(registry, settings.feed_token)
        nation = fill(followup, count, SEED, real_now())
        for one in (registry, followup):
            one.dispose()
        stack.enter_context(serving(made))
        yield made, nation


@contextmanager
def process(made: House, words: Sequence[str]) -> "Iterator[subprocess.Popen[bytes]]":
    """One of its processes while the block lasts."""
    command = [*installation.TINDAK, *words]
    with (made.folder / "log").open("ab") as log:
        started = tether.start(command, environment=made.environment, folder=ROOT, output=log)
    try:
        yield started
    finally:
        tether.stop(started, signal.SIGTERM, 5)
