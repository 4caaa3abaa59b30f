"""A town whose audit is certified: offices, a mail server, a key, and a clock."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, select

from services.followup.certificate import notary, notices, weekly
from services.followup.certificate.content import Certificate
from services.followup.certificate.notary import Notary
from services.followup.certificate.signing import Signer
from services.followup.certificate.tables import certificate, notice
from services.followup.letters.mail import transport
from services.followup.letters.postroom import Postroom
from services.followup.repair import repair
from shared.db import reading, writing
from tests.followup.house import House
from tests.followup.town import Town
from tests.letters.mailserver import MailServer

SEED = "5eed" * 16
URL = "https://tindak.example"
ADMIN = "admin@tindak.example"


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

    def post(self) -> list[str]:
        """What leaves now, by subject."""
        before = len(self.server.subjects)
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
