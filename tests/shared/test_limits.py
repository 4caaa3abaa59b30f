"""Sign-ins are counted for all processes together; a dead broker neither blocks nor opens."""

import socket
import time
from pathlib import Path

import pytest
from werkzeug.exceptions import TooManyRequests

from shared import limits
from shared.limits import Limits
from tests.servers.valkey import Valkey
from tests.shared.conftest import NO_BROKER, PASSWORD, House

MOST = limits.HERE.amount


def refused_at(counts: Limits, who: str = "a", address: str = "10.0.0.1") -> int:
    """At which attempt the sign-in is refused, where every one fails."""
    for attempt in range(1, 20):
        try:
            counts.may_sign_in(who, address)
        except TooManyRequests:
            return attempt
        counts.failed(who, address)
    raise AssertionError("never refused")


def test_two_processes_count_together(valkey: Valkey) -> None:
    one, other = Limits(valkey.url), Limits(valkey.url)
    for _ in range(MOST):
        one.failed("a", "10.0.0.1")
    assert refused_at(other) == 1
    assert refused_at(other, "b") == MOST + 1
    one.close()
    other.close()


def test_without_a_broker_the_process_counts_alone() -> None:
    counts = Limits(NO_BROKER)
    began = time.monotonic()
    assert refused_at(counts) == MOST + 1
    assert time.monotonic() - began < 2 * limits.WAIT_SECONDS
    counts.close()


def test_a_frozen_broker_costs_its_wait_once(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "s"))
        silent.listen()  # takes connections, never answers
        counts = Limits(f"redis+socket://{tmp_path}/s")
        began = time.monotonic()
        assert refused_at(counts) == MOST + 1
        assert limits.WAIT_SECONDS <= time.monotonic() - began < 3 * limits.WAIT_SECONDS
        counts.close()


def test_an_emptied_broker_only_forgets(valkey: Valkey) -> None:
    counts = Limits(valkey.url)
    assert refused_at(counts) == MOST + 1
    client = valkey.client()
    client.flushall()
    client.close()
    assert refused_at(counts) == MOST + 1
    counts.close()


def test_failures_are_limited_by_address(small_house: House) -> None:
    for attempt in range(limits.ADDRESS.amount):
        assert tried(small_house, f"nobody{attempt}@b.example") == 401
    answer = small_house.sign_in("somebody@b.example")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"


def test_failures_for_an_account_from_one_address_shut_out_that_address(small_house: House) -> None:
    small_house.person("head@b.example", ("RT-MTK", "head"))
    statuses = [tried(small_house, "head@b.example") for _ in range(MOST + 1)]
    assert statuses == [401] * MOST + [429]
    assert tried(small_house, "HEAD@b.example ") == 429
    assert tried(small_house, "head@b.example", "10.0.0.9", PASSWORD) == 201


def test_colleagues_behind_one_address_all_sign_in(small_house: House) -> None:
    for number in range(3):
        small_house.person(f"head{number}@b.example", ("RT-MTK", "head"))
    for _ in range(limits.ADDRESS.amount // 2):
        for number in range(3):
            assert tried(small_house, f"head{number}@b.example", right=PASSWORD) == 201


def test_strangers_cannot_keep_a_head_out_of_a_known_place() -> None:
    counts = Limits(NO_BROKER)
    counts.succeeded("head", "10.0.0.1")
    for number in range(limits.ACCOUNT.amount):
        counts.may_sign_in("head", f"10.1.0.{number}")
        counts.failed("head", f"10.1.0.{number}")
    with pytest.raises(TooManyRequests):
        counts.may_sign_in("head", "10.2.0.1")
    counts.may_sign_in("head", "10.0.0.1")
    counts.may_sign_in("other", "10.2.0.1")
    assert refused_at(counts, "head", "10.0.0.1") == MOST + 1
    counts.close()


def tried(house: House, email: str, address: str = "127.0.0.1", right: str = "wrong") -> int:
    """The status of a sign-in from that address."""
    body = {"email": email, "password": right}
    where = {"REMOTE_ADDR": address}
    answer = house.client().post("/api/v1/sessions", json=body, environ_base=where)
    return int(answer.status_code)


def test_requests_are_counted_by_token() -> None:
    counts = Limits(NO_BROKER)
    for _ in range(limits.API.amount):
        counts.request("a")
    with pytest.raises(TooManyRequests):
        counts.request("a")
    counts.request("b")
    counts.close()


@pytest.mark.parametrize(
    ("broker", "address"),
    [
        ("redis://host:6379/1", "redis://host:6379/1"),
        ("redis+socket:///run/b.sock", "redis+unix:///run/b.sock?db=0"),
        ("redis+socket:///run/b.sock?virtual_host=2", "redis+unix:///run/b.sock?db=2"),
    ],
)
def test_sockets_are_spelt_as_the_library_does(broker: str, address: str) -> None:
    assert limits.address(broker) == address
