"""As processes: several workers over one broker, asked again and again, certify once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from launcher import tether, waiting
from services.followup.certificate.tables import certificate
from services.followup.clockwork.schedule import ROUTES
from services.followup.main import create_worker
from shared.db import reading
from tests.conftest import FreshUrl
from tests.followup.worker_town import Workers, workers
from tests.servers.valkey import Valkey

AUDIT = "followup.audit"


@pytest.fixture
def town(postgres_url: FreshUrl, tmp_path: Path, valkey: Valkey) -> Iterator[Workers]:
    with workers(postgres_url, tmp_path, valkey) as made:
        yield made


def test_one_a_day_by_several_workers_and_a_restart(town: Workers) -> None:
    one = town.start("worker", "--pool", "prefork", "--concurrency", "2")
    town.start("worker", "--pool", "solo")
    town.record(20)
    waiting.until(lambda: town.cases() == 20, 20, "the cases")
    ask(town, 12)
    waiting.until(lambda: kept(town) == 1, 20, "the certificate")
    tether.kill(one)
    ask(town, 12)
    waiting.until(lambda: waits(town) == 0, 20, "an empty queue")
    assert kept(town) == 1
    town.on("2022-01-26 07:00")
    ask(town, 12)
    waiting.until(lambda: kept(town) == 2, 20, "the next day's")
    waiting.until(lambda: waits(town) == 0, 20, "an empty queue")
    assert kept(town) == 2
    assert town.audit() == []


def ask(town: Workers, times: int) -> None:
    """As so many beats would in one minute."""
    app = create_worker(town.settings)
    for _ in range(times):
        app.send_task(AUDIT, queue=ROUTES[AUDIT])
    app.close()


def waits(town: Workers) -> int:
    return int(town.valkey.client().llen(f"tindak:{ROUTES[AUDIT]}"))


def kept(town: Workers) -> int:
    with reading(town.place.engine) as conn:
        return int(conn.execute(select(func.count()).select_from(certificate)).scalar_one())
