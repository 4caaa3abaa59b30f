"""Signing in by e-mail and password.

Owns: `POST /sessions`, `GET` and `DELETE /sessions/current`. Intake serves them for both.
"""

from typing import Any

from flask import current_app, request
from marshmallow import Schema, fields, validate

from shared import accounts, auth, bearer, context, once, sessions
from shared.blueprint import Blueprint
from shared.db import reading, writing
from shared.limits import Limits
from shared.refusal import Conflict
from shared.secrets_at_rest import SESSION_PREFIX, derived_secret, new_secret

blueprint = Blueprint("sessions", __name__, url_prefix="/api/v1", description="Signing in and out.")
_SIGNED_IN = ("ombudsman", "unit", "kanwil", "directorate", "admin")


class NotASession(Conflict):
    """A machine token is revoked by the operator, not by signing out."""


class SignIn(Schema):
    """Who, by what password, for which office."""

    email = fields.String(required=True, validate=validate.Length(3, 254))
    password = fields.String(required=True, validate=validate.Length(1, 1000))
    office = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 40))


class Session(Schema):
    """The bearer token, told once, and what it opens."""

    token = fields.String(required=True)
    expires_at = fields.AwareDateTime(required=True, format="iso")
    office = fields.String(required=True, allow_none=True)
    role = fields.String(required=True)
    head = fields.Boolean(required=True)


class Me(Schema):
    """Who the bearer of this token is."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    office = fields.String(required=True, allow_none=True)
    role = fields.String(required=True)
    head = fields.Boolean(required=True)


@blueprint.route("/sessions", methods=["POST"])
@auth.open_route
@once.takes_key
@blueprint.arguments(SignIn)
@blueprint.response(201, Session)
def sign_in(body: dict[str, Any]) -> dict[str, Any]:
    """Sign in for one office.

    Name the office where the account holds several. The session lives twelve hours.
    """
    opened = opened_by(proven(body["email"], body["password"]), body["office"])
    told = {"token": opened.secret, "expires_at": opened.expires_at}
    return told | {name: getattr(opened.principal, name) for name in ("office", "role", "head")}


def proven(email: str, password: str) -> accounts.Account:
    """Whose these are; raises WrongCredentials, and TooManyRequests where it failed too often
    from this address or for this account, by whatever road."""
    limits: Limits = current_app.extensions["limits"]
    whence = email.strip().casefold(), str(request.remote_addr)
    counted = limits.attempt(*whence)
    with reading(context.registry()) as conn:
        row = accounts.lookup(conn, email)
    found = accounts.proven(row, password)
    limits.succeeded(*whence, counted)
    return found


def opened_by(who: accounts.Account, office: str | None) -> sessions.Opened:
    """A session for the account; raises Invalid at `office` where that is not clear."""
    with writing(context.registry()) as conn:
        return sessions.open_session(conn, context.clock(), who, office, _secret(who.id))


def _secret(account: str) -> str:
    """A fresh secret; under an `Idempotency-Key` the one that this account had with it before."""
    key = once.key()
    if key is None:
        return new_secret(SESSION_PREFIX)
    return derived_secret(SESSION_PREFIX, context.settings().secret_key, "session", account, key)


@blueprint.route("/sessions/current", methods=["GET"])
@auth.allow(*_SIGNED_IN)
@blueprint.response(200, Me)
def who_am_i() -> auth.Principal:
    """Who the bearer of this token is, and for which office."""
    return auth.me()


@blueprint.route("/sessions/current", methods=["DELETE"])
@auth.allow(*_SIGNED_IN)
@blueprint.response(204)
def sign_out() -> None:
    """Sign out: this session opens nothing from now on."""
    secret = bearer.secret()
    if not secret.startswith(SESSION_PREFIX):
        raise NotASession("This is a machine token: the operator revokes it, not its bearer.")
    with writing(context.registry()) as conn:
        sessions.close(conn, secret)
