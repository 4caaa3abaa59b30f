"""A small town for followup's tests: intake's stream, its feed, and one Kanwil with its units."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, MetaData, select

from services.followup.clockwork import sweep
from services.followup.core.model import Case
from services.followup.hearing import receive
from services.followup.hearing.feed import PAGE, FeedPage, FeedTampered, IntakeSilent, proven
from services.followup.place import Place
from services.followup.schema import metadata
from services.followup.store import decrees, tables
from services.followup.store.casebook import case
from shared.clock import HandClock
from shared.codec import dump
from shared.db import open_engine, reading, writing
from shared.events import (
    ActionConfirmed,
    ActionVerified,
    Actor,
    DeadlineExtended,
    Draft,
    Event,
    EvidenceFacts,
    Fact,
    LetterRecorded,
    OfficeFacts,
    RecommendationRecorded,
)
from shared.ids import new_id
from shared.stream import Page, Streams, envelope

WIB = ZoneInfo("Asia/Jakarta")
BABEL = "KANWIL-BABEL"


def office(code: str, kind: str, regency: str = "Kota Pangkalpinang") -> OfficeFacts:
    return OfficeFacts(code, code, kind, "Asia/Jakarta", regency)


DIRECTORATE = office("DITJENPAS", "directorate", "Kota Jakarta Pusat")
KANWIL = office(BABEL, "kanwil")
OMBUDSMAN = office("OMBUDSMAN-BABEL", "ombudsman")
UNIT = office("LP-SGL", "lapas", "Kabupaten Bangka")
HEAD = Actor("a1", "Kepala Lapas", UNIT.code, "unit")
KANWIL_HEAD = Actor("a2", "Kepala Kanwil", KANWIL.code, "kanwil")
STAFF = Actor("a3", "Asisten", OMBUDSMAN.code, "ombudsman")


class Intake:
    """Intake's database with its stream, and the feed that reads it; `down` cuts the line."""

    def __init__(self, url: str, clock: HandClock) -> None:
        metadata = MetaData()
        self.streams = Streams(metadata)
        self.engine = open_engine(url)
        self.clock = clock
        self.down = False
        self.reads = 0
        metadata.create_all(self.engine)

    def say(self, fact: Fact, stream: str = BABEL) -> Event:
        whose = "letter_id" if isinstance(fact, LetterRecorded) else "recommendation_id"
        subject: str = getattr(fact, whose)
        with writing(self.engine) as conn:
            draft = Draft(fact.name, subject, dump(fact))
            return self.streams.append(conn, self.clock, stream, [draft])[0]

    def events(self, stream: str, after: int, limit: int = PAGE) -> FeedPage:
        self.reads += 1
        if self.down:
            raise IntakeSilent("the line is cut")
        with writing(self.engine) as conn:
            page = self.streams.page(conn, self.clock, stream, after, limit)
        return _shown(stream, after, page)

    def pages(self, after: Mapping[str, int]) -> Mapping[str, FeedPage]:
        self.reads += 1
        if self.down:
            raise IntakeSilent("the line is cut")
        found = {}
        with writing(self.engine) as conn:
            self.streams.begin(conn, after)
            pages = self.streams.pages(conn, self.clock, after, PAGE)
        for stream, page in pages.items():
            with suppress(FeedTampered):
                found[stream] = _shown(stream, after[stream], page)
        return found

    def heads(self) -> Mapping[str, int]:
        if self.down:
            raise IntakeSilent("the line is cut")
        with reading(self.engine) as conn:
            return {name: head for name, (head, _) in self.streams.heads(conn).items()}


def _shown(stream: str, after: int, page: Page) -> FeedPage:
    events = proven(stream, after, [envelope(one) for one in page.events])
    return FeedPage(events, page.head, page.as_of, page.hash)


class Town:
    """Followup beside that intake, on one clock that stands until it is moved."""

    def __init__(self, intake: Intake, engine: Engine, clock: HandClock) -> None:
        self.intake = intake
        self.clock = clock
        self.place = Place(engine, intake, clock)
        self.number = 0

    def on(self, text: str) -> None:
        """Move the clock to that local time; a day alone means its beginning."""
        self.clock.instant = datetime.fromisoformat(text).replace(tzinfo=WIB).astimezone(UTC)

    def record(self, stream: str = BABEL, **changes: Any) -> str:
        """A recommendation is posted; answers its id."""
        self.number += 1
        fact = RecommendationRecorded(
            recommendation_id=new_id(),
            code=f"REK-{stream[7:]}-2022-{self.number:04d}",
            letter_id="letter-1",
            letter_number="DEMO/1",
            letter_date=date(2022, 1, 25),
            instrument="saran",
            unit=UNIT,
            superiors=(replace(KANWIL, code=stream), DIRECTORATE),
            ombudsman=OMBUDSMAN,
            service="kunjungan",
            components=("jangka_waktu",),
            finding="…",
            text="…",
            severity="sedang",
            received_on=date(2022, 1, 25),
            due_kind="rule",
            due_on=None,
            repeat_of=None,
            actor=STAFF,
        )
        fact = replace(fact, **changes)
        self.intake.say(fact, stream)
        return fact.recommendation_id

    def confirm(self, recommendation_id: str, stream: str = BABEL, **changes: Any) -> Event:
        proof = EvidenceFacts(new_id(), "photo", "image/jpeg", 1, "0" * 64, None, "", HEAD.id)
        on = self.clock.now().date()
        fact = ActionConfirmed(recommendation_id, new_id(), "…", on, "full", (proof,), HEAD)
        return self.intake.say(replace(fact, **changes), stream)

    def verify(
        self, recommendation_id: str, outcome: str, new_due_on: date | None = None, **changes: Any
    ) -> Event:
        fact = ActionVerified(
            recommendation_id, new_id(), None, outcome, "…", new_due_on, None, STAFF
        )
        return self.intake.say(replace(fact, **changes))

    def extend(self, recommendation_id: str, new_due_on: date) -> Event:
        return self.intake.say(DeadlineExtended(recommendation_id, new_due_on, "…", None, STAFF))

    def hear(self, *events: Event, stream: str = BABEL) -> None:
        """The broker brings these events."""
        receive.receive(self.place, stream, [envelope(event) for event in events])

    def catch_up(self, stream: str = BABEL) -> datetime:
        return receive.catch_up(self.place, stream)

    def sweep(self) -> int:
        return sweep.sweep(self.place)

    def case(self, recommendation_id: str) -> Case:
        with reading(self.place.engine) as conn:
            return case(conn, recommendation_id)

    def rungs(self, recommendation_id: str) -> list[str]:
        """The rungs in the journal, in its order."""
        table = tables.journal
        query = select(table.c.rung).where(
            table.c.recommendation_id == recommendation_id, table.c.rung.is_not(None)
        )
        with reading(self.place.engine) as conn:
            return [row.rung for row in conn.execute(query.order_by(table.c.position))]


def build(intake_url: str, followup_url: str, clock: HandClock) -> Town:
    engine = open_engine(followup_url)
    metadata.create_all(engine)
    decrees.seed(engine)
    return Town(Intake(intake_url, clock), engine, clock)
