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

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, overload

import structlog
from flask import Response, current_app, g, request
from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from shared import auth
from shared.clock import real_now
from shared.context import engine
from shared.db import Instant, writing
from shared.fingerprint import of_request
from shared.refusal import Invalid

HEADER = "Idempotency-Key"
KEPT = timedelta(days=8)
View = Callable[..., Any]
_KEY = re.compile(r"[!-~]{1,200}")
_log = structlog.get_logger("once")


@dataclass(frozen=True)
class _Asked:
    """Whose key, for what, and what was asked under it."""

    who: str
    route: str
    key: str
    fingerprint: str


class _NotKept(Exception):
    """The view answered with no success: nothing of it may stay."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


def table(metadata: MetaData) -> Table:
    """The table of answers; every service's database has one."""
    found = Table(
        "idempotency",
        metadata,
        Column("who", String(80), primary_key=True),
        Column("route", String(300), primary_key=True),
        Column("key", String(200), primary_key=True),
        Column("fingerprint", String(64), nullable=False),
        Column("status", Integer),
        Column("body", Text),
        Column("media_type", Text),
        Column("location", Text),
        Column("created_at", Instant, nullable=False),
    )
    Index("idempotency_created", found.c.created_at)
    return found


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


def is_once(view: View) -> bool:
    """Whether the view takes an `Idempotency-Key`."""
    return bool(getattr(view, "_once", False))


def purge(conn: Connection, now: datetime) -> int:
    """Forgets answers older than they must be kept (eight days); answers how many."""
    return conn.execute(delete(_kept).where(_kept.c.created_at < now - KEPT)).rowcount


_kept = table(MetaData())


def _once(view: View, fingerprint: Callable[[], str]) -> View:
    @wraps(view)
    def perform(*args: Any, **kwargs: Any) -> Response:
        asked = _asked(fingerprint)
        g.after_commit = []
        try:
            with writing(engine()) as conn:
                before = _claim(conn, asked) if asked else None
                if before is not None:
                    return before
                answer = current_app.make_response(view(conn, *args, **kwargs))
                if not 200 <= answer.status_code < 300:
                    raise _NotKept(answer)
                if asked:
                    _keep(conn, asked, answer)
        except _NotKept as refused:
            return refused.response
        _run_after_commit()
        return answer

    perform.__dict__["_once"] = True
    return perform


def _asked(fingerprint: Callable[[], str]) -> _Asked | None:
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        raise Invalid.at(HEADER, "A key is 1 to 200 visible ASCII characters.")
    who = auth.me()
    owner = f"{who.id} {who.office or ''}"
    return _Asked(owner, f"{request.method} {request.path}", key, fingerprint())


def _claim(conn: Connection, asked: _Asked) -> Response | None:
    """None if the key is now ours; else the answer that it got before. Where the first comer is
    still at work this waits for its commit: on the row's own key, or on SQLite's write lock."""
    dialect = postgresql if conn.dialect.name == "postgresql" else sqlite
    claim = dialect.insert(_kept).values(
        who=asked.who,
        route=asked.route,
        key=asked.key,
        fingerprint=asked.fingerprint,
        created_at=real_now(),
    )
    if conn.execute(claim.on_conflict_do_nothing()).rowcount == 1:
        return None
    row = conn.execute(select(_kept).where(*_same(asked))).one()
    if row.fingerprint != asked.fingerprint:
        raise Invalid.at(HEADER, "This key was used for another request; take a new one.")
    answer = Response(row.body, status=row.status, content_type=row.media_type)
    if row.location:
        answer.headers["Location"] = row.location
    answer.headers["Idempotency-Replayed"] = "true"
    return answer


def _keep(conn: Connection, asked: _Asked, answer: Response) -> None:
    conn.execute(
        update(_kept)
        .where(*_same(asked))
        .values(
            status=answer.status_code,
            body=answer.get_data(as_text=True),
            media_type=answer.content_type,
            location=answer.headers.get("Location"),
        )
    )


def _same(asked: _Asked) -> tuple[Any, ...]:
    return (_kept.c.who == asked.who, _kept.c.route == asked.route, _kept.c.key == asked.key)


def _run_after_commit() -> None:
    for call in g.pop("after_commit"):
        try:
            call()
        except Exception as error:  # the fact is durable: what follows may not undo its 2xx
            _log.error("after_commit_failed", exc_info=error)
