"""The installation that is measured: the web process as `up` starts it, on databases of its own.

Owns: its folder, databases, offices and tokens, and that nothing of it is left afterwards.
"""

import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from launcher import environment, installation, tether, waiting
from launcher.migrations import migrate
from launcher.places import ROOT
from shared import config, offices, tokens
from shared.db import open_engine, writing
from tests.servers.places import free_port, temporary_folder
from tests.servers.postgres import DURABLE, Postgres

ENGINES = ("sqlite", "postgresql")
OFFICES = ROOT / "data" / "offices-babel.csv"


class DidNotStart(Exception):
    """A process ended before it answered; the text is what it said."""


@dataclass(frozen=True)
class House:
    """One that answers at `port`; `tokens` are those of its Ombudsman's programs."""

    environment: Mapping[str, str]
    folder: Path
    port: int
    tokens: tuple[str, ...]

    def log(self) -> str:
        """What its processes said."""
        return (self.folder / "log").read_text(errors="replace")


@contextmanager
def founded(engine: str, broker_url: str | None, *, programs: int = 1) -> Iterator[House]:
    """Databases with offices and tokens on that engine, durable as in production; no process.
    Without an address the broker is the bundled one, which `up` starts."""
    with ExitStack() as stack:
        folder = temporary_folder("bench")
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        port = free_port()
        given = _environment(stack, engine, folder, broker_url, port)
        migrate(config.load(given))
        yield House(given, folder, port, _offices_and_tokens(given, programs))


@contextmanager
def house(engine: str, broker_url: str, *, programs: int) -> Iterator[House]:
    """The same with its web process."""
    with founded(engine, broker_url, programs=programs) as made, serving(made):
        yield made


@contextmanager
def serving(made: House) -> Iterator[None]:
    """The web process of both services, and neither worker nor beat, so that nothing but the
    answers takes time."""
    web = _web(made)
    try:
        waiting.until(lambda: _answers(made, web), 60, "the web process")
        yield
    finally:
        tether.stop(web, signal.SIGTERM, 5)


def _answers(made: House, web: "subprocess.Popen[bytes]") -> bool:
    if web.poll() is not None:
        raise DidNotStart(made.log())
    return installation.answers("127.0.0.1", made.port, "/healthz")


def _environment(
    stack: ExitStack, engine: str, folder: Path, broker_url: str | None, port: int
) -> dict[str, str]:
    asked = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    if broker_url:
        asked["TINDAK_BROKER_URL"] = broker_url
    if engine == "postgresql":
        server = Postgres(options=DURABLE)
        stack.callback(server.close)
        for name in environment.DATABASES:
            asked[f"TINDAK_{name.upper()}_DATABASE_URL"] = server.url(server.fresh())
    return environment.embedded(asked, folder, port=port)


def _offices_and_tokens(given: Mapping[str, str], programs: int) -> tuple[str, ...]:
    registry = open_engine(config.load(given).registry_url)
    with writing(registry) as conn:
        offices.import_offices(conn, offices.read_csv(OFFICES.read_text()))
        made = tuple(
            tokens.create(conn, "ombudsman", "OMBUDSMAN-BABEL", f"program {n}")
            for n in range(programs)
        )
    registry.dispose()
    return made


def _web(made: House) -> "subprocess.Popen[bytes]":
    command = [*installation.TINDAK, "web", "--port", str(made.port)]
    with (made.folder / "log").open("ab") as log:
        return tether.start(command, environment=made.environment, folder=ROOT, output=log)
