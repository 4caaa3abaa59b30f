"""How often somebody may ask.

Owns: the limits and where they are counted. Failed sign-ins are counted in the broker, for all
processes together; where it does not answer within half a second they are counted in this process
for a while, so that a dead broker neither blocks nor opens the door. Who signs in rightly uses up
nobody's limit, and an address from which an account was opened before is not shut out by what
strangers try elsewhere. Requests are counted in the process alone: the broker stands in no
answer's way.
"""

import time
from collections.abc import Callable, Iterator
from operator import methodcaller
from urllib.parse import parse_qs, urlsplit

import structlog
from flask import Flask, g, request
from limits import (
    RateLimitItem,
    RateLimitItemPerDay,
    RateLimitItemPerHour,
    RateLimitItemPerMinute,
)
from limits.storage import MemoryStorage, RedisStorage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError
from werkzeug.exceptions import TooManyRequests

HERE = RateLimitItemPerMinute(5)
"""Failures for one account from one address."""
ADDRESS = RateLimitItemPerMinute(20)
"""Failures from one address, for whatever accounts."""
ACCOUNT = RateLimitItemPerHour(50)
"""Failures for one account from addresses that never opened it."""
KNOWN = RateLimitItemPerDay(1, 30)
"""How long an address is remembered as one from which the account was opened."""
API = RateLimitItemPerMinute(6000)
WAIT_SECONDS = 0.5
AWAY_SECONDS = 10.0
Key = tuple[str, ...]
_log = structlog.get_logger("limits")


class Limits:
    """The counts of one app."""

    def __init__(self, broker_url: str) -> None:
        self._near = FixedWindowRateLimiter(MemoryStorage())
        self._storage = _storage(broker_url)
        self._shared = FixedWindowRateLimiter(self._storage)
        self._away_until = 0.0

    def may_sign_in(self, account: str, address: str) -> None:
        """Raises TooManyRequests where too many sign-ins to the account or from the address have
        failed; an address that opened the account before answers for its own failures only."""
        for limit, key in self._limits(account, address):
            if not self._ask(methodcaller("test", limit, *key)):
                raise _too_many(limit)

    def failed(self, account: str, address: str) -> None:
        """Counts a sign-in that failed."""
        for limit, key in self._limits(account, address):
            self._ask(methodcaller("hit", limit, *key))

    def succeeded(self, account: str, address: str) -> None:
        """Remembers that the account was opened from there."""
        self._ask(methodcaller("hit", KNOWN, "known", account, address))

    def request(self, who: str) -> None:
        """Counts a request; raises TooManyRequests."""
        if not self._near.hit(API, "api", who):
            raise _too_many(API)

    def close(self) -> None:
        """Lets go of the broker."""
        self._storage.storage.close()

    def _limits(self, account: str, address: str) -> Iterator[tuple[RateLimitItem, Key]]:
        yield HERE, ("here", account, address)
        yield ADDRESS, ("address", address)
        if self._ask(methodcaller("test", KNOWN, "known", account, address)):
            yield ACCOUNT, ("account", account)

    def _ask(self, question: Callable[[FixedWindowRateLimiter], bool]) -> bool:
        """Of the counts that all processes share, or of this one's while the broker is away."""
        if time.monotonic() >= self._away_until:
            try:
                return question(self._shared)
            except (RedisError, OSError) as error:
                self._away_until = time.monotonic() + AWAY_SECONDS
                _log.warning("broker_does_not_count", error=type(error).__name__)
        return question(self._near)


def register(app: Flask, broker_url: str) -> None:
    """Counts every request that has signed in, by its token; call it after sign-in is set up."""
    limits = Limits(broker_url)
    app.extensions["limits"] = limits

    @app.before_request
    def count() -> None:
        principal = g.get("principal")
        limits.request(principal.id if principal else f"address {request.remote_addr}")


def address(broker_url: str) -> str:
    """The broker's URL as the limits library spells it: sockets are `redis+unix://`."""
    parts = urlsplit(broker_url)
    if parts.scheme != "redis+socket":
        return broker_url
    number = parse_qs(parts.query).get("virtual_host", ["0"])[0]
    return f"redis+unix://{parts.path}?db={number}"


def _storage(broker_url: str) -> RedisStorage:
    storage = storage_from_string(
        address(broker_url),
        socket_timeout=WAIT_SECONDS,
        socket_connect_timeout=WAIT_SECONDS,
        key_prefix="tindak-limits",
    )
    assert isinstance(storage, RedisStorage)
    return storage


def _too_many(limit: RateLimitItem) -> TooManyRequests:
    return TooManyRequests("Too many requests; wait a while.", retry_after=limit.get_expiry())
