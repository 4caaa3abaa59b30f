from collections.abc import Iterator

import pytest

from shared.clock import HandClock
from tests.conftest import FreshUrl
from tests.followup.town import Town, build


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
