"""What every test may ask for: real servers, fresh databases of both engines, one clock."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.clock import HandClock
from tests.servers.postgres import Postgres
from tests.servers.valkey import Valkey

ENGINES = ("sqlite", "postgresql")
FreshUrl = Callable[[], str]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One PostgreSQL server for this test process."""
    server = Postgres()
    yield server
    server.close()


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[FreshUrl]:
    """Each call answers the URL of a new, empty PostgreSQL database."""
    made: list[str] = []

    def fresh() -> str:
        made.append(postgres.fresh())
        return postgres.url(made[-1])

    yield fresh
    for name in made:
        postgres.drop(name)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> FreshUrl:
    """Each call answers the URL of a new SQLite database."""
    made: list[Path] = []

    def fresh() -> str:
        made.append(tmp_path / f"{len(made) + 1}.db")
        return f"sqlite:///{made[-1]}"

    return fresh


@pytest.fixture(params=ENGINES)
def fresh_url(request: pytest.FixtureRequest) -> FreshUrl:
    """Each call answers the URL of a new, empty database; the test runs once per engine."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    factory: FreshUrl = request.getfixturevalue(name)
    return factory


@pytest.fixture
def database_url(fresh_url: FreshUrl) -> str:
    """The URL of a new, empty database; the test runs once per engine."""
    return fresh_url()


@pytest.fixture
def valkey() -> Iterator[Valkey]:
    """A Valkey server of the test's own, empty."""
    server = Valkey()
    yield server
    server.close()


@pytest.fixture
def clock() -> HandClock:
    """A clock that stands at the letter of 2022: 25 January, 09.00 WIB."""
    return HandClock(datetime(2022, 1, 25, 2, tzinfo=UTC))
