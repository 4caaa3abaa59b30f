"""How often somebody may ask.

Owns: the limits and where they are counted. Sign-ins are counted in the broker, for all processes
together; where it does not answer within half a second they are counted in this process for a
while, so that a dead broker neither blocks nor opens the door. Requests are counted in the
process alone: the broker stands in no answer's way.
"""

import time
from urllib.parse import parse_qs, urlsplit

import structlog
from flask import Flask, g, request
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage, RedisStorage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError
from werkzeug.exceptions import TooManyRequests

SIGN_IN = RateLimitItemPerMinute(5)
API = RateLimitItemPerMinute(6000)
WAIT_SECONDS = 0.5
AWAY_SECONDS = 10.0
_log = structlog.get_logger("limits")


class Limits:
    """The counts of one app."""

    def __init__(self, broker_url: str) -> None:
        self._near = FixedWindowRateLimiter(MemoryStorage())
        self._storage = _storage(broker_url)
        self._shared = FixedWindowRateLimiter(self._storage)
        self._away_until = 0.0

    def sign_in(self, *whom: str) -> None:
        """Counts a sign-in for each of `whom`; raises TooManyRequests."""
        for one in whom:
            if not self._hit_shared(SIGN_IN, "sign-in", one):
                raise _too_many(SIGN_IN)

    def request(self, who: str) -> None:
        """Counts a request; raises TooManyRequests."""
        if not self._near.hit(API, "api", who):
            raise _too_many(API)

    def close(self) -> None:
        """Lets go of the broker."""
        self._storage.storage.close()

    def _hit_shared(self, limit: RateLimitItem, *key: str) -> bool:
        if time.monotonic() >= self._away_until:
            try:
                return self._shared.hit(limit, *key)
            except (RedisError, OSError) as error:
                self._away_until = time.monotonic() + AWAY_SECONDS
                _log.warning("broker_does_not_count", error=type(error).__name__)
        return self._near.hit(limit, *key)


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
