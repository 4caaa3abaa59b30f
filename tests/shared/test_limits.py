"""Sign-ins are counted for all processes together; a dead broker neither blocks nor opens."""

import socket
import time
from pathlib import Path

import pytest
from werkzeug.exceptions import TooManyRequests

from shared import limits
from shared.limits import Limits
from tests.servers.valkey import Valkey
from tests.shared.conftest import NO_BROKER, House

MOST = limits.SIGN_IN.amount


def refused_at(counts: Limits, who: str = "account a") -> int:
    """At which attempt the sign-in is refused."""
    for attempt in range(1, 20):
        try:
            counts.sign_in(who)
        except TooManyRequests:
            return attempt
    raise AssertionError("never refused")


def test_two_processes_count_together(valkey: Valkey) -> None:
    one, other = Limits(valkey.url), Limits(valkey.url)
    for _ in range(MOST):
        one.sign_in("account a")
    assert refused_at(other) == 1
    assert refused_at(other, "account b") == MOST + 1
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


def test_sign_in_is_limited_by_account_and_by_address(small_house: House) -> None:
    for attempt in range(MOST):
        small_house.sign_in(f"nobody{attempt}@b.example", password="wrong")
    answer = small_house.sign_in("somebody@b.example")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    elsewhere = {"REMOTE_ADDR": "10.0.0.9"}
    body = {"email": "nobody0@b.example", "password": "wrong"}
    client = small_house.client()
    statuses = [
        client.post("/api/v1/sessions", json=body, environ_base=elsewhere).status_code
        for _ in range(MOST)
    ]
    assert statuses == [401] * (MOST - 1) + [429]


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
