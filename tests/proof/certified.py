"""A town whose audit is certified: offices, a mail server, a key, and a clock."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from services.followup.certificate import notary, notices, weekly
from services.followup.certificate.content import Certificate
from services.followup.certificate.notary import Notary
from services.followup.certificate.signing import Signer
from services.followup.certificate.tables import certificate, notice
from services.followup.hearing.repair import repair
from services.followup.letters.compose import Envelope, render
from services.followup.letters.mail import transport
from services.followup.letters.matter import Matter
from services.followup.letters.postroom import Postroom
from shared.clock import HandClock
from shared.db import reading, writing
from tests.conftest import FreshUrl
from tests.followup.conftest import settings_of
from tests.followup.house import House
from tests.followup.house import build as build_house
from tests.followup.town import Intake, Town
from tests.letters.mailserver import MailServer
from tests.letters.story import wib

SEED = "5eed" * 16
URL = "https://tindak.example"
ADMIN = "admin@tindak.example"
GOLDEN = Path(__file__).parent / "golden"


@dataclass
class Certified:
    """The house, and what leaves it."""

    house: House
    server: MailServer
    ids: list[str] = field(default_factory=list)

    @property
    def town(self) -> Town:
        return self.house.town

    @property
    def engine(self) -> Engine:
        return self.town.place.engine

    @property
    def notary(self) -> Notary:
        return Notary(self.town.place, self.house.registry, Signer(SEED), ADMIN)

    @property
    def room(self) -> Postroom:
        road = transport(self.server.url, self.house.app.extensions["tindak"].settings.data, "x")
        return Postroom(self.town.place, self.house.registry, road, URL, "tindak@babel.example")

    def on(self, text: str) -> None:
        """That local time comes, and the workers have been here."""
        self.town.on(text)
        repair(self.town.place)
        self.town.sweep()

    def certify(self) -> Certificate | None:
        return notary.daily(self.notary)

    def post(self, *, weekly_too: bool = False) -> list[str]:
        """What leaves now, by subject."""
        before = len(self.server.subjects)
        if weekly_too:
            weekly.plan(self.town.place, self.house.registry)
        notices.send(self.room)
        return sorted(self.server.subjects[before:])

    def rows(self) -> list[Any]:
        with reading(self.engine) as conn:
            return list(conn.execute(select(certificate).order_by(certificate.c.number)))

    def notices(self) -> list[Any]:
        with reading(self.engine) as conn:
            return list(conn.execute(select(notice).order_by(notice.c.id)))

    def spoil(self, *statements: Any) -> None:
        """As somebody with the database's own client would."""
        with writing(self.engine) as conn:
            for one in statements:
                assert conn.execute(one).rowcount

    def ready(self) -> tuple[int, Any]:
        answer: Any = self.house.app.test_client().get("/readyz")
        return answer.status_code, answer.json["checks"]["certificate"]

    def metrics(self) -> dict[str, float]:
        text = self.house.app.test_client().get("/metrics").text
        pairs = (line.rpartition(" ") for line in text.splitlines() if line[0] != "#")
        return {name: float(value) for name, _, value in pairs}

    def go_past_due(self) -> None:
        """One case is silent, one is closed; the silent one is escalated."""
        self.town.on("2022-01-25 09:00")
        self.ids = [self.town.record(), self.town.record()]
        self.on("2022-02-20 09:00")
        self.town.confirm(self.ids[1])
        self.town.verify(self.ids[1], "implemented")
        self.on("2022-03-14 09:00")


def opened(url: FreshUrl, clock: HandClock, folder: Path) -> Iterator[Certified]:
    """The town, closed again at the end."""
    settings = settings_of(url, clock, folder)
    made = Certified(build_house(settings, Intake(settings.intake_url_db, clock)), MailServer())
    yield made
    made.server.close()
    house = made.house
    for engine in (made.engine, house.town.intake.engine, house.registry):
        engine.dispose()
    house.app.extensions["tindak"].engines.registry.dispose()


def said_as_before(name: str, told: Sequence[Matter]) -> None:
    """Both halves of the e-mail are the golden ones; `REGOLD=1` writes them anew."""
    envelope = Envelope(
        office="Kanwil Kepulauan Bangka Belitung",
        time_zone="Asia/Jakarta",
        address="kanwil-babel@babel.example",
        sender="tindak@babel.example",
        message_id="<one@tindak.example>",
        host="tindak.example",
        at=wib("2022-03-14 08:00"),
    )
    for form in ("txt", "html"):
        shown = render(f"letter.{form}", envelope, told)
        path = GOLDEN / f"{name}.{form}"
        if os.environ.get("REGOLD"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(shown)
        assert shown == path.read_text()
