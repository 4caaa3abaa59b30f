from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.pages.bars import chromium
from tests.stories.stage import Stage, stage


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium.launched() as found:
        yield found


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def play(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Stage]:
    """An empty stage, once with JavaScript and once without."""
    with stage(tmp_path, browser, scripts=request.param) as made:
        yield made
