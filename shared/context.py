"""What a view of the running app is given.

Owns: the app's settings, engines and clock, asked for from inside a request. `web` re-exports
`engine`, `registry` and `clock`.
"""

from dataclasses import dataclass

from flask import Flask, current_app
from sqlalchemy import Engine

from shared.clock import Clock
from shared.config import Settings

_KEY = "tindak"


@dataclass(frozen=True)
class Engines:
    """The registry's database and the service's own."""

    registry: Engine
    own: Engine


@dataclass(frozen=True)
class House:
    """One app's service name, settings and databases."""

    name: str
    settings: Settings
    engines: Engines


def keep(app: Flask, house: House) -> None:
    """Gives the app its house."""
    app.extensions[_KEY] = house


def house() -> House:
    """The house of the app that serves this request."""
    found = current_app.extensions[_KEY]
    assert isinstance(found, House)
    return found


def settings() -> Settings:
    """The settings of this process."""
    return house().settings


def clock() -> Clock:
    """The clock of the domain."""
    return house().settings.clock


def engine() -> Engine:
    """The service's own database."""
    return house().engines.own


def registry() -> Engine:
    """The registry's database."""
    return house().engines.registry
