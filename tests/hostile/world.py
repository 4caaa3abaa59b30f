"""Both services alive in this process, two regions, and whoever may try something."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask
from werkzeug.test import Client

from services.followup.clockwork import sweep
from services.followup.hearing import receive
from services.followup.hearing.feed import app_feed
from services.followup.main import HISTORY, create_app
from services.followup.place import Place
from shared import gateway
from tests.intake import town as said
from tests.intake.town import KANWIL, Mould, Town
from tests.servers.moulds import upgraded
from tests.shared.conftest import NO_BROKER

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


PUBLIC = "http://localhost"


@dataclass
class World:
    """Intake's town, followup that hears it, and the one address of both."""

    town: Town
    followup: Flask
    carried: dict[str, str | None] = field(default_factory=dict)
    """What everybody carries, once somebody has given it to them."""

    @property
    def intake(self) -> Flask:
        return self.town.app

    @property
    def apps(self) -> tuple[Flask, Flask]:
        return self.intake, self.followup

    @property
    def place(self) -> Place:
        found: Place = self.followup.extensions["followup"].place
        return found

    @property
    def application(self) -> "WSGIApplication":
        return gateway.dispatch({gateway.INTAKE: self.intake, gateway.FOLLOWUP: self.followup})

    def client(self) -> Client:
        """A program at the one address; it keeps no cookies."""
        return Client(self.application, use_cookies=False)

    def ask(
        self,
        method: str,
        path: str,
        secret: str | None,
        *,
        headers: Mapping[str, str] | None = None,
        **what: Any,
    ) -> Any:
        """The answer to the bearer of that secret."""
        carried = {"Authorization": f"Bearer {secret}"} if secret else {}
        return self.client().open(
            path, method=method, headers={**carried, **(headers or {})}, **what
        )

    def on(self, day: str, stream: str = KANWIL) -> None:
        """It is that day, 09.00 WIB, and time has said what it had to say."""
        self.town.on(day)
        receive.catch_up(self.place, stream)
        sweep.sweep(self.place)

    def close(self) -> None:
        self.place.engine.dispose()
        self.followup.extensions["tindak"].engines.registry.dispose()
        said.close(self.town)


def build(mould: Mould, followup_url: str, broker_url: str, data: Path, **more: Any) -> World:
    """A world at the letter of 2022."""
    upgraded(followup_url, HISTORY)
    told = {"public_url": PUBLIC, "followup_url_db": followup_url, **more}
    town = said.build(mould, broker_url, data, **told)
    feed = app_feed(town.app, town.voices["service"].secret)
    return World(town, create_app(town.settings, feed))


def on_sqlite(folder: Path, **more: Any) -> World:
    """A world of its own in that folder."""
    url = f"sqlite:///{folder}"
    mould = said.cast(f"{url}/registry.db", f"{url}/intake.db")
    return build(mould, f"{url}/followup.db", NO_BROKER, folder / "data", **more)
