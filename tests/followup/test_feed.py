"""The two roads to the feed, over the real intake, and what comes of a bad one."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask, Response
from werkzeug.serving import make_server

from services.followup.hearing.feed import (
    IntakeSilent,
    IntakeUnreachable,
    WebFeed,
    app_feed,
    http_feed,
)
from services.intake.main import create_app as create_intake
from services.intake.schema import HISTORY
from shared import offices, tokens
from shared.clock import HandClock
from shared.config import Settings
from shared.db import open_engine, writing
from shared.migrate import REGISTRY
from tests.conftest import FreshUrl
from tests.followup.conftest import settings_of
from tests.followup.house import CSV
from tests.followup.town import BABEL
from tests.servers.moulds import upgraded

TOKEN = "f" * 40


@pytest.fixture
def intake(fresh_url: FreshUrl, clock: HandClock, tmp_path: Path) -> Iterator[Flask]:
    settings = settings_of(fresh_url, clock, tmp_path)
    prepare(settings)
    app = create_intake(settings)
    yield app
    engines = app.extensions["tindak"].engines
    engines.registry.dispose()
    engines.own.dispose()


def test_both_roads_lead_to_the_same_feed(intake: Flask) -> None:
    with served(intake) as url:
        roads = [app_feed(intake, TOKEN), http_feed(url, TOKEN)]
        pages = [road.events(BABEL, 0) for road in roads]
        heads = [road.heads() for road in roads]
    assert [page.events for page in pages] == [(), ()]
    assert [page.head for page in pages] == [0, 0]
    assert pages[0].as_of is not None
    assert pages[1].as_of is not None
    assert pages[0].as_of < pages[1].as_of
    assert heads == [{BABEL: 0}, {BABEL: 0}]


def test_a_wrong_token_reads_nothing(intake: Flask) -> None:
    with pytest.raises(IntakeUnreachable, match="answered 401"):
        app_feed(intake, "x" * 40).events(BABEL, 0)


def test_a_stream_that_cannot_be(intake: Flask) -> None:
    with pytest.raises(IntakeUnreachable, match="answered 404"):
        app_feed(intake, TOKEN).events("made up/../x", 0)


def test_nobody_listens() -> None:
    with pytest.raises(IntakeSilent):
        http_feed("http://127.0.0.1:9", TOKEN).heads()


def test_an_intake_that_hangs_is_silent_soon() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        with pytest.raises(IntakeSilent):
            http_feed(url, TOKEN, 0.1, 0.1).events(BABEL, 0)


@pytest.mark.parametrize(
    "body", ["", "no JSON", "[]", "{}", '{"events": 1, "head": 0, "as_of": null}']
)
def test_what_is_no_feed_is_not_believed(body: str) -> None:
    strange = Flask("strange")
    strange.add_url_rule("/<path:_>", view_func=lambda _: Response(body))
    feed: WebFeed = app_feed(strange, TOKEN)
    with pytest.raises(IntakeUnreachable):
        feed.events(BABEL, 0)
    with pytest.raises(IntakeUnreachable):
        feed.heads()


@contextmanager
def served(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def prepare(settings: Settings) -> None:
    """Both databases migrated, the offices, and the token of the feed."""
    for url, history in ((settings.registry_url, REGISTRY), (settings.intake_url_db, HISTORY)):
        upgraded(url, history)
    registry = open_engine(settings.registry_url)
    with writing(registry) as conn:
        offices.import_offices(conn, offices.read_csv(CSV))
        tokens.ensure(conn, TOKEN, "service", None, "feed")
    registry.dispose()
