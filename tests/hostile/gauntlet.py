"""One attempt of somebody at a route: what they send, what they get, and what it changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address
from itertools import count
from typing import Any

from flask import Flask

from shared import auth, forgery
from shared.cookies import SESSION
from tests.hostile.bodies import path_of, request_of
from tests.hostile.digest import Watch
from tests.hostile.stock import Stock
from tests.hostile.world import World

REFUSED = (401, 403, 404)
_addresses = count(int(IPv4Address("10.0.0.1")))
"""Each attempt from an address of its own: who guesses often from one would have to wait."""


@dataclass(frozen=True)
class Route:
    """A rule and method of one of the two applications, and whether it is a page."""

    app: Flask
    method: str
    rule: str
    page: bool
    open: bool

    @property
    def name(self) -> str:
        return f"{self.method} {self.rule}"


@dataclass(frozen=True)
class Gauntlet:
    """A world whose things are watched, here and in the other region."""

    world: World
    here: Stock
    there: Stock
    watch: Watch

    def routes(self) -> dict[str, Route]:
        """Every route of both services that is not open to all."""
        return {one.name: one for one in routes(self.world) if not one.open}

    def ask(self, route: Route, who: str, stock: Stock, *, crosswise: bool = False) -> Any:
        """The answer to a request that would do what the route does; `crosswise` the cookie is
        tried on the API and the bearer on the page."""
        carried = self.world.carried[who]
        if route.page is crosswise:
            headers = {"Authorization": f"Bearer {carried}"} if carried else {}
        else:
            headers = with_cookie(route.app, carried)
        return self.send(route, stock, headers)

    def send(self, route: Route, stock: Stock, headers: Mapping[str, str]) -> Any:
        """The same by a caller who says in `headers` who asks."""
        request = request_of(route.method, route.rule, stock)
        every = {**headers, **request.pop("headers", {})}
        client = route.app.test_client(use_cookies=False)
        path = path_of(route.rule, stock)
        where = {"REMOTE_ADDR": str(IPv4Address(next(_addresses)))}
        return client.open(
            path, method=route.method, headers=every, environ_base=where, buffered=True, **request
        )

    def refused(
        self, route: Route, who: str, stock: Stock, *, crosswise: bool = False
    ) -> list[str]:
        """What is wrong with how they were refused; nothing, where all is well."""
        answer = self.ask(route, who, stock, crosswise=crosswise)
        changed, location = self.watch.changed(), answer.headers.get("Location", "")
        led = route.page and answer.status_code == 303 and location.startswith("/masuk?")
        if (led or answer.status_code in REFUSED) and not changed:
            return []
        got = f"{who} got {answer.status_code} of {stock.region.unit}"
        return [f"{route.name}: {got}, changed {changed}"]


def with_cookie(app: Flask, carried: str | None) -> dict[str, str]:
    """The headers of a browser with that session, and of a form that it was given."""
    headers = {"Cookie": f"{SESSION}={carried}"} if carried else {}
    with app.test_request_context(headers=headers):
        return {**headers, forgery.HEADER: forgery.token()}


def routes(world: World) -> list[Route]:
    """Every route of both services."""
    return [
        Route(app, one.method, one.rule, one.page, one.open)
        for app in world.apps
        for one in auth.routes(app)
    ]
