"""Webhooks lead nowhere but out, and nothing of them that is secret lies about."""

import json
import time
from datetime import timedelta
from threading import Event

import pytest
from sqlalchemy import select

from services.followup.letters import lookup, tables
from services.followup.letters.announcements import REMEMBERED
from services.followup.letters.guard import UnsafeAddress, checked
from services.followup.letters.webhooks import MOST_FAILURES, Switchboard, announce, secret_of
from services.followup.store.tables import metadata
from shared.db import reading
from tests.letters.conftest import House, house, server
from tests.letters.receiver import Receiver
from tests.letters.story import Story, numbered
from tests.letters.test_api import URL, Desk, desk, receiver

__all__ = ["desk", "house", "receiver", "server"]
OUT = "93.184.215.14"


class Fickle:
    """A resolver whose answer changes with every question (DNS rebinding)."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)

    def __call__(self, _host: str, _port: int) -> list[str]:
        return [self.answers.pop(0)]


def test_a_name_that_changes_its_mind_is_called_where_it_was_checked() -> None:
    fickle = Fickle(OUT, "127.0.0.1")
    target = checked("https://rebind.example/hook", private=False, resolver=fickle)
    assert target.addresses == (OUT,)
    assert fickle.answers == ["127.0.0.1"], "it was asked once"


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(UnsafeAddress, match=r"10\.0\.0\.1"):
        checked("https://mixed.example/", private=False, resolver=lambda *_: [OUT, "10.0.0.1"])


@pytest.mark.parametrize(
    "host",
    [
        "0177.0.0.1",
        "0x7f000001",
        "017700000001",
        "127.0.1",
        "%31%32%37.0.0.1",
        "①②⑦.0.0.1",
        "[::ffff:7f00:1]",
    ],
)
def test_loopback_is_seen_through_every_spelling(host: str) -> None:
    with pytest.raises(UnsafeAddress):
        checked(f"https://{host}/hook", private=False)


def test_a_silent_name_server_holds_nobody_up() -> None:
    asked, over = Event(), Event()

    def silent(_host: str, _port: int) -> list[str]:
        asked.set()
        over.wait(30)
        return []

    began = time.monotonic()
    with pytest.raises(TimeoutError):
        lookup.addresses("silent.example", 443, silent, seconds=0.05)
    assert asked.is_set()
    assert time.monotonic() - began < 5
    over.set()


def test_silent_name_servers_do_not_pile_up() -> None:
    over = Event()

    def silent(_host: str, _port: int) -> list[str]:
        over.wait(30)
        return []

    for _ in range(lookup.MOST_AT_ONCE):
        with pytest.raises(TimeoutError, match="not found within"):
            lookup.addresses("silent.example", 443, silent, seconds=0.01)
    with pytest.raises(TimeoutError, match="too many"):
        lookup.addresses("one-more.example", 443, silent, seconds=0.01)
    over.set()
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            assert lookup.addresses("fine.example", 443, lambda *_: [OUT]) == [OUT]
            return
        except TimeoutError:
            continue
    raise AssertionError("what was silent still takes the room")


def test_the_secret_is_told_again_and_kept_nowhere(desk: Desk) -> None:
    headers = {**desk.as_("kanwil", "KANWIL-BABEL"), "Idempotency-Key": "once"}
    first, again = (
        desk.client.post(URL, json={"url": f"https://{OUT}/"}, headers=headers) for _ in range(2)
    )
    assert first.status_code == again.status_code == 201
    assert first.json == again.json
    assert again.headers["Idempotency-Replayed"] == "true"
    secret = first.json["secret"]
    assert secret == secret_of(desk.secret_key, first.json["id"])
    assert secret not in everything(desk.house)
    assert first.json["id"] in everything(desk.house)


def test_a_disabled_webhook_is_revived_by_its_office_alone(desk: Desk, receiver: Receiver) -> None:
    receiver.answers = [503] * MOST_FAILURES
    made = desk.register(receiver.url()).json["id"]
    for number in range(1, MOST_FAILURES + 1):
        desk.house.keep(Story(**numbered(number)))
    board = Switchboard(desk.house.engine, desk.house.clock, desk.secret_key, private=True)
    announce(board)
    revival = f"{URL}/{made}/revival"
    assert desk.client.post(revival, headers=desk.as_("unit", "RT-MTK")).status_code == 404
    revived = desk.client.post(revival, headers=desk.as_("kanwil", "KANWIL-BABEL"))
    assert revived.status_code == 201
    assert (revived.json["disabled_at"], revived.json["failures"]) == (None, 0)
    assert "secret" not in revived.json
    again = desk.client.post(revival, headers=desk.as_("kanwil", "KANWIL-BABEL"))
    assert (again.status_code, again.json["type"]) == (409, "urn:tindaklanjut:not-disabled")
    desk.house.keep(Story(**numbered(99)))
    assert announce(board) == 1


def test_what_arrived_long_ago_is_forgotten_and_never_told_again(
    desk: Desk, receiver: Receiver
) -> None:
    desk.register(receiver.url())
    board = Switchboard(desk.house.engine, desk.house.clock, desk.secret_key, private=True)
    old = Story(**numbered(1))
    desk.house.keep(old)
    assert announce(board) == 1
    desk.house.clock.instant += REMEMBERED + timedelta(seconds=1)
    desk.house.keep(Story(**numbered(2)).until("2022-03-01 08:00"))
    desk.house.keep(old)  # as a rebuild plans everything once more
    announce(board)
    subjects = [json.loads(call.body)["subject"] for call in receiver.calls]
    assert subjects.count(old.id) == 1
    with reading(desk.house.engine) as conn:
        query = select(tables.delivery.c.recommendation_id)
        assert old.id not in set(conn.execute(query).scalars())


def everything(house: House) -> str:
    """Every value of every row of followup's database."""
    with reading(house.engine) as conn:
        return "\n".join(
            str(row)
            for table in metadata.sorted_tables
            for row in conn.execute(select(table)).all()
        )
