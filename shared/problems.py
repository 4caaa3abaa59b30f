"""Every error as `application/problem+json` (RFC 9457).

Owns: the one shape of an error, and which status each kind of error has. A refusal's `type` is
its own name (`urn:tindaklanjut:not-escalated`); what HTTP itself says has `about:blank`.
"""

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, g
from marshmallow import ValidationError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from shared.codec import text
from shared.refusal import (
    Broken,
    Conflict,
    Fault,
    Forbidden,
    Invalid,
    NotFound,
    NotSignedIn,
    Refusal,
)
from shared.revisions import SchemaMoved

MEDIA_TYPE = "application/problem+json"
STATUS: Mapping[type[Refusal], int] = {
    Conflict: 409,
    NotFound: 404,
    Forbidden: 403,
    Invalid: 422,
    NotSignedIn: 401,
    Broken: 500,
}
_LOCATIONS = frozenset({"json", "query", "form", "files", "headers", "path", "json_or_form"})
_log = structlog.get_logger("problem")


def problem(
    status: int,
    detail: str,
    *,
    type_: str = "about:blank",
    title: str | None = None,
    errors: Mapping[str, list[str]] | None = None,
) -> Response:
    """An answer in the shape of RFC 9457, with `errors` per field where there are any."""
    body: dict[str, Any] = {
        "type": type_,
        "title": title or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": f"urn:request:{g.get('request_id', '')}",
    }
    if errors:
        body["errors"] = dict(errors)
    return Response(text(body), status=status, content_type=MEDIA_TYPE)


def of_refusal(refusal: Refusal) -> Response:
    """A named refusal as a problem."""
    kinds = (STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS)
    answer = problem(
        next(kinds, 409),
        str(refusal.fault),
        type_=f"urn:tindaklanjut:{_words(refusal.name, '-')}",
        title=_words(refusal.name, " ").capitalize(),
        errors={path: [str(fault) for fault in all_] for path, all_ in refusal.errors.items()},
    )
    if isinstance(refusal, NotSignedIn):
        answer.headers["WWW-Authenticate"] = refusal.challenge
    return answer


def flat(messages: object, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """marshmallow's nested messages as (`recommendations.3.unit`, texts); `body` is the whole."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            here = path if key == "_schema" else f"{path}.{key}" if path else str(key)
            yield from flat(inner, here)
    elif isinstance(messages, list):
        yield path or "body", [str(message) for message in messages]
    else:
        yield path or "body", [str(messages)]


def as_invalid(messages: object) -> Invalid:
    """marshmallow's nested messages as our own refusal."""
    return Invalid(
        {path: [Fault("{text}", {"text": one}) for one in texts] for path, texts in flat(messages)}
    )


def register(app: Flask) -> None:
    """Every error that the app can raise becomes a problem."""
    app.register_error_handler(Refusal, of_refusal)
    app.register_error_handler(HTTPException, of_http)
    app.register_error_handler(
        ValidationError, lambda error: of_refusal(as_invalid(error.messages))
    )
    app.register_error_handler(OperationalError, _of_database)
    app.register_error_handler(PoolTimeout, _of_database)
    app.register_error_handler(SchemaMoved, _of_schema)
    app.register_error_handler(Exception, _of_fault)


def of_http(error: HTTPException) -> Response:
    """What HTTP itself says as a problem."""
    status = error.code or 500
    data: Mapping[str, Any] = getattr(error, "data", None) or {}
    answer = _said(status, error, data)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            answer.headers[name] = value
    answer.headers.update(data.get("headers") or {})
    return answer


def _said(status: int, error: HTTPException, data: Mapping[str, Any]) -> Response:
    """What HTTP says; what webargs found wrong in the fields is told as Invalid would tell it."""
    messages = data.get("messages")
    if not isinstance(messages, Mapping):
        return problem(status, error.description or HTTPStatus(status).phrase)
    inner = {k: v for key in messages for k, v in _below(key, messages[key]).items()}
    return of_refusal(as_invalid(inner))


def _below(key: str, inner: object) -> Mapping[str, object]:
    if key not in _LOCATIONS:
        return {key: inner}
    return inner if isinstance(inner, Mapping) else {"_schema": inner}


def _of_database(error: Exception) -> Response:
    _log.error("database_unreachable", exc_info=error)
    answer = problem(503, "The database does not answer; nothing was written. Try again shortly.")
    answer.headers["Retry-After"] = "5"
    return answer


def _of_schema(error: SchemaMoved) -> Response:
    _log.error("schema_moved", reason=str(error))
    return problem(503, "The database is newer than this program; nothing was written.")


def _of_fault(error: Exception) -> Response:
    _log.error("fault", exc_info=error)
    return problem(500, "Something broke here, not with you. The log has it under this instance.")


def _words(name: str, joint: str) -> str:
    """`NotEscalated` → `not escalated`, joined as asked."""
    return re.sub(r"(?<!^)(?=[A-Z])", joint, name).lower()
