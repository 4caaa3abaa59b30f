"""What there is in one region: a recommendation in each standing, and what hangs on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from sqlalchemy import select, update

from services.followup.letters import departures
from services.followup.letters import tables as outbox
from services.followup.store import tables
from shared.db import reading, writing
from tests.hostile.world import World
from tests.intake.town import LETTER, PHOTO
from tests.pages.visitor import signed_in

WEBHOOK = "https://93.184.215.14/hook"


@dataclass(frozen=True)
class Region:
    """The offices of one region, by what they do."""

    unit: str
    kanwil: str
    ombudsman: str


HERE = Region("RT-MTK", "KANWIL-BABEL", "OMBUDSMAN-BABEL")
THERE = Region("LP-PLG", "KANWIL-SUMSEL", "OMBUDSMAN-SUMSEL")


@dataclass(frozen=True)
class Stock:
    """Ids of the region's things. `sent` waits for its receipt, `open` for an action (its evidence
    is there), `confirmed` for a verdict, `implemented` is closed, `late` was escalated."""

    region: Region
    letter: str
    sent: str
    open: str
    confirmed: str
    implemented: str
    late: str
    code: str
    evidence: str
    escalation: str
    request: str
    departure: str
    webhook: str
    held: str

    def names(self) -> Mapping[str, str]:
        """For each variable of a path the thing that it may name."""
        return {
            "recommendation_id": self.open,
            "letter_id": self.letter,
            "evidence_id": self.evidence,
            "escalation_id": self.escalation,
            "request_id": self.request,
            "departure_id": self.departure,
            "webhook_id": self.webhook,
            "stream": self.region.kanwil,
            "unit": self.region.unit,
            "code": self.code,
        }

    def secrets(self) -> tuple[str, ...]:
        """What nobody of another region may come to see."""
        seen = (self.letter, self.sent, self.open, self.confirmed, self.implemented, self.late)
        return (*seen, self.code, self.evidence, self.request, self.webhook)


def fill(world: World, *regions: Region) -> list[Stock]:
    """Everything happens in each region, from 25 January to 14 March 2022."""
    letters = [_letter(world, region, "late", "2022-01-25") for region in regions]
    for region in regions:
        world.on("2022-03-14", region.kanwil)
    found = [
        _stock(world, region, late) for region, (_, late) in zip(regions, letters, strict=True)
    ]
    for region in regions:
        world.on("2022-03-14", region.kanwil)
    return found


def _stock(world: World, region: Region, late: str) -> Stock:
    posted = {}
    for name in ("sent", "open", "confirmed", "implemented"):
        posted[name] = _letter(world, region, name, None if name == "sent" else "2022-03-14")
    evidence = _said(world.town.voice(region.unit).upload(posted["open"][1]))["id"]
    for name in ("confirmed", "implemented"):
        world.town.confirmed(posted[name][1], region.unit)
    verdict = f"/recommendations/{posted['implemented'][1]}/verifications"
    _said(world.town.voice(region.ombudsman).post(verdict, {"outcome": "implemented"}))
    world.on("2022-03-14", region.kanwil)
    asked = _ask(
        world, region.unit, f"/cases/{posted['open'][1]}/extension-requests",
        {"new_due_on": "2022-06-30", "reason": "Perlu waktu."},
    )  # fmt: skip
    _prepare(world, region, posted["open"][1])
    hook = _ask(world, region.unit, "/webhooks", {"url": WEBHOOK})
    rows = {name: id_ for name, (_, id_) in posted.items()}
    return Stock(
        region=region, letter=posted["open"][0], late=late, evidence=evidence,
        code=_code(world, rows["open"]), escalation=_escalation(world, late), request=asked["id"],
        departure=_departure(world, region), webhook=hook["id"],
        held=_held(world, region), **rows,
    )  # fmt: skip


def _letter(world: World, region: Region, name: str, received: str | None) -> tuple[str, str]:
    """A letter to the region's unit, and its one recommendation."""
    today = world.town.clock.instant.date().isoformat()
    head = {**LETTER["letter"], "number": f"{region.unit}/{name}", "date": today}
    point = {**LETTER["recommendations"][0], "unit": region.unit, "received_on": received}
    body = {"letter": head, "recommendations": [point]}
    told = _said(world.town.voice(region.ombudsman).post("/letters", body))
    return told["id"], told["recommendations"][0]["id"]


def _ask(world: World, office: str, path: str, body: object) -> Any:
    secret = world.town.voice(office).secret
    return _said(world.ask("POST", f"/api/v1{path}", secret, json=body))


def _said(answer: Any) -> Any:
    assert answer.status_code == 201, answer.text
    return answer.json


def _code(world: World, recommendation: str) -> str:
    with reading(world.place.engine) as conn:
        query = select(tables.case_.c.code).where(
            tables.case_.c.recommendation_id == recommendation
        )
        return str(conn.execute(query).scalar_one())


def _escalation(world: World, recommendation: str) -> str:
    table = tables.escalation
    with reading(world.place.engine) as conn:
        query = select(table.c.id).where(table.c.recommendation_id == recommendation)
        return str(conn.execute(query).scalar_one())


def _departure(world: World, region: Region) -> str:
    """An e-mail to the region's unit that was given up."""
    now = world.town.clock.now()
    departures.gather(world.place.engine, now, "localhost", [region.kanwil])
    table = outbox.departure
    with writing(world.place.engine) as conn:
        query = select(table.c.id).where(table.c.office == region.unit).limit(1)
        found = str(conn.execute(query).scalar_one())
        conn.execute(update(table).where(table.c.id == found).values(state="parked"))
    return found


def _held(world: World, region: Region) -> str:
    """A letter to the Ombudsman that an earlier database may have sent."""
    table = outbox.letter
    with writing(world.place.engine) as conn:
        query = select(table.c.id).where(table.c.recipient == region.ombudsman).limit(1)
        found = str(conn.execute(query).scalar_one())
        conn.execute(update(table).where(table.c.id == found).values(state="held", departure=None))
    return found


def _prepare(world: World, region: Region, recommendation: str) -> None:
    """The unit has laid down all that a confirmation needs, and not sent it."""
    visitor, form = signed_in(world.intake, region.unit), f"/pelaksanaan/{recommendation}"
    typed = {"description": "Dipasang.", "completed_on": "2022-03-14", "lanjut": "full"}
    parts = {**typed, "csrf": visitor.token(form), "file": (BytesIO(PHOTO), "foto.jpg")}
    answer = visitor.client.post(form, data=parts, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.text
