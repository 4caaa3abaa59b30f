"""What every test may ask for: real servers, fresh databases of both engines, one clock."""

import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.clock import HandClock
from tests.servers.postgres import Postgres
from tests.servers.valkey import Valkey

ENGINES = ("sqlite", "postgresql")
ROOT = Path(__file__).parents[1]
FreshUrl = Callable[[], str]
WHOLE_PROGRAMS = ("pages", "exports", "entrance", "hostile", "stories", "backup")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--every-engine` asks every test of both engines."""
    parser.addoption("--every-engine", action="store_true", help="each test on both engines")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The rooms that ask whole programs take the engines in turn, one for each test: the statements
    themselves are asked of both engines in the rooms of the services."""
    if config.getoption("every_engine"):
        return
    left_out = [item for item in items if _asked_elsewhere(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def _asked_elsewhere(item: pytest.Item) -> bool:
    """Whether this is the engine that the test is not asked of in a usual run."""
    room = item.path.relative_to(ROOT).parts[1]
    asked = getattr(item, "callspec", None)
    engine = str(asked.params.get("fresh_url")) if asked else ""
    if room not in WHOLE_PROGRAMS or engine not in ENGINES:
        return False
    name = item.nodeid.replace("-postgresql", "").replace("-sqlite", "")
    name = name.replace("postgresql", "").replace("sqlite", "")
    return ENGINES[zlib.crc32(name.encode()) % 2] != engine


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
