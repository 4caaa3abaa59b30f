"""Beat wakes when the next instant falls due, and every second at least."""

from datetime import datetime, timedelta

import pytest

from services.followup.clockwork.alone import beat_of
from services.followup.clockwork.beat import FLOOR_SECONDS, NextDue
from services.followup.clockwork.worker import Desk, Worker, build_worker
from tests.followup.town import WIB, Town
from tests.servers.valkey import Valkey

FIRST_REMINDER = datetime(2022, 2, 17, 8, tzinfo=WIB)


@pytest.fixture
def app(small_town: Town, valkey: Valkey) -> Worker:
    idle = lambda: None  # noqa: E731
    desk = Desk(small_town.place, idle, idle, idle, idle, idle)
    return build_worker(valkey.url, lambda: desk)


def test_the_only_worker_has_the_same_beat(app: Worker) -> None:
    assert isinstance(beat_of(app).scheduler, NextDue)


def test_it_never_sleeps_longer_than_a_second(app: Worker) -> None:
    beat = NextDue(app=app)
    assert all(settle(beat) <= 1 for _ in range(3))


def test_a_sweep_is_sent_when_the_instant_comes(
    app: Worker, small_town: Town, valkey: Valkey
) -> None:
    small_town.record()
    small_town.catch_up()
    small_town.clock.instant = FIRST_REMINDER - timedelta(seconds=1)
    beat = NextDue(app=app)
    settle(beat)
    before = swept(valkey)
    small_town.clock.instant = FIRST_REMINDER
    assert beat.tick() <= 1
    assert swept(valkey) == before + 1
    beat.tick()
    assert swept(valkey) == before + 1


def test_what_waits_for_intake_does_not_keep_beat_awake(
    app: Worker, small_town: Town, valkey: Valkey
) -> None:
    """A case long past due is left to the sweep of every second."""
    small_town.record()
    small_town.catch_up()
    small_town.intake.down = True
    small_town.on("2022-06-01")
    beat = NextDue(app=app)
    settle(beat)
    before = swept(valkey)
    assert all(settle(beat) > FLOOR_SECONDS for _ in range(5))
    assert swept(valkey) <= before + 1


def test_a_database_that_is_away_does_not_stop_beat(app: Worker, small_town: Town) -> None:
    beat = NextDue(app=app)
    with small_town.place.engine.begin() as conn:
        conn.exec_driver_sql("ALTER TABLE case_ RENAME TO away")
    assert settle(beat) <= 1


def settle(beat: NextDue) -> float:
    """Tick until everything that was due at the start is sent; answers the sleep asked for."""
    for _ in range(20):
        seconds = beat.tick()
        if seconds > FLOOR_SECONDS:
            return seconds
    raise AssertionError("beat never comes to rest")


def swept(valkey: Valkey) -> int:
    return int(valkey.client().llen("tindak:sweep"))
