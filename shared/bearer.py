"""Sign-in by bearer token, before anything else of a request is looked at.

Owns: reading `Authorization: Bearer …` (for pages the cookie), finding the machine token or session
behind it, and enforcing the route's mark. An address that tries bearers that nobody knows waits
ever longer. A token's last use is kept at most once a minute; that
this cannot be kept never fails a request.
"""

from datetime import datetime, timedelta

import structlog
from flask import Flask, current_app, g, request
from sqlalchemy.exc import SQLAlchemyError

from shared import auth, context, cookies, registry, sessions, tokens
from shared.clock import real_now
from shared.db import glancing, reading, writing
from shared.limits import Limits
from shared.refusal import NotSignedIn
from shared.registry import Book
from shared.secrets_at_rest import SESSION_PREFIX, kept

_SEEN = "bearers_seen"
_log = structlog.get_logger("bearer")


class BadToken(NotSignedIn):
    """The bearer is unknown, over or revoked."""

    challenge = f'{NotSignedIn.challenge}, error="invalid_token"'


class Seen:
    """Bearers that were good in this process, by their hashes: whoever carries one guesses not,
    so that what strangers try from the same address never shuts it out."""

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._hashes: dict[str, None] = {}

    def __contains__(self, carried: str) -> bool:
        return kept(carried) in self._hashes

    def add(self, carried: str) -> None:
        """It was good just now; beyond `most` the earliest is forgotten."""
        self._hashes[kept(carried)] = None
        if len(self._hashes) > self._most:
            self._hashes.pop(next(iter(self._hashes)), None)


def register(app: Flask) -> None:
    """Every request to a route that is not open must carry a bearer that may call it."""
    app.extensions[_SEEN] = Seen()
    app.before_request(_check)


def secret() -> str:
    """The bearer secret of this request; raises NotSignedIn where there is none."""
    given = request.authorization
    if given is None or given.type != "bearer" or not given.token:
        raise NotSignedIn("Sign in: send Authorization: Bearer <token>.")
    return given.token


def offices() -> Book:
    """All offices, as they were when this request signed in."""
    return registry.book_at(context.registry(), g.get("offices_version"))


def _check() -> None:
    if request.endpoint is None:
        return
    mark = auth.mark_of(current_app, request.endpoint)
    if mark.open:
        return
    g.principal = _visitor() if mark.page else _principal(secret())
    auth.enforce(mark, g.principal)


def visitor() -> auth.Principal | None:
    """Who is signed in by the cookie of this request; None where nobody is."""
    carried = cookies.session()
    if carried is None:
        return None
    with reading(context.registry()) as conn:
        return sessions.carried(conn, context.clock(), carried)


def _visitor() -> auth.Principal:
    found = visitor()
    if found is None:
        raise NotSignedIn("Sign in first.")
    return found


def _principal(carried: str) -> auth.Principal:
    known: Seen = current_app.extensions[_SEEN]
    limits: Limits = current_app.extensions["limits"]
    if carried not in known:
        limits.may_guess(str(request.remote_addr))
    if carried.startswith(SESSION_PREFIX):
        with reading(context.registry()) as conn:
            found = sessions.carried(conn, context.clock(), carried)
    else:
        found = _by_token(carried)
    if found is None:
        limits.guessed(str(request.remote_addr))
        raise BadToken("This token is unknown, over or revoked; sign in again.")
    known.add(carried)
    return found


def _by_token(carried: str) -> auth.Principal | None:
    with glancing(context.registry()) as conn:
        token = tokens.carried(conn, carried)
    if token is None:
        return None
    g.offices_version = token.offices_version
    _keep_use(token)
    return auth.Principal(token.id, token.name, token.role, token.office, token.region, head=True)


def _keep_use(token: tokens.Token) -> None:
    """Writes the use down where the last one kept is a minute old, one try a minute."""
    now = real_now()
    tried: dict[str, datetime] = current_app.extensions.setdefault("token_uses", {})
    last = max(filter(None, (token.last_used_at, tried.get(token.id))), default=None)
    if last is not None and now - last < timedelta(minutes=1):
        return
    tried[token.id] = now
    try:
        with writing(context.registry()) as conn:
            tokens.used(conn, token.id)
    except SQLAlchemyError as error:
        _log.warning("token_use_not_kept", exc_info=error)
