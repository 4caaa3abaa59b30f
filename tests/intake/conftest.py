"""The town of intake's tests, on both engines: migrated once, as new for each test."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import ENGINES
from tests.intake import town as towns
from tests.intake.town import Mould, Town
from tests.servers.postgres import Postgres

NO_BROKER = "redis+socket:///nowhere/at/all?virtual_host=0"
Copy = Callable[[Path], Mould]


@pytest.fixture(scope="session")
def sqlite_copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Copies the mould's two files."""
    folder = tmp_path_factory.mktemp("mould")
    names = ("registry", "intake")
    mould = towns.cast(*(f"sqlite:///{folder / name}.db" for name in names))

    def copy(place: Path) -> Mould:
        for name in names:
            shutil.copyfile(folder / f"{name}.db", place / f"{name}.db")
        registry, intake = (f"sqlite:///{place / name}.db" for name in names)
        return replace(mould, registry=registry, intake=intake)

    return copy


@pytest.fixture(scope="session")
def postgres_copy(postgres: Postgres) -> Copy:
    """The same two databases each time, emptied of what the last test wrote."""
    mould = towns.cast(postgres.url(postgres.fresh()), postgres.url(postgres.fresh()))

    def empty(_place: Path) -> Mould:
        towns.empty(mould)
        return mould

    return empty


@pytest.fixture(params=ENGINES)
def mould(request: pytest.FixtureRequest, tmp_path: Path) -> Mould:
    """Fresh databases in which the offices stand; the test runs once per engine."""
    name = "sqlite_copy" if request.param == "sqlite" else "postgres_copy"
    copy: Copy = request.getfixturevalue(name)
    return copy(tmp_path)


@pytest.fixture
def town(mould: Mould, tmp_path: Path) -> Iterator[Town]:
    """Intake with no broker at all: no answer may need one."""
    made = towns.build(mould, NO_BROKER, tmp_path / "data")
    yield made
    towns.close(made)
