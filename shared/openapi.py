"""The description of the API (OpenAPI 3.1) and the page that shows it.

Owns: what every operation has in common (who may call it, its errors, `Idempotency-Key`), told
from the same marks that are enforced, so that the description cannot differ from the program.
"""

import re
from typing import Any

from flask import Blueprint, Flask, Response, render_template
from flask_smorest import Api
from flask_smorest import Blueprint as ApiBlueprint
from marshmallow import Schema, fields

from shared import auth, problems
from shared.codec import text
from shared.headers import CSP
from shared.once import HEADER, is_once

VERSION = "1.0.0"
_PAGE_CSP = f"{CSP}; img-src 'self' data:"  # the icons in Swagger UI's own stylesheet
_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_ERRORS = {
    "400": "The body is not JSON",
    "401": "No token, or one that is unknown, over or revoked",
    "403": "The role or office may not do this",
    "404": "No such thing, or not one that the asker may see",
    "409": "The thing's present state forbids it",
    "413": "The body is too large",
    "415": "The body is of another media type",
    "422": "Some fields are wrong; `errors` names them",
    "429": "Too many requests; Retry-After says how long to wait",
    "503": "The database does not answer; nothing was written",
}
_WITH_BODY = frozenset({"400", "413", "415"})
_KEY_PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "Repeat the request with the same key and body to get the first answer again.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
}


class Problem(Schema):
    """RFC 9457."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String()
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))


class DescribedApi(Api):  # type: ignore[misc]  # flask-smorest has no types
    """flask-smorest without its own errors and pages: those are `problems` and ours."""

    ERROR_SCHEMA = Problem
    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        problems.register(self._app)


def describe(app: Flask, name: str, title: str, blueprints: tuple[Blueprint, ...]) -> None:
    """Registers the blueprints, and serves their description and the page that shows it."""
    app.config.update(API_TITLE=title, API_VERSION=VERSION, OPENAPI_VERSION="3.1.0")
    api = DescribedApi(app)
    for blueprint in blueprints:
        if isinstance(blueprint, ApiBlueprint):
            api.register_blueprint(blueprint)
        else:
            app.register_blueprint(blueprint)
    _serve(app, f"/api/v1/{name}", title, api)


def _serve(app: Flask, prefix: str, title: str, api: Any) -> None:
    kept: list[str] = []

    @auth.open_route
    def openapi() -> Response:
        if not kept:
            kept.append(text(complete(api.spec.to_dict(), app)))
        return Response(kept[0], content_type="application/json")

    @auth.open_route
    def docs() -> Response:
        page = render_template("docs.html", title=title, document=f"{prefix}/openapi.json")
        return Response(page, headers={"Content-Security-Policy": _PAGE_CSP})

    app.add_url_rule(f"{prefix}/openapi.json", "openapi", openapi)
    app.add_url_rule(f"{prefix}/docs", "docs", docs)


def complete(document: dict[str, Any], app: Flask) -> dict[str, Any]:
    """The document with what the marks say of each operation."""
    document["components"].setdefault("securitySchemes", {})["bearer"] = {
        "type": "http",
        "scheme": "bearer",
        "description": "A machine token (tl_…) or a session (ts_…).",
    }
    document["components"].pop("responses", None)
    document["components"].get("schemas", {}).pop("PaginationMetadata", None)
    for route in auth.routes(app):
        path = re.sub(r"<(?:[^:>]*:)?([^>]*)>", r"{\1}", route.rule)
        operation = document["paths"].get(path, {}).get(route.method.lower())
        if operation is not None:
            _complete_one(operation, route, app)
    return document


def _complete_one(operation: dict[str, Any], route: auth.Route, app: Flask) -> None:
    operation["operationId"] = route.endpoint.rpartition(".")[2]
    operation["security"] = [] if route.open else [{"bearer": []}]
    if not route.open:
        operation["x-roles"] = list(route.roles)
        operation["x-head-only"] = route.head
    if is_once(app.view_functions[route.endpoint]):
        operation.setdefault("parameters", []).append(_KEY_PARAMETER)
    for status, description in _ERRORS.items():
        if status in _WITH_BODY and "requestBody" not in operation:
            continue
        operation["responses"][status] = {
            "description": description,
            "content": {problems.MEDIA_TYPE: {"schema": _PROBLEM}},
        }
