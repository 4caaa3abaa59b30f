"""Once: a POST that may be repeated.

Owns: the transaction around a view that writes, and the `Idempotency-Key` kept in that same
transaction. The same key and body get the first answer again, also when both come at once;
another body is refused. A key belongs to its token (or account and office), method and path.

    @blp.route("/letters", methods=["POST"])
    @auth.allow("ombudsman", head=True)
    @blp.arguments(LetterSchema)
    @once                               # below `arguments`: the body is checked before the lock
    @blp.response(201, RecordedSchema)  # below `once`: what is kept is the finished answer
    def post_letter(conn, body): ...
"""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, overload

import structlog
from flask import Response, current_app, g, request

from shared import answers, auth
from shared.answers import HEADER, Asked, purge, table
from shared.clock import real_now
from shared.context import engine
from shared.db import writing
from shared.fingerprint import of_request
from shared.refusal import Invalid

__all__ = [
    "HEADER",
    "after_commit",
    "completed_by",
    "is_once",
    "key",
    "once",
    "purge",
    "table",
    "takes_key",
]

View = Callable[..., Any]
FORGET_EVERY = timedelta(hours=1)
_FORGOTTEN_AT = "answers_forgotten_at"
_KEY = re.compile(r"[!-~]{1,200}")
_log = structlog.get_logger("once")


class _NotKept(Exception):
    """The view answered with no success: nothing of it may stay."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


@overload
def once(view: View) -> View: ...
@overload
def once(*, fingerprint: Callable[[], str]) -> Callable[[View], View]: ...
def once(
    view: View | None = None, *, fingerprint: Callable[[], str] = of_request
) -> View | Callable[[View], View]:
    """The view is called in one writing transaction, given as its first argument `conn`.

    A refusal or an answer other than 2xx rolls back everything, the key too. `fingerprint` says
    what was asked, where the request's own bytes do not.
    """
    if view is None:
        return lambda inner: _once(inner, fingerprint)
    return _once(view, fingerprint)


def after_commit(call: Callable[[], object]) -> None:
    """Runs `call` when this request's transaction is durable; its failure is logged, no more."""
    g.setdefault("after_commit", []).append(call)


def completed_by(call: Callable[[], Any]) -> None:
    """When this request's transaction is durable, what `call` answers is sent, and kept, in place
    of what the view answered; where it fails the view's answer stands."""
    g.completed_by = call


def key() -> str | None:
    """The request's `Idempotency-Key`; raises Invalid where it is none."""
    given = request.headers.get(HEADER)
    if given is not None and not _KEY.fullmatch(given):
        raise Invalid.at(HEADER, "A key is 1 to 200 visible ASCII characters.")
    return given


def takes_key(view: View) -> View:
    """Marks a view that sees to its `Idempotency-Key` itself."""
    view.__dict__["_once"] = True
    return view


def is_once(view: View) -> bool:
    """Whether the view takes an `Idempotency-Key`."""
    return bool(getattr(view, "_once", False))


def _once(view: View, fingerprint: Callable[[], str]) -> View:
    @wraps(view)
    def perform(*args: Any, **kwargs: Any) -> Response:
        asked = _asked(fingerprint)
        g.after_commit, g.completed_by = [], None
        try:
            with writing(engine()) as conn:
                before = answers.claim(conn, asked) if asked else None
                if before is not None:
                    return before
                answer = current_app.make_response(view(conn, *args, **kwargs))
                if not 200 <= answer.status_code < 300:
                    raise _NotKept(answer)
                if asked:
                    answers.keep(conn, asked, answer)
                    after_commit(_forget_old_ones)
        except _NotKept as refused:
            return refused.response
        _run_after_commit()
        return _completed(asked) or answer

    return takes_key(perform)


def _asked(fingerprint: Callable[[], str]) -> Asked | None:
    given = key()
    if given is None:
        return None
    who = auth.me()
    parts = (who.id, who.office or "", request.method, request.path, given)
    return Asked(hashlib.sha256("\n".join(parts).encode()).hexdigest(), fingerprint())


def _completed(asked: Asked | None) -> Response | None:
    call = g.pop("completed_by")
    if call is None:
        return None
    try:
        answer = current_app.make_response(call())
        if asked:
            with writing(engine()) as conn:
                answers.keep(conn, asked, answer)
    except Exception as error:  # as after any commit
        _log.error("completion_failed", exc_info=error)
        return None
    return answer


def _forget_old_ones() -> None:
    """Once an hour in each process; so no other process need know of this table."""
    now, done = real_now(), current_app.extensions.get(_FORGOTTEN_AT)
    if done is None or now - done >= FORGET_EVERY:
        current_app.extensions[_FORGOTTEN_AT] = now
        with writing(engine()) as conn:
            purge(conn, now)


def _run_after_commit() -> None:
    for call in g.pop("after_commit"):
        try:
            call()
        except Exception as error:  # the fact is durable: what follows may not undo its 2xx
            _log.error("after_commit_failed", exc_info=error)
