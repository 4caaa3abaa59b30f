"""flask-smorest's Blueprint, with types.

Owns: nothing but the signatures, so that views stay typed under its decorators.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask_smorest import Blueprint as Untyped
from marshmallow import Schema

View = TypeVar("View", bound=Callable[..., Any])


class Blueprint(Untyped):  # type: ignore[misc]
    """A set of routes that is described in OpenAPI."""

    def route(self, rule: str, **options: Any) -> Callable[[View], View]:
        """The view answers this rule, for `methods`."""
        found: Callable[[View], View] = super().route(rule, **options)
        return found

    def arguments(
        self, schema: type[Schema] | Schema, *, location: str = "json", **options: Any
    ) -> Callable[[View], View]:
        """The view's last argument is what this schema reads at `location`."""
        found: Callable[[View], View] = super().arguments(schema, location=location, **options)
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
