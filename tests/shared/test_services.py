"""Both services keep the house's rules on the web."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openapi_spec_validator import validate

from launcher.migrations import migrate
from services.followup import main as followup
from services.intake import main as intake
from shared import auth, gateway, web
from shared.clock import HandClock
from shared.config import Settings
from shared.once import is_once
from tests.conftest import FreshUrl
from tests.shared.conftest import settings_for

ALONE = ("/", "/static/", "/healthz", "/readyz", "/metrics")


@pytest.fixture
def settings(sqlite_url: FreshUrl, clock: HandClock, tmp_path: Path) -> Settings:
    urls = {name: sqlite_url() for name in ("registry_url", "intake_url_db", "followup_url_db")}
    found = settings_for(clock, tmp_path, **urls, intake_url="http://127.0.0.1:1")
    migrate(found)
    return found


@pytest.fixture(params=["intake", "followup"])
def app(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Flask]:
    make = {"intake": intake.create_app, "followup": followup.create_app}[request.param]
    made = make(settings)
    yield made
    with made.app_context():
        web.engine().dispose()
        web.registry().dispose()


def test_every_route_is_reached_at_its_own_service(app: Flask) -> None:
    for route in auth.routes(app):
        path = re.sub(r"<[^>]*>", "1", route.rule)
        if path not in ALONE and not path.startswith("/static/"):
            assert gateway.service_of(path) == app.name, path


def test_every_route_asks_who_is_there(app: Flask) -> None:
    client = app.test_client()
    for route in auth.routes(app):
        path = re.sub(r"<[^>]*>", "1", route.rule)
        if not route.open and not route.page:
            assert client.open(path, method=route.method).status_code == 401, route


def test_every_page_leads_to_the_sign_in_page(app: Flask) -> None:
    client = app.test_client()
    for route in auth.routes(app):
        path = re.sub(r"<[^>]*>", "1", route.rule)
        if not route.open and route.page:
            answer = client.open(path, method=route.method)
            assert answer.status_code == 303, route
            assert answer.headers["Location"] == f"/masuk?next={path}"


def test_no_page_takes_a_form_that_it_did_not_give(app: Flask) -> None:
    client = app.test_client()
    for route in auth.routes(app):
        if route.page and route.open and route.method == "POST":
            assert client.post(route.rule, data={"csrf": "forged"}).status_code == 400, route


def test_every_post_of_the_api_may_be_repeated(app: Flask) -> None:
    for route in auth.routes(app):
        if route.method == "POST" and not route.page:
            assert is_once(app.view_functions[route.endpoint]), route


def test_the_description_is_valid_and_whole(app: Flask) -> None:
    document: Any = app.test_client().get(f"/api/v1/{app.name}/openapi.json").json
    validate(document)
    for route in auth.routes(app):
        if route.rule.startswith("/api/v1/") and f"/{app.name}/" not in route.rule:
            path = re.sub(r"<(?:[^:>]*:)?([^>]*)>", r"{\1}", route.rule)
            operation = document["paths"][path][route.method.lower()]
            assert operation["summary"], route
            assert min(operation["responses"]) < "300", route
