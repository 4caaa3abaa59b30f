"""A house with letters to send: databases, offices, a clock, a feed and a mail server."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from services.followup.core.model import Line
from services.followup.hearing.feed import FeedPage, IntakeUnreachable
from services.followup.letters import tables
from services.followup.letters.deliver import deliver
from services.followup.letters.mail import Transport, transport
from services.followup.letters.plan import plan
from services.followup.letters.postroom import Postroom
from services.followup.place import Place
from services.followup.store import casebook, decrees
from services.followup.store.casebook import Step
from services.followup.store.tables import metadata
from shared import offices, registry, registry_tables
from shared.clock import Clock, HandClock, real_now
from shared.db import open_engine, reading, writing
from shared.ids import new_id
from tests.conftest import FreshUrl
from tests.letters.mailserver import MailServer
from tests.letters.story import Story, wib

OFFICES = Path(__file__).parents[2] / "data" / "offices-babel.csv"
URL = "https://tindak.example"


@dataclass
class QuietFeed:
    """An intake that has nothing new to say, or cannot be reached."""

    clock: Clock
    reachable: bool = True

    def events(self, stream: str, after: int, limit: int = 500) -> FeedPage:
        if not self.reachable:
            raise IntakeUnreachable("intake is out of reach")
        return FeedPage((), after, self.clock.now())

    def pages(self, after: Mapping[str, int]) -> dict[str, FeedPage]:
        return {stream: self.events(stream, seq) for stream, seq in after.items()}

    def heads(self) -> dict[str, int]:
        return {}


@dataclass
class House:
    """One installation as its letters see it; `at` moves the clock and delivers."""

    engine: Engine
    registry: Engine
    clock: HandClock
    server: MailServer
    feed: QuietFeed = field(init=False)

    def __post_init__(self) -> None:
        self.feed = QuietFeed(self.clock)

    def room(self, road: Transport | None = None) -> Postroom:
        road = road or transport(self.server.url, Path("unused"), "tindak.example")
        place = Place(self.engine, self.feed, self.clock)
        return Postroom(place, self.registry, road, URL, "tindak@babel.example")

    def keep(self, story: Story, lines: Sequence[Line] | None = None) -> None:
        """Save the case and plan the letters of its lines (of all it has, where none are given),
        as of the case's own instant."""
        with writing(self.engine) as conn:
            before = casebook.cases(conn, [story.id]).get(story.id)
            step = Step(before, story.case, (), (), (), story.case.next_at)
            casebook.save(conn, [step], self.clock.now())
            told = story.lines if lines is None else lines
            calendar = story.rules.calendars[-1]
            plan(
                conn,
                story.case,
                told,
                lambda office, on: calendar.working_day(on, office.regency),
                self.clock.now(),
            )

    def at(self, local: str) -> int:
        self.clock.instant = wib(local)
        return deliver(self.room())

    def letters(self) -> list[Any]:
        query = select(tables.letter).order_by(tables.letter.c.at, tables.letter.c.id)
        with reading(self.engine) as conn:
            return list(conn.execute(query))

    def departures(self) -> list[Any]:
        with reading(self.engine) as conn:
            return list(conn.execute(select(tables.departure).order_by(tables.departure.c.id)))

    def let_real_time_pass(self) -> None:
        """As if every lease and back-off had ended."""
        with writing(self.engine) as conn:
            conn.execute(update(tables.departure).values(try_at=real_now()))
            conn.execute(update(tables.delivery).values(try_at=real_now()))

    def address(self, office: str, email: str) -> None:
        """What somebody wrote into the registry, past its own checks."""
        which = registry_tables.office.c.code == office
        with writing(self.registry) as conn:
            conn.execute(update(registry_tables.office).where(which).values(email=email))
            conn.execute(update(registry_tables.version).values(value=new_id()))


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A mail server that takes everything until it is told otherwise."""
    found = MailServer()
    yield found
    found.close()


@pytest.fixture
def house(fresh_url: FreshUrl, clock: HandClock, server: MailServer) -> Iterator[House]:
    """An installation with the offices of Babel and no case; the test runs once per engine."""
    engine, registry_engine = open_engine(fresh_url()), open_engine(fresh_url())
    metadata.create_all(engine)
    registry.metadata.create_all(registry_engine)
    decrees.seed(engine)
    with writing(registry_engine) as conn:
        offices.import_offices(conn, offices.read_csv(OFFICES.read_text()))
    yield House(engine, registry_engine, clock, server)
    engine.dispose()
    registry_engine.dispose()
