"""Sign-ins are counted for all processes together; a dead broker neither blocks nor opens."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from werkzeug.exceptions import TooManyRequests

from shared import limits
from shared.limits import Limits
from shared.secrets_at_rest import new_secret
from tests.servers.valkey import Valkey
from tests.shared.conftest import NO_BROKER, PASSWORD, House, bearer

MOST = limits.HERE.free


def refused_at(counts: Limits, who: str = "a", address: str = "10.0.0.1") -> int:
    """At which attempt the sign-in is refused, where every one fails."""
    for attempt in range(1, 20):
        try:
            counts.attempt(who, address)
        except TooManyRequests:
            return attempt
    raise AssertionError("never refused")


def waits(counts: Limits, who: str, address: str) -> int:
    """The seconds that the next attempt is told to wait."""
    with pytest.raises(TooManyRequests) as refused:
        counts.attempt(who, address)
    assert isinstance(refused.value.retry_after, int)
    return refused.value.retry_after


def test_two_processes_count_together(valkey: Valkey) -> None:
    one, other = Limits(valkey.url), Limits(valkey.url)
    for _ in range(MOST):
        one.attempt("a", "10.0.0.1")
    assert refused_at(other) == 1
    assert refused_at(other, "b") == MOST + 1
    one.close()
    other.close()


def test_the_wait_doubles_and_is_bounded() -> None:
    grown = [limits.HERE.wait(failures) for failures in range(1, 15)]
    assert grown == [0] * 4 + [15, 30, 60, 120, 240, 480, 900, 900, 900, 900]
    assert limits.ACCOUNT.wait(10**6) == 300  # nobody is shut out for ever


def test_each_failure_after_a_wait_makes_the_next_one_longer(valkey: Valkey) -> None:
    counts, client = Limits(valkey.url), valkey.client()
    for _ in range(MOST):
        counts.attempt("a", "10.0.0.1")
    told = []
    for _ in range(3):
        told.append(waits(counts, "a", "10.0.0.1"))
        client.delete(*client.keys("*wait here*"))  # as if it were over
        counts.attempt("a", "10.0.0.1")
    assert told == [15, 30, 60]
    client.close()
    counts.close()


def test_many_at_once_gain_nothing(valkey: Valkey) -> None:
    counts = Limits(valkey.url)

    def attempt(_: int) -> bool:
        try:
            counts.attempt("a", "10.0.0.1")
        except TooManyRequests:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        judged = sum(pool.map(attempt, range(64)))
    assert MOST <= judged < MOST + 8  # those that were under way when the wait began
    counts.close()


def test_a_right_password_costs_nothing(valkey: Valkey) -> None:
    counts = Limits(valkey.url)
    for number in range(3 * limits.ADDRESS.free):
        who = f"colleague {number}"
        counts.succeeded(who, "10.0.0.1", counts.attempt(who, "10.0.0.1"))
    for _ in range(MOST - 1):
        counts.attempt("a", "10.0.0.1")
    counts.succeeded("a", "10.0.0.1", counts.attempt("a", "10.0.0.1"))
    assert refused_at(counts) == MOST + 1
    counts.close()


def test_own_sign_ins_buy_no_guesses() -> None:
    """Who has an account of his own may not save up attempts on others by it."""
    counts = Limits(NO_BROKER)
    for _ in range(50):
        counts.succeeded("own", "10.0.0.1", counts.attempt("own", "10.0.0.1"))
    for number in range(limits.ADDRESS.free):
        counts.attempt(f"victim {number}", "10.0.0.1")
    assert waits(counts, "one more", "10.0.0.1") == limits.ADDRESS.first
    counts.close()


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
    for attempt in range(limits.ADDRESS.free):
        assert tried(small_house, f"nobody{attempt}@b.example") == 401
    answer = small_house.sign_in("somebody@b.example")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == str(limits.ADDRESS.first)


def test_failures_for_an_account_from_one_address_shut_out_that_address(small_house: House) -> None:
    small_house.person("head@b.example", ("RT-MTK", "head"))
    statuses = [tried(small_house, "head@b.example") for _ in range(MOST + 1)]
    assert statuses == [401] * MOST + [429]
    assert tried(small_house, "HEAD@b.example ") == 429
    assert tried(small_house, "head@b.example", "10.0.0.9", PASSWORD) == 201


def test_colleagues_behind_one_address_all_sign_in(small_house: House) -> None:
    for number in range(3):
        small_house.person(f"head{number}@b.example", ("RT-MTK", "head"))
    for _ in range(limits.ADDRESS.free // 2):
        for number in range(3):
            assert tried(small_house, f"head{number}@b.example", right=PASSWORD) == 201


def test_strangers_cannot_keep_a_head_out_of_a_known_place() -> None:
    counts = Limits(NO_BROKER)
    counts.succeeded("head", "10.0.0.1", counts.attempt("head", "10.0.0.1"))
    for number in range(limits.ACCOUNT.free):
        counts.attempt("head", f"10.1.0.{number}")
    assert waits(counts, "head", "10.2.0.1") == limits.ACCOUNT.first
    counts.attempt("head", "10.0.0.1")
    counts.attempt("other", "10.2.0.1")
    counts.close()


def test_strangers_at_the_same_address_keep_nobody_out_of_a_known_account() -> None:
    counts = Limits(NO_BROKER)
    counts.succeeded("head", "10.0.0.1", counts.attempt("head", "10.0.0.1"))
    for number in range(limits.ADDRESS.free):
        counts.attempt(f"guess {number}", "10.0.0.1")
    assert waits(counts, "somebody", "10.0.0.1") == limits.ADDRESS.first
    counts.attempt("head", "10.0.0.1")
    counts.close()


def test_who_tries_bearers_waits_and_who_has_a_good_one_does_not(small_house: House) -> None:
    good = small_house.token("admin")
    statuses = []
    for _ in range(limits.BEARER.free + 1):
        guess = bearer(new_secret("tl_"))
        statuses.append(small_house.client().get("/api/v1/things", headers=guess).status_code)
        answer = small_house.client().get("/api/v1/sessions/current", headers=good)
        assert answer.status_code == 200
    assert statuses == [401] * limits.BEARER.free + [429]
    unseen = small_house.token("admin")
    answer = small_house.client().get("/api/v1/sessions/current", headers=unseen)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    elsewhere = {"REMOTE_ADDR": "10.0.0.9"}
    answer = small_house.client().get(
        "/api/v1/sessions/current", headers=unseen, environ_base=elsewhere
    )
    assert answer.status_code == 200


def tried(house: House, email: str, address: str = "127.0.0.1", right: str = "wrong") -> int:
    """The status of a sign-in from that address."""
    body = {"email": email, "password": right}
    where = {"REMOTE_ADDR": address}
    answer = house.client().post("/api/v1/sessions", json=body, environ_base=where)
    return int(answer.status_code)


def test_requests_are_counted_by_token() -> None:
    counts = Limits(NO_BROKER)
    for _ in range(limits.REQUESTS):
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
