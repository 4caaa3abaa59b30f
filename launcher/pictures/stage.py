"""The demonstration's story up to an instant, in this process.

Owns: a fresh installation in a folder that is gone afterwards, served at one address; its clock is
moved by hand, and its people speak over the same API as everybody.
"""

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.serving import WSGIRequestHandler, make_server

from launcher import desk, environment, places
from launcher.demo import access, story
from launcher.demo.people import People
from launcher.demo.story import Act
from launcher.migrations import migrate
from services.followup.clockwork import sweep
from services.followup.hearing import receive
from services.followup.hearing.feed import app_feed
from services.followup.main import create_app as followup
from services.followup.place import Place
from services.intake.main import create_app as intake
from shared import config, gateway, sessions, tokens
from shared.accounts import Account
from shared.clock import HandClock
from shared.db import writing
from shared.registry_tables import account
from shared.secrets_at_rest import new_secret

INPUT = places.ROOT / "data"
STREAM = "KANWIL-BABEL"


@dataclass
class Stage:
    """The installation and what of the story is still to come."""

    address: str
    apps: tuple[Flask, Flask]
    clock: HandClock
    people: People
    acts: list[Act]

    def on(self, instant: datetime) -> None:
        """Everything up to then has happened."""
        while self.acts and self.acts[0].at <= instant:
            act = self.acts.pop(0)
            self._advance(act.at)
            self.people.do(act)
        self._advance(instant)

    def path_of(self, number: int) -> str:
        """The page of the letter's recommendation with that number, counted from 1."""
        return f"/rekomendasi/{self.people.recommendations[number - 1]['code']}"

    def session(self, office: str) -> str:
        """The secret of a session of that office's head."""
        email, secret = f"kepala@{office.lower()}.example", new_secret("ts_")
        with writing(self.apps[0].extensions["tindak"].engines.registry) as conn:
            row = conn.execute(select(account).where(account.c.email == email)).one()
            who = Account(row.id, row.email, row.name, admin=False)
            sessions.open_session(conn, self.clock, who, office, secret)
        return secret

    def _advance(self, instant: datetime) -> None:
        self.clock.instant = instant
        place: Place = self.apps[1].extensions["followup"].place
        receive.catch_up(place, STREAM)
        sweep.sweep(place)


@contextmanager
def stage() -> Iterator[Stage]:
    """The installation at the story's beginning, while this block runs."""
    folder = Path(tempfile.mkdtemp(prefix="tindak-pictures-"))
    try:
        acts = story.read(INPUT / "demo-story.json")
        environment.keep(folder, "demo")
        given = environment.embedded({"PATH": os.environ.get("PATH", "")}, folder)
        clock = HandClock(acts[0].at)
        settings = replace(config.load(given), clock=clock)
        migrate(settings)
        with desk.database(settings, "registry") as engine, writing(engine) as conn:
            tokens.ensure(conn, settings.feed_token, "service", None, "followup reads the feed")
        with _served(settings, given, clock, acts) as made:
            yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _served(
    settings: config.Settings, given: Mapping[str, str], clock: HandClock, acts: list[Act]
) -> Iterator[Stage]:
    said = intake(settings)
    timed = followup(settings, app_feed(said, settings.feed_token))
    both = gateway.dispatch({gateway.INTAKE: said, gateway.FOLLOWUP: timed})
    server = make_server("127.0.0.1", 0, both, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    address = f"http://127.0.0.1:{server.port}"
    try:
        people = People(address, access.prepare(given).tokens, INPUT)
        yield Stage(address, (said, timed), clock, people, acts)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        said.extensions["publisher"].stop(0)


class _Quiet(WSGIRequestHandler):
    def log(self, *_: Any) -> None:
        """Nobody reads it."""
