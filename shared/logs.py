"""The log: one JSON object a line on standard error.

Owns: its shape, the id that ties a request's lines to its answer, and one line per request.
Neither bodies nor query strings nor the Authorization header are ever written.
"""

import logging
import re
import sys
import time
from typing import TextIO

import msgspec
import structlog
from flask import Flask, Response, g, request

from shared.ids import new_id

REQUEST_ID = "X-Request-ID"
_PLAIN = re.compile(r"[A-Za-z0-9._-]{8,64}")
_SECRET_NAMES = frozenset({"authorization", "password", "secret", "token", "cookie"})
_log = structlog.get_logger("request")


def configure(level: int = logging.INFO, stream: TextIO | None = None) -> None:
    """Our log and the standard library's go the same way, to standard error where no `stream` is
    given; called once, at a process's start."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        hide_secrets,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer(_json)],
        logger_factory=lambda name: _Lines(name, stream or sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    writing = logging.StreamHandler(stream)
    writing.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(handlers=[writing], level=level, force=True)


class _Lines(structlog.WriteLogger):
    """Writes whole lines, under its name, without a detour through the standard library's log."""

    def __init__(self, name: str, stream: TextIO) -> None:
        super().__init__(stream)
        self.name = name


def _json(line: structlog.typing.EventDict, **_options: object) -> str:
    return msgspec.json.encode(line, enc_hook=repr).decode()


def hide_secrets(
    _logger: object, _method: str, line: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Values under a secret's name never reach the log."""
    return {key: "***" if key.lower() in _SECRET_NAMES else line[key] for key in line}


def register(app: Flask) -> None:
    """Every request has an id (its own, where it is plain) and leaves one line."""

    @app.before_request
    def begin() -> None:
        given = request.headers.get(REQUEST_ID, "")
        g.request_id = given if _PLAIN.fullmatch(given) else new_id()
        g.began = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def end(answer: Response) -> Response:
        answer.headers[REQUEST_ID] = g.request_id
        principal = g.get("principal")
        _log.info(
            "answered",
            method=request.method,
            route=request.url_rule.rule if request.url_rule else None,
            status=answer.status_code,
            ms=round((time.perf_counter() - g.began) * 1000, 1),
            who=principal.id if principal else None,
        )
        return answer
