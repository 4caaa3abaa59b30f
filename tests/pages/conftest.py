from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.clock import HandClock
from tests.conftest import FreshUrl
from tests.followup.conftest import settings_of
from tests.followup.house import House
from tests.followup.house import build as build_house
from tests.followup.town import Intake
from tests.intake import town as said
from tests.pages.visitor import Visitor, signed_in
from tests.shared.conftest import NO_BROKER


@pytest.fixture
def intake(fresh_url: FreshUrl, tmp_path: Path) -> Iterator[said.Town]:
    """Intake's web application, once per engine."""
    made = said.build(said.cast(fresh_url(), fresh_url()), NO_BROKER, tmp_path)
    yield made
    said.close(made)


@pytest.fixture
def small_intake(sqlite_url: FreshUrl, tmp_path: Path) -> Iterator[said.Town]:
    """The same on SQLite alone, where no statement is in question."""
    made = said.build(said.cast(sqlite_url(), sqlite_url()), NO_BROKER, tmp_path)
    yield made
    said.close(made)


@pytest.fixture
def staff(intake: said.Town) -> Visitor:
    """Somebody of the Ombudsman's office, who is not its head."""
    return signed_in(intake.app, said.OMBUDSMAN, "operator")


@pytest.fixture
def small_staff(small_intake: said.Town) -> Visitor:
    """The same where the engine makes no difference."""
    return signed_in(small_intake.app, said.OMBUDSMAN, "operator")


@pytest.fixture
def house(fresh_url: FreshUrl, clock: HandClock, tmp_path: Path) -> Iterator[House]:
    """Followup's web application, once per engine."""
    yield from _house(fresh_url, clock, tmp_path)


@pytest.fixture
def small_house(sqlite_url: FreshUrl, clock: HandClock, tmp_path: Path) -> Iterator[House]:
    """The same on SQLite alone."""
    yield from _house(sqlite_url, clock, tmp_path)


def _house(url: FreshUrl, clock: HandClock, folder: Path) -> Iterator[House]:
    settings = settings_of(url, clock, folder)
    feed = Intake(settings.intake_url_db, clock)
    made = build_house(settings, feed)
    yield made
    for engine in (made.town.place.engine, feed.engine, made.registry):
        engine.dispose()
    made.app.extensions["tindak"].engines.registry.dispose()
