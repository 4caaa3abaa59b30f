"""Intake as its tests see it: the Babel offices, one client per voice, one clock."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, func, select
from urllib3.filepost import encode_multipart_formdata
from werkzeug.test import TestResponse

from services.intake.main import create_app
from services.intake.schema import HISTORY
from services.intake.store import metadata
from shared import accounts, offices, registry_tables, sessions, tokens
from shared.clock import HandClock
from shared.config import Settings
from shared.db import open_engine, reading, writing
from shared.migrate import REGISTRY
from tests.servers.moulds import upgraded
from tests.shared.conftest import settings_for

ROOT = Path(__file__).parents[2]
LETTER: dict[str, Any] = json.loads((ROOT / "data" / "letter-babel-2022.json").read_text())
PHOTO = (ROOT / "data" / "demo-sop-kunjungan.jpg").read_bytes()
WIB = ZoneInfo("Asia/Jakarta")
OMBUDSMAN, KANWIL, RUTAN = "OMBUDSMAN-BABEL", "KANWIL-BABEL", "RT-MTK"
OFFICES = (ROOT / "data" / "offices-babel.csv").read_text()
ELSEWHERE = (Path(__file__).parent / "offices-elsewhere.csv").read_text()
"""A neighbouring region, so that there is somebody who must see nothing."""
Json = Any


@dataclass
class Voice:
    """One bearer of a token, speaking over HTTP."""

    client: FlaskClient
    secret: str

    def get(self, path: str, **query: object) -> TestResponse:
        return self.client.get(_api(path), query_string=query, headers=self._headers({}))

    def post(
        self, path: str, body: Json = None, headers: Mapping[str, str] | None = None, **more: Any
    ) -> TestResponse:
        given = more if more else {"json": body}
        return self.client.post(_api(path), headers=self._headers(headers or {}), **given)

    def upload(
        self,
        about: str,
        content: bytes = PHOTO,
        media_type: str = "image/jpeg",
        name: str = "foto.jpg",
        *,
        headers: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
    ) -> TestResponse:
        given = {"kind": "photo", "taken_on": "2022-01-25", "place": "Ruang pelayanan"}
        parts: dict[str, Any] = {**given, **(form or {}), "file": (name, content, media_type)}
        data, content_type = encode_multipart_formdata(parts)
        path = f"/recommendations/{about}/evidence"
        return self.post(path, headers=headers, data=data, content_type=content_type)

    def _headers(self, more: Mapping[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}", **more}


@dataclass
class Town:
    """The application, its clock, and everybody who may speak."""

    app: Flask
    settings: Settings
    clock: HandClock
    voices: dict[str, Voice] = field(default_factory=dict)

    def voice(self, office: str) -> Voice:
        """Who speaks for that office as its head; `service` and `admin` speak for none."""
        return self.voices[office]

    def operator(self) -> Voice:
        """Somebody of the Rutan who is not its head."""
        email, secret = "operator@babel.example", "ts_" + "o" * 43
        with writing(self.app.extensions["tindak"].engines.registry) as conn:
            account = accounts.create(conn, email, "Operator Rutan", "kata sandi panjang")
            accounts.hold(conn, account, RUTAN, "operator", from_on=date(2020, 1, 1))
            who = accounts.Account(account, email, "Operator Rutan", admin=False)
            sessions.open_session(conn, self.clock, who, RUTAN, secret)
        return Voice(self.app.test_client(), secret)

    def on(self, day: str) -> None:
        """It is that day, 09.00 WIB."""
        self.clock.instant = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=WIB)

    def letter(self, **changes: Any) -> Json:
        """The answer to posting the letter of 2022, changed so."""
        answer = self.voice(OMBUDSMAN).post("/letters", {**LETTER, **changes})
        assert answer.status_code == 201, answer.text
        return answer.json

    def first(self, **changes: Any) -> str:
        """The id of the only recommendation of a fresh letter: to the Rutan, on visits."""
        number = changes.pop("number", f"N/{self.count('letter') + 1}")
        instrument = changes.pop("instrument", "saran")
        head = {**LETTER["letter"], "number": number, "instrument": instrument}
        head |= changes.pop("letter", {})
        point = {**LETTER["recommendations"][0], **changes}
        point = {name: value for name, value in point.items() if value != "leave out"}
        posted = self.letter(letter=head, recommendations=[point])
        return str(posted["recommendations"][0]["id"])

    def confirmed(self, about: str, office: str = RUTAN) -> Json:
        """The answer to an action with one photo."""
        photo = self.voice(office).upload(about)
        assert photo.status_code == 201, photo.text
        today = self.clock.instant.astimezone(WIB).date().isoformat()
        body = {
            "description": "Papan dipasang.",
            "completed_on": today,
            "extent": "full",
            "evidence": [photo.json["id"]] if photo.json else [],
        }
        answer = self.voice(office).post(f"/recommendations/{about}/actions", body)
        assert answer.status_code == 201, answer.text
        return answer.json

    def verified(self, about: str, outcome: str, **more: Any) -> TestResponse:
        """The Ombudsman's verdict."""
        body = {"outcome": outcome, **more}
        return self.voice(OMBUDSMAN).post(f"/recommendations/{about}/verifications", body)

    def read(self, about: str) -> Json:
        """The recommendation as the Ombudsman reads it."""
        answer = self.voice(OMBUDSMAN).get(f"/recommendations/{about}")
        assert answer.status_code == 200, answer.text
        return answer.json

    def events(self, stream: str = KANWIL) -> list[Json]:
        """Every event of that stream, as the feed shows them."""
        answer = self.voice("service").get(f"/streams/{stream}/events", limit=1000)
        assert answer.json is not None
        return list(answer.json["events"])

    def count(self, table: str) -> int:
        """The rows of one table."""
        return self.counts()[table]

    def counts(self) -> dict[str, int]:
        """The rows of every table, and the files of evidence."""
        with reading(self.app.extensions["tindak"].engines.own) as conn:
            found = {
                name: conn.execute(select(func.count()).select_from(table)).scalar_one()
                for name, table in metadata.tables.items()
            }
        folder = self.settings.data / "evidence"
        files = [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []
        return found | {"files": len(files)}

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Nothing is written inside of this block."""
        before = self.counts()
        yield
        assert self.counts() == before


@dataclass(frozen=True)
class Mould:
    """Databases in which the offices stand, to be copied for each test."""

    registry: str
    intake: str
    secrets: Mapping[str, str]


def cast(registry_url: str, intake_url: str) -> Mould:
    """Brings both databases to the current schema and fills in the offices and their tokens."""
    for url, history in ((registry_url, REGISTRY), (intake_url, HISTORY)):
        upgraded(url, history)
    return Mould(registry_url, intake_url, _people(registry_url))


def empty(mould: Mould) -> None:
    """Takes out whatever a test wrote; the offices and their tokens stay."""
    people = (
        registry_tables.session,
        registry_tables.sign_in_link,
        registry_tables.holding,
        registry_tables.account,
    )
    for url, written in (
        (mould.registry, people),
        (mould.intake, tuple(reversed(metadata.sorted_tables))),
    ):
        engine = open_engine(url)
        with writing(engine) as conn:
            for table in written:
                conn.execute(delete(table))
        engine.dispose()


def build(mould: Mould, broker_url: str, data: Path, **more: Any) -> Town:
    """A town at the letter of 2022, on databases of its own; `more` are settings."""
    clock = HandClock(datetime(2022, 1, 25, 9, tzinfo=WIB))
    urls = {"registry_url": mould.registry, "intake_url_db": mould.intake}
    settings = settings_for(clock, data, broker_url=broker_url, **urls, **more)
    app = create_app(settings)
    town = Town(app, settings, clock)
    for who, secret in mould.secrets.items():
        town.voices[who] = Voice(app.test_client(), secret)
    return town


def close(town: Town) -> None:
    """Nothing of it is left running."""
    town.app.extensions["publisher"].stop(0)
    engines = town.app.extensions["tindak"].engines
    engines.own.dispose()
    engines.registry.dispose()


def _people(registry_url: str) -> dict[str, str]:
    engine = open_engine(registry_url)
    rows = offices.read_csv(OFFICES + ELSEWHERE)
    secrets = {}
    with writing(engine) as conn:
        offices.import_offices(conn, rows)
        for row in rows:
            role = row["kind"] if row["kind"] in ("ombudsman", "kanwil", "directorate") else "unit"
            secrets[row["code"]] = tokens.create(conn, role, row["code"], row["code"])
        for role in ("service", "admin"):
            secrets[role] = tokens.create(conn, role, None, role)
    engine.dispose()
    return secrets


def _api(path: str) -> str:
    return f"/api/v1{path}"
