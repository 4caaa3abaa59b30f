from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.clock import HandClock
from tests.conftest import FreshUrl
from tests.intake.conftest import mould, postgres_copy, sqlite_copy
from tests.intake.town import Mould
from tests.proof import certified, story
from tests.proof.certified import Certified
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


@pytest.fixture
def here(sqlite_url: FreshUrl, clock: HandClock, tmp_path: Path) -> Iterator[Certified]:
    """A town whose audit is certified, on SQLite alone."""
    yield from certified.opened(sqlite_url, clock, tmp_path)


@pytest.fixture
def past_due(here: Certified) -> Certified:
    """The same with a silent and a closed case, past due."""
    here.go_past_due()
    return here


@pytest.fixture
def anywhere(fresh_url: FreshUrl, clock: HandClock, tmp_path: Path) -> Iterator[Certified]:
    """As `past_due`, once per engine: for what the engine decides."""
    for made in certified.opened(fresh_url, clock, tmp_path):
        made.go_past_due()
        yield made
