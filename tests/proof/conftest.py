from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intake.conftest import mould, postgres_copy, sqlite_copy
from tests.intake.town import Mould
from tests.proof import story
from tests.proof.story import Story

__all__ = ["mould", "postgres_copy", "sqlite_copy"]


@pytest.fixture
def told(mould: Mould, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Story]:
    """Both services after a story, once per engine."""
    followup = f"sqlite:///{tmp_path / 'followup.db'}"
    if mould.intake.startswith("postgresql"):
        followup = request.getfixturevalue("postgres_url")()
    made = story.build(mould, followup, tmp_path / "data")
    made.tell()
    yield made
    made.close()
