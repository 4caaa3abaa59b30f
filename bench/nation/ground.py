"""Where sweeps are measured: followup with its nation, and intake's streams beside it.

Owns: both databases on one engine, durable as in production, and that nothing of them is left.
Intake says nothing new; its feed is read through the stream's own statements.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from bench.nation import Nation, fill
from services.followup.place import Place
from shared.clock import HandClock
from shared.db import open_engine
from tests.followup.town import Intake
from tests.servers.places import temporary_folder
from tests.servers.postgres import DURABLE, Postgres

NOW = datetime(2026, 11, 26, 3, tzinfo=UTC)
"""A Thursday, ten in the morning in Jakarta: three working days of the week are over."""
SEED = 2022


@dataclass(frozen=True)
class Ground:
    """Followup's place, standing at the nation's `now`."""

    place: Place
    nation: Nation

    @property
    def engine(self) -> Engine:
        """Followup's database."""
        return self.place.engine


class Grounds:
    """As many as are asked for, on one engine."""

    def __init__(self, stack: ExitStack, engine: str) -> None:
        self._stack, self._engine = stack, engine
        self._folder = temporary_folder("nation")
        stack.callback(shutil.rmtree, self._folder, ignore_errors=True)
        self._server: Postgres | None = None

    def filled(self, count: int) -> Ground:
        """A nation with that many open cases."""
        clock = HandClock(NOW)
        intake, engine = Intake(self._url(), clock), open_engine(self._url())
        for one in (intake.engine, engine):
            self._stack.callback(one.dispose)
        return Ground(Place(engine, intake, clock), fill(engine, count, SEED, NOW))

    def _url(self) -> str:
        if self._engine == "sqlite":
            number = len(list(Path(self._folder).glob("*.db")))
            path = self._folder / f"{number}.db"
            path.touch()
            return f"sqlite:///{path}"
        if self._server is None:
            self._server = Postgres(options=DURABLE)
            self._stack.callback(self._server.close)
        return self._server.url(self._server.fresh())


@contextmanager
def grounds(engine: str) -> Iterator[Grounds]:
    """Where grounds are made; all are gone at its end."""
    with ExitStack() as stack:
        yield Grounds(stack, engine)
