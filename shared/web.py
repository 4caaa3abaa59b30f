"""How an app of the house is built.

Owns: the order in which a request is looked at (its id, its sign-in, how often it asks, what it
carries), and that no app starts with a route that says nothing of who may call it.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, request
from prometheus_client.registry import Collector

from shared import (
    assets,
    auth,
    bearer,
    bodies,
    compressed,
    forgery,
    front,
    headers,
    health,
    limits,
    logs,
    metrics,
    openapi,
    pages,
    retraced,
)
from shared.config import Settings
from shared.context import Engines, House, clock, engine, house, keep, registry, settings
from shared.health import Check

__all__ = ["Engines", "build_app", "clock", "engine", "house", "registry", "settings"]

NOT_MODIFIED = 304
_TEMPLATES = Path(__file__).parent / "templates"


class _App(Flask):
    """No view of ours is a coroutine: Flask need not look, fifteen times in each request."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function as it is."""
        return func


def build_app(
    name: str,
    title: str,
    settings: Settings,
    engines: Engines,
    blueprints: Sequence[Blueprint],
    *,
    checks: Mapping[str, Check] | None = None,
    collectors: Sequence[Collector] = (),
) -> Flask:
    """The WSGI app of one service; raises auth.UnmarkedRoute where a route is unmarked."""
    app = _App(name, static_folder=None, template_folder=str(_TEMPLATES))
    app.config["MAX_FORM_MEMORY_SIZE"] = bodies.USUAL_BYTES
    keep(app, House(name, settings, engines))
    logs.register(app)
    bearer.register(app)
    limits.register(app, settings.broker_url)
    bodies.register(app)
    forgery.register(app)
    pages.register(app)
    retraced.register(app)
    metrics.register(app, name, collectors)
    headers.register(app, production=settings.env == "production")
    health.register(app, name, engines, checks or {})
    app.after_request(_let_go)
    compressed.register(app)
    assets.register(app)
    front.register(app)
    openapi.describe(app, name, title, tuple(blueprints))
    list(auth.routes(app))
    return app


def _let_go(answer: Response) -> Response:
    """Where no body is sent, nobody closes the file that it would have come from."""
    if answer.status_code == NOT_MODIFIED or request.method == "HEAD":
        answer.close()
    return answer
