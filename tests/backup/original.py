"""An installation with a past, its backup, and the places to which that returns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine, Table, select

from launcher.backup import archive, bring_back, make
from launcher.backup.kept import KEPT
from launcher.backup.make import Made
from launcher.migrations import HISTORIES
from launcher.proof import findings
from services.followup.clockwork import sweep
from services.followup.hearing import receive
from services.followup.hearing.feed import app_feed
from services.followup.letters import departures, lease, mail, tables
from services.followup.letters.deliver import deliver
from services.followup.letters.postroom import Postroom
from services.followup.place import Place
from services.intake.main import create_app
from shared.clock import HandClock
from shared.db import open_engine, reading
from shared.kept import as_kept, plain
from shared.revisions import check
from tests.intake import town as towns
from tests.intake.town import KANWIL, WIB
from tests.proof import story
from tests.proof.story import Story
from tests.shared.conftest import settings_for

HOST = "tindak.example"
LAST_AT, LEAVES_AT, BACK_AT = "2022-06-02T09:00", "2022-06-02T09:30", "2022-06-20T09:00"
TOUCHED = {"origin", "letter", "departure"}
"""What a restore writes itself."""


@dataclass
class Place3:
    """Three databases and a folder: where an installation lives."""

    engines: Mapping[str, Engine]
    data: Path
    clock: HandClock
    apps: list[Flask] = field(default_factory=list)

    def back_up(self, file: Path, **how: Any) -> Made:
        return make.make(self.engines, self.data, KEPT, self.clock, file, **how)

    def bring_back(self, file: Path, only: str | None = None) -> int:
        with archive.read(file) as backup:
            return bring_back.bring_back(backup, self.engines, self.data, self.clock, only)

    def followup(self, secret: str) -> Place:
        """Followup beside this machine's own intake, whose feed the secret opens."""
        urls = {name: engine.url.render_as_string(False) for name, engine in self.engines.items()}
        told = {"registry_url": urls["registry"], "intake_url_db": urls["intake"]}
        self.apps.append(create_app(settings_for(self.clock, self.data, **told)))
        return Place(self.engines["followup"], app_feed(self.apps[-1], secret), self.clock)

    def findings(self) -> list[str]:
        all_ = findings(self.engines["intake"], self.engines["followup"], self.data / "evidence")
        return [one.text for one in all_ if one.wrong]

    def letters(self) -> dict[str, int]:
        """How many letters there are of each state."""
        with reading(self.engines["followup"]) as conn:
            states = conn.execute(select(tables.letter.c.state)).scalars().all()
        return {state: states.count(state) for state in set(states)}

    def rows(self, name: str, *which: Table) -> dict[str, list[Any]]:
        """Every row of these tables as it lies there."""
        with reading(self.engines[name]) as conn:
            return {
                table.name: [
                    tuple(map(plain, row))
                    for row in conn.execute(as_kept(table).order_by(*table.primary_key))
                ]
                for table in which
            }

    def dispose(self) -> None:
        for app in self.apps:
            app.extensions["publisher"].stop(0)
            app.extensions["tindak"].engines.own.dispose()
            app.extensions["tindak"].engines.registry.dispose()
        for engine in self.engines.values():
            engine.dispose()


@dataclass
class Original:
    """The installation that will be lost: its story, its letters, and its last backup."""

    story: Story
    place: Place3
    file: Path
    made: Made

    @property
    def secret(self) -> str:
        """What opens the feed, of a restored registry too."""
        return self.story.town.voice("service").secret


def build(urls: Mapping[str, str], folder: Path) -> Original:
    """Months of a story whose letters have left, one that is leaving, and one that waits."""
    mould = towns.cast(urls["registry"], urls["intake"])
    told = story.build(mould, urls["followup"], folder / "data")
    told.tell()
    post(told.place, told.town.app.extensions["tindak"].engines.registry, folder / "data")
    _one_more(told, LAST_AT)
    told.town.clock.instant = instant(LEAVES_AT)
    departures.gather(told.place.engine, told.town.clock.now(), HOST, [KANWIL])
    assert lease.claim(told.place.engine, tables.departure) is not None
    _one_more(told, "2022-06-02T16:30")  # the offices are closed: it leaves tomorrow
    engines = {
        "registry": told.town.app.extensions["tindak"].engines.registry,
        "intake": told.intake,
        "followup": told.place.engine,
    }
    (folder / "data" / "secret-key").write_text("k" * 40)
    place = Place3(engines, folder / "data", told.town.clock)
    made = place.back_up(folder / "backup.tar")
    return Original(told, place, folder / "backup.tar", made)


def empty_place(urls: Mapping[str, str], data: Path, at: str = BACK_AT) -> Place3:
    """An empty machine at that time."""
    data.mkdir(exist_ok=True)
    clock = HandClock(instant(at))
    return Place3({name: open_engine(url) for name, url in urls.items()}, data, clock)


def postroom(place: Place, registry: Engine, data: Path) -> Postroom:
    road = mail.transport(None, data, HOST)
    return Postroom(place, registry, road, f"https://{HOST}", f"tindak@{HOST}")


def post(place: Place, registry: Engine, data: Path) -> int:
    """Everything that may leave leaves, into the Maildir; answers how many e-mails."""
    return deliver(postroom(place, registry, data))


def go_on(place: Place) -> None:
    """The workers are at work again."""
    receive.catch_up(place, KANWIL)
    sweep.sweep(place)


def instant(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=WIB).astimezone(UTC)


def check_all(place: Place3) -> None:
    for name, engine in place.engines.items():
        check(engine, HISTORIES[name])


def _one_more(told: Story, at: str) -> None:
    told.town.clock.instant = instant(at)
    told.ids.append(told.town.first(received_on="2022-05-31"))
    receive.catch_up(told.place, KANWIL)
