"""The world of hostile hands, and how much of it is tried."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from tests.conftest import FreshUrl
from tests.hostile import people
from tests.hostile import world as worlds
from tests.hostile.digest import Watch
from tests.hostile.gauntlet import Gauntlet
from tests.hostile.stock import HERE, THERE, Stock, fill
from tests.hostile.world import World
from tests.intake import town as said
from tests.shared.conftest import NO_BROKER

EXAMPLES, SEED, DATABASE = "--hostile-examples", "--hostile-seed", "--hostile-database"
FEW = 3


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("hostile", "how long the API is attacked by generated requests")
    group.addoption(EXAMPLES, type=int, default=FEW, help="examples for each operation and role")
    group.addoption(SEED, type=int, default=0, help="another seed tries other requests")
    group.addoption(
        DATABASE, choices=("sqlite", "postgresql"), default="sqlite", help="where they are kept"
    )


@pytest.fixture(scope="module", autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of requests are refused here; their log would take longer than they do."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.configure(**before)


@pytest.fixture
def world(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[World]:
    """Both services at the letter of 2022, on SQLite where nothing else was asked for."""
    name = (
        "postgres_url" if request.config.getoption(DATABASE, "") == "postgresql" else "sqlite_url"
    )
    fresh: FreshUrl = request.getfixturevalue(name)
    mould = said.cast(fresh(), fresh())
    made = worlds.build(mould, fresh(), NO_BROKER, tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def stocks(world: World) -> list[Stock]:
    """What there is in the region at hand, and in another."""
    return fill(world, HERE, THERE)


@pytest.fixture(scope="package")
def gauntlet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gauntlet]:
    """One world for all, since whatever is changed in it is put back."""
    world = worlds.on_sqlite(tmp_path_factory.mktemp("gauntlet"))
    here, there = fill(world, HERE, THERE)
    world.carried = {**people.secrets(world), **people.outside(world)}
    watch = Watch(world)
    yield Gauntlet(world, here, there, watch)
    watch.close()
    world.close()
