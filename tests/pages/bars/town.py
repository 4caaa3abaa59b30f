"""A town that has one of everything that a page can show.

Owns: what is in it beyond the stock that hostile hands are tried on, its people, and the words by
which the table of pages names things (`{open}`, `{letter}` …).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from io import BytesIO
from pathlib import Path
from typing import Any

from sqlalchemy import select
from werkzeug.test import Client

from services.followup.store import tables
from shared.cookies import LANGUAGE, SESSION
from shared.db import reading, writing
from shared.entrance import links
from shared.registry_tables import account, holding, sign_in_link
from tests.hostile import world as worlds
from tests.hostile.stock import HERE, Stock, fill
from tests.hostile.world import World
from tests.intake.town import LETTER, PHOTO
from tests.pages.visitor import account as person
from tests.pages.visitor import signed_in

TODAY = "2022-04-01"
"""On this day the late recommendation has been escalated twice."""
OFFICES: Mapping[str, str | None] = {
    "unit": HERE.unit,
    "kanwil": HERE.kanwil,
    "directorate": "DITJENPAS",
    "ombudsman": HERE.ombudsman,
    "admin": None,
}
LONG = "Kepala Kantor Wilayah Direktorat Jenderal Pemasyarakatan Kepulauan Bangka Belitung"
OPEN = "open"
"""Whoever is not signed in."""
ROLES = (*OFFICES, OPEN)
SHEET = (Path(__file__).parents[3] / "docs" / "templates" / "letters-example.csv").read_bytes()


@dataclass
class Town:
    """A world, what is in it, and the secret that each role's browser carries."""

    world: World
    stock: Stock
    names: dict[str, str]
    secrets: dict[str, str] = field(default_factory=dict)

    def secret(self, role: str) -> str | None:
        """The session of that role's head; None for who is not signed in."""
        if role == OPEN:
            return None
        if role not in self.secrets:
            self.secrets[role] = _session(self.world, OFFICES[role])
        return self.secrets[role]

    def browser(self, role: str, language: str = "id") -> Client:
        """A browser of that role without scripts, its session in the cookie."""
        client = Client(self.world.application)
        client.set_cookie(LANGUAGE, language)
        secret = self.secret(role)
        if secret:
            client.set_cookie(SESSION, secret)
        return client

    def open(self, role: str, address: str, language: str = "id") -> Any:
        """What that role's browser is answered there."""
        return self.browser(role, language).get(address)

    def close(self) -> None:
        self.world.close()


TOLD = {"public_url": "http://127.0.0.1", "public_statistics": True}


def empty(folder: Path) -> Town:
    """The offices, and nothing that anybody said."""
    world = worlds.on_sqlite(folder, **TOLD)
    return Town(world, Stock(HERE, *[""] * 13), {})


def build(folder: Path) -> Town:
    """The town on 1 April 2022."""
    world = worlds.on_sqlite(folder, **TOLD)
    [stock] = fill(world, HERE)
    waits = _letter_to_kanwil(world, "waits", None)
    took = _letter_to_kanwil(world, "took", "2022-03-14")
    world.on(TODAY)
    names = {one.name: str(getattr(stock, one.name)) for one in fields(stock)}
    names |= {
        "late_code": _code(world, stock.late),
        "sent_code": _code(world, stock.sent),
        "confirmed_code": _code(world, stock.confirmed),
        "implemented_code": _code(world, stock.implemented),
        "kanwil_code": _code(world, took),
        "kanwil_sent": waits,
        "kanwil_open": took,
        "kanwil": HERE.kanwil,
        "unit": HERE.unit,
        "escalation2": _escalation(world, stock.late, 2),
        "link": _link(world),
        "account": _account(world),
        "proposal": _proposal(world),
    }
    town = Town(world, stock, names)
    names["sheet"] = _sheet(town)
    _prepare(town, "unit", stock.open)
    _prepare(town, "kanwil", took)
    return town


def _session(world: World, office: str | None) -> str:
    cookie = signed_in(world.intake, office).client.get_cookie(SESSION)
    assert cookie
    return str(cookie.value)


def _letter_to_kanwil(world: World, name: str, received: str | None) -> str:
    """A formal recommendation, whose addressee is the Kanwil itself."""
    head = {**LETTER["letter"], "number": f"{HERE.kanwil}/{name}", "instrument": "rekomendasi"}
    head["date"] = world.town.clock.instant.date().isoformat()
    point = {**LETTER["recommendations"][0], "unit": HERE.kanwil, "received_on": received}
    body = {"letter": head, "recommendations": [point]}
    answer: Any = world.town.voice(HERE.ombudsman).post("/letters", body)
    assert answer.status_code == 201, answer.text
    return str(answer.json["recommendations"][0]["id"])


def _code(world: World, about: str) -> str:
    with reading(world.place.engine) as conn:
        query = select(tables.case_.c.code).where(tables.case_.c.recommendation_id == about)
        return str(conn.execute(query).scalar_one())


def _escalation(world: World, about: str, level: int) -> str:
    rows = tables.escalation
    with reading(world.place.engine) as conn:
        mine = (rows.c.recommendation_id == about, rows.c.level == level)
        return str(conn.execute(select(rows.c.id).where(*mine)).scalar_one())


def _sheet(town: Town) -> str:
    """A sheet that was looked through and not yet imported."""
    answer = _post(town, "ombudsman", "/impor", file=(BytesIO(SHEET), "surat.csv"))
    return str(answer.headers["Location"]).rpartition("/")[2]


def _prepare(town: Town, role: str, about: str) -> None:
    """All that a confirmation needs is laid down, and not sent."""
    typed = {"description": "Dipasang.", "completed_on": "2022-04-01", "lanjut": "full"}
    _post(town, role, f"/pelaksanaan/{about}", **typed, file=(BytesIO(PHOTO), "foto.jpg"))


def _post(town: Town, role: str, path: str, **parts: Any) -> Any:
    """The answer to the form on that page; it must lead on."""
    form = town.open(role, path)
    [token, *_] = re.findall(r'name="csrf" value="([0-9a-f]+)"', form.get_data(as_text=True))
    data = {**parts, "csrf": token}
    answer = town.browser(role).post(path, data=data, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.text
    return answer


def _account(world: World) -> str:
    """Somebody who holds an office, beside one whose name is as long as they come."""
    registry = world.intake.extensions["tindak"].engines.registry
    signed_in(world.intake, HERE.unit)
    person(registry, "panjang@kantor.example", (HERE.kanwil, "operator"), name=LONG)
    with reading(registry) as conn:
        return str(conn.execute(select(holding.c.account).limit(1)).scalar_one())


def _proposal(world: World) -> str:
    """A decree that waits for a second administrator's word."""
    secret = world.town.voice("admin").secret
    decree = {"decree": "SKB 9/2022", "note": "Cuti bersama."}
    body = {**decree, "add": [{"on": "2022-04-19", "name": "Cuti bersama", "kind": "leave"}]}
    answer: Any = world.ask("POST", "/api/v1/calendar/amendments", secret, json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json["id"])


def _link(world: World) -> str:
    """The secret of a link by which the unit's head may sign in."""
    registry = world.intake.extensions["tindak"].engines.registry
    own_key = world.town.settings.secret_key
    signed_in(world.intake, HERE.unit)
    with writing(registry) as conn:
        email = conn.execute(select(account.c.email).limit(1)).scalar_one()
        links.ask(conn, email, own_key, "id")
        return links.secret(own_key, conn.execute(select(sign_in_link.c.id)).scalar_one())
