from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.clock import HandClock
from shared.config import Settings
from tests.conftest import FreshUrl
from tests.followup.house import House
from tests.followup.house import build as build_house
from tests.followup.town import Intake, Town, build


@pytest.fixture
def town(fresh_url: FreshUrl, clock: HandClock) -> Iterator[Town]:
    """Followup and an intake, once per engine."""
    made = build(fresh_url(), fresh_url(), clock)
    yield made
    made.place.engine.dispose()
    made.intake.engine.dispose()


@pytest.fixture
def small_town(sqlite_url: FreshUrl, clock: HandClock) -> Iterator[Town]:
    """The same on SQLite alone, where the engine makes no difference."""
    made = build(sqlite_url(), sqlite_url(), clock)
    yield made
    made.place.engine.dispose()
    made.intake.engine.dispose()


def settings_of(url: FreshUrl, clock: HandClock, folder: Path) -> Settings:
    return Settings(
        env="test",
        data=folder,
        registry_url=url(),
        intake_url_db=url(),
        followup_url_db=url(),
        broker_url="redis+socket:///nowhere/broker.sock",
        secret_key="k" * 40,
        feed_token="f" * 40,
        smtp_url=None,
        mail_from="",
        intake_url="http://127.0.0.1:9",
        public_url="http://127.0.0.1:9",
        private_webhooks=False,
        clock=clock,
    )


@pytest.fixture
def house(fresh_url: FreshUrl, clock: HandClock, tmp_path: Path) -> Iterator[House]:
    """Followup's web application, once per engine."""
    settings = settings_of(fresh_url, clock, tmp_path)
    intake = Intake(settings.intake_url_db, clock)
    made = build_house(settings, intake)
    yield made
    for engine in (made.town.place.engine, intake.engine, made.registry):
        engine.dispose()
    made.app.extensions["tindak"].engines.registry.dispose()
