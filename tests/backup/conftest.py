from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from launcher.backup.bring_back import ORDER
from tests.backup import original as originals
from tests.backup.original import BACK_AT, Original, Place3
from tests.conftest import ENGINES, FreshUrl
from tests.intake import town as towns
from tests.servers.postgres import Postgres

Empty = Callable[..., Place3]


@pytest.fixture(scope="session")
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Original]]:
    """An installation and its backup on that engine, made once."""
    made: dict[str, Original] = {}

    def on(engine: str) -> Original:
        if engine not in made:
            folder = tmp_path_factory.mktemp("original")
            urls = {name: f"sqlite:///{folder / name}.db" for name in ORDER}
            if engine == "postgresql":
                server: Postgres = request.getfixturevalue("postgres")
                urls = {name: server.url(server.fresh()) for name in ORDER}
            made[engine] = originals.build(urls, folder)
        return made[engine]

    yield on
    for one in made.values():
        one.story.place.engine.dispose()
        towns.close(one.story.town)


@pytest.fixture(scope="session", params=ENGINES)
def original(request: pytest.FixtureRequest, told: Callable[[str], Original]) -> Original:
    """An installation and its backup, once per engine; no test changes it."""
    return told(request.param)


@pytest.fixture(scope="session")
def plain(told: Callable[[str], Original]) -> Original:
    """The one on SQLite, where the engine that it came from makes no difference."""
    return told("sqlite")


@pytest.fixture
def empty(fresh_url: FreshUrl, tmp_path: Path) -> Iterator[Empty]:
    """Each call answers an empty machine; the test runs once per engine."""
    yield from _machines(fresh_url, tmp_path)


@pytest.fixture
def twin(original: Original, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Empty]:
    """Each call answers an empty machine with the original's engine."""
    engine = original.place.engines["intake"].dialect.name
    name = "sqlite_url" if engine == "sqlite" else "postgres_url"
    yield from _machines(request.getfixturevalue(name), tmp_path)


@pytest.fixture
def small(sqlite_url: FreshUrl, tmp_path: Path) -> Iterator[Empty]:
    """Each call answers an empty machine on SQLite."""
    yield from _machines(sqlite_url, tmp_path)


def _machines(url: FreshUrl, folder: Path) -> Iterator[Empty]:
    made: list[Place3] = []

    def machine(at: str = BACK_AT) -> Place3:
        urls = {name: url() for name in ORDER}
        made.append(originals.empty_place(urls, folder / f"machine{len(made)}", at))
        return made[-1]

    yield machine
    for place in made:
        place.dispose()
