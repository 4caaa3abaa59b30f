"""How often somebody may ask, and how long who failed must wait.

Owns: the waits and where they are kept. The first failures are free; each further one doubles the
wait, up to a bound, so that nobody guesses on and nobody is shut out for ever. Sign-ins and unknown
bearers are counted in the broker, for all processes together; where it does not answer within half
a second they are counted in this process for a while, so that a dead broker neither blocks nor
opens the door. An attempt is counted before it is judged, so that many at once gain nothing; who
signs in rightly takes back what that cost. A place from which an account was opened before answers
for its own failures there only, not for what strangers try. Requests are counted in the process
alone: the broker stands in no answer's way.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from operator import methodcaller
from threading import Lock
from typing import Any
from urllib.parse import parse_qs, urlsplit

import structlog
from flask import Flask, g, request
from limits.storage import MemoryStorage, RedisStorage, Storage, storage_from_string
from redis.exceptions import RedisError
from werkzeug.exceptions import TooManyRequests

from shared.clock import real_now

DAY = 86_400
KNOWN_SECONDS = 30 * DAY
"""How long an address is remembered as one from which the account was opened."""
REQUESTS, A_MINUTE = 6000, 60
WAIT_SECONDS = 0.5
AWAY_SECONDS = 10.0
_log = structlog.get_logger("limits")


@dataclass(frozen=True)
class Patience:
    """After so many failures (`free`) within `within` seconds the next attempt waits `first`
    seconds; each further failure doubles that, up to `most`."""

    name: str
    free: int
    first: int
    most: int
    within: int = DAY

    def wait(self, failures: int) -> int:
        """The seconds to wait after that many failures."""
        over = failures - self.free
        return min(self.first << min(over, 30), self.most) if over >= 0 else 0


HERE = Patience("here", 5, 15, 900)
"""Failures for one account from one address."""
ADDRESS = Patience("address", 20, 15, 900)
"""Failures from one address, for whatever accounts."""
ACCOUNT = Patience("account", 50, 15, 300)
"""Failures for one account from addresses that never opened it."""
LINK = Patience("link", 5, 15, 900)
"""Sign-in links asked for from one address."""
BEARER = Patience("bearer", 20, 1, 60, within=3600)
"""Bearers from one address that nobody knows."""
Counted = tuple[tuple[Patience, str], ...]
"""What an attempt cost: under which keys it was counted."""


class Limits:
    """The counts of one app."""

    def __init__(self, broker_url: str) -> None:
        self._near = MemoryStorage()
        self._requests = _Minute()
        self._shared = _storage(broker_url)
        self._away_until = 0.0

    def attempt(self, account: str, address: str) -> Counted:
        """Counts an attempt to sign in, which has failed unless `succeeded` follows; raises
        TooManyRequests where the last ones failed and the wait is not over."""
        here = (HERE, f"{account} {address}")
        if self._ask(methodcaller("get", _known(account, address))):
            return self.attempted(here)
        return self.attempted(here, (ADDRESS, address), (ACCOUNT, account))

    def attempted(self, *counted: tuple[Patience, str]) -> Counted:
        """Counts one more under each key; raises TooManyRequests where one still has to wait."""
        for patience, key in counted:
            self._may(patience, key)
        for patience, key in counted:
            self._count(patience, key)
        return counted

    def succeeded(self, account: str, address: str, counted: Counted) -> None:
        """Takes back what the attempt cost, and remembers that the account was opened there."""
        self._ask(methodcaller("incr", _known(account, address), KNOWN_SECONDS))
        for patience, key in counted:
            self._ask(methodcaller("clear", f"wait {patience.name} {key}"))
            failed = f"failed {patience.name} {key}"
            if patience is HERE:
                self._ask(methodcaller("clear", failed))
            else:
                self._ask(methodcaller("incr", failed, patience.within, -1))

    def may_guess(self, address: str) -> None:
        """Raises TooManyRequests where the address sent bearers that nobody knows, lately."""
        self._may(BEARER, address)

    def guessed(self, address: str) -> None:
        """Counts a bearer that nobody knows."""
        self._count(BEARER, address)

    def request(self, who: str) -> None:
        """Counts a request; raises TooManyRequests."""
        if self._requests.count(who) > REQUESTS:
            raise _too_many(A_MINUTE)

    def close(self) -> None:
        """Lets go of the broker."""
        self._shared.storage.close()

    def _may(self, patience: Patience, key: str) -> None:
        name = f"wait {patience.name} {key}"
        if self._ask(methodcaller("get", name)):
            ends_at: float = self._ask(methodcaller("get_expiry", name))
            raise _too_many(ceil(ends_at - real_now().timestamp()))

    def _count(self, patience: Patience, key: str) -> None:
        name = f"{patience.name} {key}"
        failures: int = self._ask(methodcaller("incr", f"failed {name}", patience.within))
        if seconds := patience.wait(failures):
            self._ask(methodcaller("incr", f"wait {name}", seconds))

    def _ask(self, question: Callable[[Storage], Any]) -> Any:
        """Of the counts that all processes share, or of this one's while the broker is away."""
        if time.monotonic() >= self._away_until:
            try:
                return question(self._shared)
            except (RedisError, OSError) as error:
                self._away_until = time.monotonic() + AWAY_SECONDS
                _log.warning("broker_does_not_count", error=type(error).__name__)
        return question(self._near)


class _Minute:
    """Who asked how often in this minute. The library's own count in memory starts a thread every
    hundredth of a second, to forget: that cost a tenth of a post."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._minute = 0
        self._counts: dict[str, int] = {}

    def count(self, who: str) -> int:
        """How often, with this time."""
        minute = int(time.monotonic()) // A_MINUTE
        with self._lock:
            if minute != self._minute:
                self._minute, self._counts = minute, {}
            self._counts[who] = found = self._counts.get(who, 0) + 1
        return found


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


def _known(account: str, address: str) -> str:
    return f"known {account} {address}"


def _storage(broker_url: str) -> RedisStorage:
    storage = storage_from_string(
        address(broker_url),
        socket_timeout=WAIT_SECONDS,
        socket_connect_timeout=WAIT_SECONDS,
        key_prefix="tindak-limits",
    )
    assert isinstance(storage, RedisStorage)
    return storage


def _too_many(seconds: int) -> TooManyRequests:
    return TooManyRequests("Too many requests; wait a while.", retry_after=max(seconds, 1))
