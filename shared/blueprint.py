"""flask-smorest's Blueprint, as our views use it.

Owns: its decorators' types, and how arguments are read: JSON as `bodies` parsed it, and no
unknown name in a query is passed over in silence.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import Request, g
from flask_smorest import Blueprint as Untyped
from marshmallow import RAISE, Schema
from webargs.core import missing
from webargs.flaskparser import FlaskParser

View = TypeVar("View", bound=Callable[..., Any])


class Parser(FlaskParser):
    """webargs' parser, stricter about queries."""

    DEFAULT_UNKNOWN_BY_LOCATION = FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION | {"query": RAISE}

    def _raw_load_json(self, req: Request) -> Any:
        return g.get("json_body", missing)


class Blueprint(Untyped):  # type: ignore[misc]
    """A set of routes that is described in OpenAPI."""

    ARGUMENTS_PARSER = Parser()

    def route(self, rule: str, **options: Any) -> Callable[[View], View]:
        """The view answers this rule, for `methods`."""
        found: Callable[[View], View] = super().route(rule, **options)
        return found

    def arguments(
        self, schema: type[Schema] | Schema, *, location: str = "json", **options: Any
    ) -> Callable[[View], View]:
        """The view's last argument is what this schema reads at `location`."""
        made = schema() if isinstance(schema, type) else schema  # once, not for each request
        found: Callable[[View], View] = super().arguments(made, location=location, **options)
        return found

    def response(
        self,
        status: int,
        schema: type[Schema] | Schema | None = None,
        *,
        headers: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> Callable[[View], View]:
        """What the view returns is written by this schema under this status."""
        found: Callable[[View], View] = super().response(status, schema, headers=headers, **options)
        return found
