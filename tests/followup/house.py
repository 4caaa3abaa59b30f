"""Followup's web application over a town, asked as the offices' programs ask it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine

from services.followup.main import HISTORY, create_app
from shared import offices, tokens
from shared.config import Settings
from shared.db import open_engine, writing
from shared.migrate import REGISTRY
from tests.followup.town import Intake, Town
from tests.servers.moulds import upgraded

CSV = (Path(__file__).parents[2] / "data" / "offices-babel.csv").read_text()
API = "/api/v1"


@dataclass
class House:
    """The application, its town, and a token for whoever asks."""

    app: Flask
    town: Town
    registry: Engine
    asked: int = 0

    def get(self, who: str, path: str, **query: Any) -> Any:
        """The answer's JSON; the status must be 200."""
        answer = self.ask("GET", who, path, query_string=query)
        assert answer.status_code == 200, answer.text
        return answer.json

    def post(self, who: str, path: str, body: dict[str, Any], key: str | None = None) -> Any:
        """The answer to a POST of JSON."""
        headers = {"Idempotency-Key": key} if key else {}
        return self.ask("POST", who, path, json=body, headers=headers)

    def ask(self, method: str, who: str, path: str, **what: Any) -> Any:
        """The answer to the office `who` (`admin` and `service` have none)."""
        what.setdefault("headers", {}).update(self.bearer(who))
        return self.app.test_client().open(API + path, method=method, **what)

    def bearer(self, who: str) -> dict[str, str]:
        with writing(self.registry) as conn:
            if who in ("admin", "service"):
                secret = tokens.create(conn, who, None, "")
            else:
                secret = tokens.create(conn, role(who), who, "")
        return {"Authorization": f"Bearer {secret}"}


def role(office: str) -> str:
    kind = office.partition("-")[0].lower()
    return {"kanwil": "kanwil", "ditjenpas": "directorate"}.get(
        kind, "ombudsman" if kind == "ombudsman" else "unit"
    )


def build(settings: Settings, intake: Intake) -> House:
    """Every database migrated, the offices of Babel, and the application over that intake."""
    upgraded(settings.registry_url, REGISTRY)
    registry = open_engine(settings.registry_url)
    with writing(registry) as conn:
        offices.import_offices(conn, offices.read_csv(CSV))
    upgraded(settings.followup_url_db, HISTORY)
    app = create_app(settings, intake)
    place = app.extensions["followup"].place
    return House(app, Town(intake, place.engine, intake.clock), registry)
