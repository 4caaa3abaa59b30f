"""The worker and beat as processes, over a real broker, and the schedule."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import Celery
from celery.exceptions import NotRegistered

from launcher import tether, waiting
from services.followup.clockwork.schedule import QUEUES, ROUTES, SCHEDULE
from services.followup.clockwork.worker import TASKS, Desk, build_worker
from tests.conftest import FreshUrl
from tests.followup.worker_town import Workers, workers
from tests.servers.valkey import Valkey

NOWHERE = "redis+socket:///nowhere/broker.sock"


def test_every_scheduled_task_exists_and_expires() -> None:
    app = build_worker(NOWHERE, nobody)
    for name, entry in app.conf.beat_schedule.items():
        assert entry["task"] in app.tasks, name
        assert 0 < entry["options"]["expires"] <= 3600, name
        assert entry["options"]["queue"] in QUEUES, name
    assert set(SCHEDULE) == set(app.conf.beat_schedule)


def test_every_task_has_its_queue() -> None:
    app = build_worker(NOWHERE, nobody)
    mine = {name for name in app.tasks if name.startswith("followup.")}
    assert mine == set(TASKS) == set(ROUTES)
    assert set(ROUTES.values()) == set(app.conf.task_queues) == set(QUEUES)


def test_the_tasks_belong_to_this_app_alone() -> None:
    with pytest.raises(NotRegistered):
        _ = Celery("another", set_as_current=False).tasks["followup.sweep"]


def test_nothing_is_opened_before_the_first_task() -> None:
    build_worker(NOWHERE, nobody)


@pytest.fixture
def town(fresh_url: FreshUrl, tmp_path: Path, valkey: Valkey) -> Iterator[Workers]:
    with workers(fresh_url, tmp_path, valkey) as made:
        yield made


def test_the_broker_brings_it_and_beat_fires_it(town: Workers) -> None:
    town.start("worker", "--pool", "solo")
    [one] = town.record(1)
    waiting.until(lambda: town.cases() == 1, 20, "the case")
    town.start("beat")
    town.on("2022-03-12")
    town.await_fired("level_1", 1)
    assert town.fired("level_1") == [one]


def test_once_and_none_wrongly_whatever_breaks(town: Workers) -> None:
    """Two workers (one of them forking), two beats; a `kill -9` and an emptied broker under way."""
    forking = town.start("worker", "--pool", "prefork", "--concurrency", "2")
    town.start("worker", "--pool", "solo")
    town.start("beat")
    town.start("beat")
    ids = town.record(40)
    waiting.until(lambda: town.cases() == 40, 20, "the cases")
    town.on("2022-03-11 23:59")
    town.await_fired("reminder_1", 40)
    town.valkey.client().flushall()
    confirmed = set(ids[:20])
    for one in confirmed:
        town.confirm(one)
    town.on("2022-03-12")
    tether.kill(forking)
    town.start("worker", "--pool", "prefork", "--concurrency", "2")
    town.await_fired("level_1", 20)
    town.on("2022-03-26")
    town.await_fired("level_2", 20)
    assert town.fired("level_1") == town.fired("level_2") == sorted(set(ids) - confirmed)
    assert town.audit() == []


def nobody() -> Desk:
    raise AssertionError("nothing may be opened yet")
