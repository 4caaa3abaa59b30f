"""An admin says what becomes of letters that an earlier database may have sent."""

from email import message_from_bytes
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from services.followup import site
from services.followup.letters import held, tables
from services.followup.letters.held import Office
from services.followup.place import Place
from shared import tokens
from shared.clock import real_now
from shared.db import reading, writing
from tests.backup.conftest import Empty
from tests.backup.original import Original, Place3, go_on, post
from tests.shared.conftest import bearer, settings_for

OUT = "/api/v1/letters-out"


class Machine:
    """A restored installation with held letters, and its admin at the API."""

    def __init__(self, original: Original, place: Place3) -> None:
        place.bring_back(original.file)
        self.original, self.place = original, place
        self.followup: Place = place.followup(original.secret)
        go_on(self.followup)
        settings = settings_for(place.clock, place.data)
        app: Flask = site.build(settings, self.followup, place.engines["registry"])
        self.client: Any = app.test_client()
        with writing(place.engines["registry"]) as conn:
            self.admin = bearer(tokens.create(conn, "admin", None, ""))
            self.kanwil = bearer(tokens.create(conn, "kanwil", "KANWIL-BABEL", ""))

    def held(self) -> list[Any]:
        items: list[Any] = self.client.get(f"{OUT}?status=held&limit=100", headers=self.admin).json[
            "items"
        ]
        return items

    def say(self, letter: Any, word: str, who: Any = None) -> Any:
        return self.client.post(f"{OUT}/{letter['id']}/{word}", headers=who or self.admin)

    def post(self) -> int:
        with writing(self.followup.engine) as conn:
            conn.execute(update(tables.departure).values(try_at=real_now()))
        return post(self.followup, self.place.engines["registry"], self.place.data)

    def message_ids(self) -> list[str]:
        box = self.place.data / "mailbox"
        files = [one for one in box.rglob("*") if one.is_file()]
        return [str(message_from_bytes(one.read_bytes())["Message-ID"]) for one in files]


@pytest.fixture
def machine(original: Original, twin: Empty) -> Machine:
    return Machine(original, twin())


def test_what_was_leaving_when_it_was_lost_leaves_again_under_its_old_name(
    machine: Machine,
) -> None:
    bound = [one for one in machine.held() if one["departure"]]
    assert bound
    assert {one["reason"] for one in machine.held()} == {
        "it fell due before this database began: an earlier one may have sent it"
    }
    answer = machine.say(bound[0], "release")
    together = [one for one in bound if one["departure"] == bound[0]["departure"]]
    assert (answer.status_code, answer.json["letters"]) == (201, len(together))
    with reading(machine.followup.engine) as conn:
        mine = tables.departure.c.id == bound[0]["departure"]
        name = conn.execute(select(tables.departure.c.message_id).where(mine)).scalar_one()
    assert machine.post() == 1
    assert machine.message_ids() == [name]
    assert machine.say(bound[0], "release").status_code == 409


def test_what_is_released_at_night_leaves_in_office_hours(machine: Machine) -> None:
    free = [one for one in machine.held() if not one["departure"]]
    clock = machine.place.clock
    morning, clock.instant = clock.instant, clock.instant.replace(hour=15)  # 22.00 WIB
    for one in free:
        assert machine.say(one, "release").json == {"letters": 1}
    assert machine.post() == 0
    clock.instant = morning.replace(day=morning.day + 1, hour=2)
    machine.post()
    states = machine.place.letters()
    assert "waiting" not in states
    assert states["sent"] > machine.original.place.letters()["sent"]


def test_what_is_discarded_never_leaves(machine: Machine) -> None:
    while letters := machine.held():
        assert machine.say(letters[0], "discard").status_code == 201
    machine.place.clock.instant = machine.place.clock.instant.replace(day=21)
    go_on(machine.followup)
    assert machine.post() == 0
    assert "held" not in machine.place.letters()


def test_the_word_is_an_admins_alone(machine: Machine) -> None:
    first = machine.held()[0]
    for word in ("release", "discard"):
        assert machine.say(first, word, machine.kanwil).status_code == 403
        assert machine.say({"id": "nowhere"}, word).status_code == 404


def test_how_many_wait_is_shown(machine: Machine) -> None:
    count = len(machine.held())
    checks = machine.client.get("/readyz").json["checks"]
    assert checks["letters"] == {"ok": True, "detail": f"{count} wait for an admin's word"}
    assert f'tindak_outbox_stuck{{what="held"}} {count}.0' in machine.client.get("/metrics").text


def test_each_fate_is_said_once(machine: Machine) -> None:
    engine, now = machine.followup.engine, machine.place.clock.now()
    with writing(engine) as conn:
        office = Office(now, machine.followup.rules(conn).calendar_at(now))
        total = sum(held.release(conn, one, office) for one in held.every(conn))
    assert total > 0
    assert machine.held() == []
