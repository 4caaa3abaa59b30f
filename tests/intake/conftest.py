"""The town of intake's tests, on both engines."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import FreshUrl
from tests.intake import town as towns
from tests.intake.town import Town

NO_BROKER = "redis+socket:///nowhere/at/all?virtual_host=0"


@pytest.fixture
def town(fresh_url: FreshUrl, tmp_path: Path) -> Iterator[Town]:
    """Intake on fresh databases, with no broker at all: no answer may need one."""
    made = towns.build(fresh_url(), fresh_url(), NO_BROKER, tmp_path / "data")
    yield made
    towns.close(made)
