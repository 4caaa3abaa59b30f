"""One browser and one town for all bars of a test process."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.pages.bars import chromium
from tests.pages.bars import town as towns
from tests.pages.bars.town import Town


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium.launched() as found:
        yield found


@pytest.fixture(scope="package")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The town that has one of everything; who looks at it changes nothing in it."""
    made = towns.build(tmp_path_factory.mktemp("town"))
    yield made
    made.close()


@pytest.fixture(scope="package")
def address(town: Town) -> Iterator[str]:
    """Where the town is served."""
    with chromium.served(town.world.application) as found:
        yield found
