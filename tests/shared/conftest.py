"""A house with one small service, on a registry of the Babel offices."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine

from shared import accounts, migrate, offices, signin, tokens
from shared.clock import HandClock
from shared.config import Settings
from shared.context import Engines
from shared.db import open_engine, writing
from shared.web import build_app
from tests.conftest import FreshUrl
from tests.servers.moulds import upgraded
from tests.shared import example

CSV = (Path(__file__).parents[2] / "data" / "offices-babel.csv").read_text()
PASSWORD = "a horse that is correct"
NO_BROKER = "redis+socket:///nowhere/broker.sock"


@dataclass
class House:
    app: Flask
    engines: Engines
    clock: HandClock
    gate: example.Gate

    def client(self) -> Any:
        """A test client; as Any, since its answers' JSON is."""
        return self.app.test_client()

    def token(self, role: str, office: str | None = None) -> dict[str, str]:
        with writing(self.engines.registry) as conn:
            return bearer(tokens.create(conn, role, office, ""))

    def person(self, email: str, *held: tuple[str, str], to_on: date | None = None) -> str:
        with writing(self.engines.registry) as conn:
            who = accounts.create(conn, email, email, PASSWORD)
            for office, capacity in held:
                first = date(2022, 1, 1)
                accounts.hold(conn, who, office, capacity, from_on=first, to_on=to_on)
            return who

    def sign_in(self, email: str, **more: str) -> Any:
        body = {"email": email, "password": PASSWORD} | more
        return self.client().post("/api/v1/sessions", json=body)


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def settings_for(clock: HandClock, folder: Path, **told: Any) -> Settings:
    """Settings of a test; what is not told is empty."""
    usual: dict[str, Any] = {
        "env": "test",
        "data": folder,
        "registry_url": "",
        "intake_url_db": "",
        "followup_url_db": "",
        "broker_url": NO_BROKER,
        "secret_key": "k" * 40,
        "feed_token": "f" * 40,
        "smtp_url": None,
        "mail_from": "",
        "intake_url": "",
        "public_url": "",
        "private_webhooks": False,
        "clock": clock,
    }
    return Settings(**usual | told)


def fresh_registry(url: str) -> Engine:
    upgraded(url, migrate.REGISTRY)
    engine = open_engine(url)
    with writing(engine) as conn:
        offices.import_offices(conn, offices.read_csv(CSV))
    return engine


@pytest.fixture
def registry(fresh_url: FreshUrl) -> Iterator[Engine]:
    """A registry of the Babel offices, on each engine."""
    engine = fresh_registry(fresh_url())
    yield engine
    engine.dispose()


@pytest.fixture
def house(fresh_url: FreshUrl, clock: HandClock, tmp_path: Path) -> Iterator[House]:
    """The example's service, on each engine."""
    yield from _house(fresh_url, clock, tmp_path)


@pytest.fixture
def small_house(sqlite_url: FreshUrl, clock: HandClock, tmp_path: Path) -> Iterator[House]:
    """The same on SQLite alone, where no statement is in question."""
    yield from _house(sqlite_url, clock, tmp_path)


def _house(url: FreshUrl, clock: HandClock, folder: Path) -> Iterator[House]:
    both = fresh_registry(url())  # one database for both: a second one takes a third of a second
    engines = Engines(both, both)
    example.metadata.create_all(engines.own)
    gate = example.Gate()
    blueprints = [example.blueprint(gate), signin.blueprint]
    app = build_app("intake", "Things", settings_for(clock, folder), engines, blueprints)
    yield House(app, engines, clock, gate)
    both.dispose()


@pytest.fixture
def sqlite_registry(sqlite_url: FreshUrl) -> Iterator[Engine]:
    """A registry of the Babel offices on SQLite alone."""
    engine = fresh_registry(sqlite_url())
    yield engine
    engine.dispose()


@pytest.fixture
def fresh_empty(fresh_url: FreshUrl) -> Iterator[Engine]:
    """A registry without offices, on each engine."""
    url = fresh_url()
    upgraded(url, migrate.REGISTRY)
    engine = open_engine(url)
    yield engine
    engine.dispose()
