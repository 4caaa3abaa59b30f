"""Offices see their own letters and keep their own webhooks; an admin sees all and sends again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from services.followup.api import letters as letters_api
from services.followup.api import webhooks as webhooks_api
from services.followup.letters.hooks import MOST
from services.followup.letters.webhooks import Switchboard, announce
from shared import tokens
from shared.context import Engines
from shared.db import writing
from shared.web import build_app
from tests.letters.conftest import House
from tests.letters.receiver import Receiver
from tests.letters.stories import escalated
from tests.letters.story import Story, numbered
from tests.shared.conftest import bearer, settings_for

URL = "/api/v1/webhooks"
OUT = "/api/v1/letters-out"


@dataclass
class Desk:
    """The API of one house; `as_` is a client's headers for an office or the admin."""

    house: House
    client: Any
    secret_key: str

    def as_(self, role: str, office: str | None = None) -> dict[str, str]:
        with writing(self.house.registry) as conn:
            return bearer(tokens.create(conn, role, office, ""))

    def register(self, url: str, role: str = "kanwil", office: str = "KANWIL-BABEL") -> Any:
        return self.client.post(URL, json={"url": url}, headers=self.as_(role, office))


def desk_of(house: House, folder: Path, *, private: bool) -> Desk:
    settings = replace(settings_for(house.clock, folder), private_webhooks=private)
    engines = Engines(house.registry, house.engine)
    blueprints = [letters_api.blueprint, webhooks_api.blueprint]
    app = build_app("followup", "Letters", settings, engines, blueprints)
    return Desk(house, app.test_client(), settings.secret_key)


@pytest.fixture
def desk(house: House, tmp_path: Path) -> Desk:
    """An installation that lets webhooks point into its own network."""
    return desk_of(house, tmp_path, private=True)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Somebody who listens."""
    found = Receiver()
    yield found
    found.close()


def test_who_registers_is_shown_the_secret_once(desk: Desk, receiver: Receiver) -> None:
    made = desk.register(receiver.url())
    assert made.status_code == 201
    assert made.json["secret"].startswith("whsec_")
    assert made.headers["Location"].endswith(f"{URL}/{made.json['id']}")
    shown = desk.client.get(URL, headers=desk.as_("kanwil", "KANWIL-BABEL")).json
    assert [one["id"] for one in shown["items"]] == [made.json["id"]]
    assert "secret" not in shown["items"][0]
    assert shown["items"][0]["office"] == "KANWIL-BABEL"


def test_what_is_registered_is_told(desk: Desk, receiver: Receiver) -> None:
    desk.register(receiver.url())
    desk.house.keep(Story())
    board = Switchboard(desk.house.engine, desk.house.clock, desk.secret_key, private=True)
    assert announce(board) == len(receiver.calls) == 1


def test_a_webhook_belongs_to_its_office(desk: Desk, receiver: Receiver) -> None:
    made = desk.register(receiver.url()).json
    other = desk.as_("unit", "RT-MTK")
    assert desk.client.get(URL, headers=other).json["items"] == []
    assert desk.client.delete(f"{URL}/{made['id']}", headers=other).status_code == 404
    assert len(desk.client.get(URL, headers=desk.as_("admin")).json["items"]) == 1
    desk.house.keep(Story())
    own = desk.as_("kanwil", "KANWIL-BABEL")
    assert desk.client.delete(f"{URL}/{made['id']}", headers=own).status_code == 204
    assert desk.client.get(URL, headers=own).json["items"] == []


@pytest.mark.parametrize("role", ["admin", "service"])
def test_who_speaks_for_no_office_registers_nothing(desk: Desk, role: str) -> None:
    answer = desk.client.post(URL, json={"url": "https://x.example"}, headers=desk.as_(role))
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/hook",
        "https://10.0.0.7/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/hook",
        "https://[::ffff:127.0.0.1]/hook",
        "https://localhost/hook",
        "http://93.184.215.14/hook",
        "nonsense",
        "",
    ],
)
def test_the_own_network_cannot_be_registered(house: House, tmp_path: Path, url: str) -> None:
    answer = desk_of(house, tmp_path, private=False).register(url)
    assert answer.status_code == 422
    assert "url" in answer.json["errors"]


def test_an_office_has_so_many_webhooks_and_no_more(desk: Desk, receiver: Receiver) -> None:
    for _ in range(MOST):
        assert desk.register(receiver.url()).status_code == 201
    answer = desk.register(receiver.url())
    assert answer.status_code == 409
    assert answer.json["type"].endswith("too-many-webhooks")


def test_an_office_sees_its_own_letters_an_admin_all(desk: Desk) -> None:
    desk.house.keep(escalated())
    desk.house.at("2022-03-14 08:00")
    own = desk.client.get(OUT, headers=desk.as_("kanwil", "KANWIL-BABEL")).json["items"]
    assert {one["recipient"] for one in own} == {"KANWIL-BABEL"}
    (letter,) = [one for one in own if one["kind"] == "escalated"]
    assert (letter["status"], letter["code"]) == ("sent", "REK-BABEL-2022-0001")
    assert letter["left_at"].startswith("2022-03-14T01:00:00")
    every = desk.client.get(OUT, headers=desk.as_("admin")).json["items"]
    assert {one["recipient"] for one in every} > {"KANWIL-BABEL"}
    assert "text" not in letter


def test_letters_are_paged_and_filtered(desk: Desk) -> None:
    for number in range(1, 6):
        desk.house.keep(Story(**numbered(number)))
    admin = desk.as_("admin")
    seen, cursor = [], ""
    while True:
        shown = desk.client.get(f"{OUT}?limit=2&status=waiting{cursor}", headers=admin).json
        seen += [one["code"] for one in shown["items"]]
        if not shown["next"]:
            break
        cursor = f"&cursor={shown['next']}"
    assert seen == [f"REK-BABEL-2022-000{number}" for number in range(5, 0, -1)]
    assert desk.client.get(f"{OUT}?status=sent", headers=admin).json["items"] == []
    assert desk.client.get(f"{OUT}?status=lost", headers=admin).status_code == 422


def test_a_parked_letter_is_sent_again_by_the_admin_alone(desk: Desk) -> None:
    house = desk.house
    house.server.answers = ["550 no such mailbox"]
    story = escalated()
    house.keep(story, [story.last("escalated")])
    house.at("2022-03-14 08:00")
    (letter,) = desk.client.get(f"{OUT}?status=parked", headers=desk.as_("admin")).json["items"]
    assert "550" in letter["reason"]
    resend = f"{OUT}/{letter['departure']}/resend"
    own = desk.as_("kanwil", "KANWIL-BABEL")
    assert desk.client.post(resend, headers=own).status_code == 403
    answer = desk.client.post(resend, headers=desk.as_("admin"))
    assert (answer.status_code, answer.json["status"]) == (201, "waiting")
    assert house.at("2022-03-14 08:30") == 1
    assert house.server.letters[0]["Message-ID"] == answer.json["message_id"]
    again = desk.client.post(resend, headers=desk.as_("admin"))
    assert (again.status_code, again.json["type"].split(":")[-1]) == (409, "not-parked")
    nowhere = desk.client.post(f"{OUT}/nowhere/resend", headers=desk.as_("admin"))
    assert nowhere.status_code == 404
