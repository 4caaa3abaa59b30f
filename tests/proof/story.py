"""Both services, and a story of two recommendations: confirmed and returned, escalated, decided,
and one that nobody answers."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, String, Table, column, select, type_coerce, update
from sqlalchemy import table as untyped

from launcher.proof import findings
from services.followup import core, say
from services.followup.amendments.amend import amend_calendar
from services.followup.clockwork import sweep
from services.followup.core.calendar import Holiday
from services.followup.core.model import Case
from services.followup.hearing import receive
from services.followup.hearing.feed import app_feed
from services.followup.main import HISTORY
from services.followup.place import Place
from services.followup.store import decrees
from shared.db import open_engine, writing
from shared.events import Actor, Draft
from tests.intake import town as towns
from tests.intake.town import KANWIL, WIB, Mould, Town
from tests.servers.moulds import upgraded

BROKEN = "redis://127.0.0.1:1/0"
HEAD = Actor("kanwil", "Kepala Kanwil", KANWIL, "kanwil")
ADMIN = Actor("admin", "Admin", "", "admin")
LOCAL = Holiday(date(2022, 3, 7), "Libur lokal", "local", "Kabupaten Bangka", "")


@dataclass
class Story:
    """Intake with its people, and followup that reads its feed."""

    town: Town
    place: Place
    ids: list[str] = field(default_factory=list)

    @property
    def intake(self) -> Engine:
        engine: Engine = self.town.app.extensions["tindak"].engines.own
        return engine

    @property
    def evidence(self) -> Path:
        return self.town.settings.data / "evidence"

    def tell(self) -> None:
        """Everything happens, up to the end of May 2022."""
        town = self.town
        answered, silent = town.first(received_on="2022-01-25"), town.first(received_on="leave out")
        self.ids = [answered, silent]
        self._sweep("2022-02-14")
        with writing(self.place.engine) as conn:
            decree = "SK 1/2022"
            amend_calendar(
                conn, self.place, decree, "", additions=[LOCAL], removals=(), actor=ADMIN
            )
        town.confirmed(answered)
        town.verified(answered, "returned", note="Belum tampak.", new_due_on="2022-03-18")
        self._sweep("2022-03-25")
        with writing(self.place.engine) as conn:
            say.say(conn, self.place, answered, _decide)
        self._sweep("2022-05-30")
        self.ids.append(town.first(received_on="leave out"))
        self._sweep("2022-05-31")

    def found(self) -> list[str]:
        """What the proof finds wrong."""
        all_ = findings(self.intake, self.place.engine, self.evidence)
        return [one.text for one in all_ if one.wrong]

    @contextmanager
    def spoilt(self, engine: Engine, table: Table, name: str, *which: Any) -> Iterator[None]:
        """Inside of this block one character of one row of the table is another."""
        with writing(engine) as conn:
            found = table.c[name], *table.primary_key
            query = select(*(type_coerce(each, String).label(each.name) for each in found))
            row = conn.execute(query.where(*which).order_by(*table.primary_key).limit(1)).one()
        kept = dict(row._mapping)
        _write(engine, table, kept, **{name: another(kept[name])})
        yield
        _write(engine, table, kept, **{name: kept[name]})

    def close(self) -> None:
        self.place.engine.dispose()
        towns.close(self.town)

    def _sweep(self, day: str) -> None:
        self.town.on(day)
        receive.catch_up(self.place, KANWIL)
        sweep.sweep(self.place)


def build(mould: Mould, followup_url: str, data: Path) -> Story:
    town = towns.build(mould, BROKEN, data)
    upgraded(followup_url, HISTORY)
    engine = open_engine(followup_url)
    decrees.seed(engine)
    feed = app_feed(town.app, town.voices["service"].secret)
    return Story(town, Place(engine, feed, town.clock))


def _write(engine: Engine, table: Table, row: Mapping[str, Any], **values: str) -> None:
    """As somebody with the database's own client would."""
    plain = untyped(table.name, *(column(each) for each in row))
    here = [plain.c[key.name] == row[key.name] for key in table.primary_key]
    with writing(engine) as conn:
        assert conn.execute(update(plain).where(*here).values(values)).rowcount == 1


def _decide(case: Case, now: Any) -> Draft:
    escalation, today = case.escalations[-1].id, now.astimezone(WIB).date()
    return core.decide(case, escalation, "instruct", "…", None, actor=HEAD, today=today)


def another(kept: str) -> str:
    """The same but for one letter or digit near its middle."""
    place = next(number for number in range(len(kept) // 2, len(kept)) if kept[number].isalnum())
    return kept[:place] + ("0" if kept[place] != "0" else "1") + kept[place + 1 :]
