"""Webhooks are told at once, signed, and only as long as they listen."""

import base64
import hashlib
import hmac
import json
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import trustme
from sqlalchemy import insert, select

from services.followup.letters import tables
from services.followup.letters.call import CallFailed, post
from services.followup.letters.guard import checked
from services.followup.letters.webhooks import (
    MOST_ATTEMPTS,
    MOST_FAILURES,
    Switchboard,
    announce,
    secret_of,
    signed,
)
from shared.db import reading, writing
from tests.letters.conftest import House
from tests.letters.receiver import Receiver
from tests.letters.story import Story, numbered, wib

KEY = "an installation's own secret, long enough"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Somebody who listens."""
    found = Receiver()
    yield found
    found.close()


def board(house: House, **changes: Any) -> Switchboard:
    return replace(Switchboard(house.engine, house.clock, KEY, private=True), **changes)


def register(house: House, url: str, office: str = "KANWIL-BABEL", id_: str = "hook-1") -> None:
    with writing(house.engine) as conn:
        conn.execute(
            insert(tables.webhook).values(
                id=id_,
                office=office,
                url=url,
                description="",
                created_at=house.clock.now(),
                created_by={},
                failures=0,
            )
        )


def rows(house: House, table: Any) -> list[Any]:
    with reading(house.engine) as conn:
        return list(conn.execute(select(table).order_by(table.c.id)))


def test_a_line_is_told_at_once_and_signed(house: House, receiver: Receiver) -> None:
    register(house, receiver.url("/hook?for=kanwil"))
    story = Story("2022-01-25 23:00")  # at night: machines keep no office hours
    house.keep(story, [story.last("recorded")])
    assert announce(board(house)) == 1
    (call,) = receiver.calls
    assert call.path == "/hook?for=kanwil"
    assert call.headers["Host"] == f"127.0.0.1:{receiver.port}"
    stamp, name = call.headers["webhook-timestamp"], call.headers["webhook-id"]
    key = base64.b64decode(secret_of(KEY, "hook-1").removeprefix("whsec_"))
    right = hmac.digest(key, f"{name}.{stamp}.".encode() + call.body, hashlib.sha256)
    assert call.headers["webhook-signature"] == f"v1,{base64.b64encode(right).decode()}"
    event = json.loads(call.body)
    assert event["specversion"] == "1.0"
    assert event["type"] == "id.tindaklanjut.journal.recorded.v1"
    assert event["subject"] == story.id
    assert event["data"]["code"] == story.case.code
    assert event["data"]["line"]["kind"] == "recorded"
    assert announce(board(house)) == 0


def test_the_signature_is_that_of_the_standards_own_example() -> None:
    secret, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", '{"test": 2432232314}'
    at = datetime.fromtimestamp(1614265330, UTC)
    headers = signed(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", at, body)
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_each_office_hears_of_its_own_cases_only(house: House, receiver: Receiver) -> None:
    offices = ("RT-MTK", "LP-SGL", "KANWIL-BABEL", "OMBUDSMAN-BABEL", "DITJENPAS")
    for office in offices:
        register(house, receiver.url(f"/{office}"), office, office)
    house.keep(Story())
    announce(board(house))
    assert {call.path.strip("/") for call in receiver.calls} == set(offices) - {"LP-SGL"}


def test_what_was_before_the_webhook_is_not_told(house: House, receiver: Receiver) -> None:
    house.clock.instant = wib("2022-03-01 00:00")
    register(house, receiver.url())
    house.keep(Story().until("2022-03-08 08:00"))
    announce(board(house))
    kinds = [json.loads(call.body)["data"]["line"]["rung"] for call in receiver.calls]
    assert kinds == ["reminder_7", "reminder_3"]


def test_planning_a_line_again_tells_it_once(house: House, receiver: Receiver) -> None:
    register(house, receiver.url())
    for _ in range(2):
        house.keep(Story())
    announce(board(house))
    assert len(receiver.calls) == 1


def test_a_failure_is_tried_again_under_the_same_name(house: House, receiver: Receiver) -> None:
    receiver.answers = [500, 302]
    register(house, receiver.url())
    house.keep(Story())
    for arrived in (0, 0, 1):
        assert announce(board(house)) == arrived
        assert announce(board(house)) == 0  # not before its time
        house.let_real_time_pass()
    assert len({call.headers["webhook-id"] for call in receiver.calls}) == 1
    assert {call.path for call in receiver.calls} == {"/hook"}  # no redirect was followed
    (hook,) = rows(house, tables.webhook)
    assert (hook.failures, hook.last_fault) == (0, None)


def test_a_delivery_is_given_up_and_shown(house: House, receiver: Receiver) -> None:
    receiver.answers = [500] * (MOST_ATTEMPTS + 1)
    register(house, receiver.url())
    house.keep(Story())
    for _ in range(MOST_ATTEMPTS + 1):
        announce(board(house))
        house.let_real_time_pass()
    (one,) = rows(house, tables.delivery)
    assert one.state == "parked"
    assert "answered 500" in one.reason
    assert len(receiver.answers) == 1


def test_a_webhook_that_never_listens_is_disabled_visibly(house: House, receiver: Receiver) -> None:
    receiver.answers = [503] * (MOST_FAILURES + 10)
    register(house, receiver.url())
    for number in range(1, MOST_FAILURES + 3):
        house.keep(Story(**numbered(number)))
    announce(board(house))
    (hook,) = rows(house, tables.webhook)
    assert hook.disabled_at == house.clock.now()
    assert hook.last_fault == "answered 503"
    assert len(receiver.calls) == MOST_FAILURES
    house.let_real_time_pass()
    announce(board(house))
    assert len(receiver.calls) == MOST_FAILURES
    assert {one.state for one in rows(house, tables.delivery)} == {"parked"}
    house.keep(Story(**numbered(99)))
    assert len(rows(house, tables.delivery)) == MOST_FAILURES + 2


def test_without_the_operators_word_the_own_network_is_not_called(
    house: House, receiver: Receiver
) -> None:
    register(house, receiver.url())
    house.keep(Story())
    assert announce(board(house, private=False)) == 0
    assert receiver.calls == []
    assert "https://" in rows(house, tables.webhook)[0].last_fault


def test_two_who_call_at_once_tell_each_line_once(house: House, receiver: Receiver) -> None:
    register(house, receiver.url())
    for number in range(1, 11):
        house.keep(Story(**numbered(number)))
    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(lambda _: announce(board(house)), range(3))) == 10
    assert len({call.headers["webhook-id"] for call in receiver.calls}) == len(receiver.calls) == 10


@pytest.fixture
def authority() -> trustme.CA:
    """A certificate authority that nobody else knows."""
    return trustme.CA()


def secure(authority: trustme.CA, name: str) -> Receiver:
    trust = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(trust)
    return Receiver(trust)


@pytest.mark.parametrize(("name", "taken"), [("localhost", True), ("elsewhere.example", False)])
def test_the_pinned_address_must_prove_the_hosts_name(
    authority: trustme.CA, name: str, taken: bool
) -> None:
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    receiver = secure(authority, name)
    target = checked(receiver.url(host="localhost"), private=True)
    try:
        if taken:
            post(target, b"{}", {"Host": target.authority}, trust)
        else:
            with pytest.raises(CallFailed, match="CERTIFICATE_VERIFY_FAILED"):
                post(target, b"{}", {"Host": target.authority}, trust)
        assert len(receiver.calls) == taken
    finally:
        receiver.close()


def test_a_certificate_that_nobody_vouches_for_is_refused(authority: trustme.CA) -> None:
    receiver = secure(authority, "localhost")
    try:
        target = checked(receiver.url(host="localhost"), private=True)
        with pytest.raises(CallFailed, match="CERTIFICATE_VERIFY_FAILED"):
            post(target, b"{}", {})
    finally:
        receiver.close()


def test_who_dawdles_is_cut_off(receiver: Receiver) -> None:
    receiver.answers = [0]
    with pytest.raises(CallFailed):
        post(checked(receiver.url(), private=True), b"{}", {}, whole_seconds=0.5)


def test_an_answer_without_end_is_not_read(receiver: Receiver) -> None:
    receiver.answers = [299]
    post(checked(receiver.url(), private=True), b"{}", {})
    assert len(receiver.calls) == 1
