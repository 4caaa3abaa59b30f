"""The identity provider (OpenID Connect), where one is configured.

Owns: authlib's client for it, and what is believed of its answer: the e-mail address, where the
provider says that it was verified (OpenID Connect Core 1.0, 5.1 and 5.7), or says nothing of that
and the operator trusts the addresses of its directory. State, nonce and PKCE (RFC 7636) are
authlib's, kept in a signed cookie for the way there and back.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from flask import Flask, current_app
from sqlalchemy import Connection

from shared import accounts
from shared.accounts import Account
from shared.config import Oidc, Settings
from shared.refusal import Forbidden

if TYPE_CHECKING:
    from authlib.integrations.flask_client import FlaskOAuth2App

SECONDS = 5
LASTS = timedelta(minutes=15)
"""Of real time, for the way there and back and the choice of an office: what lies in the cookie is
believed no longer, also where the browser was left open."""
COOKIE = "tindak_penyedia"
_KEY = "tindak_provider"


class ProviderSilent(Exception):
    """The provider did not answer, or not as one."""


class ProviderRefused(Exception):
    """The provider let nobody through, or the way did not begin in this browser."""


class AddressUnverified(Forbidden):
    """The provider has not verified the e-mail address."""


class NoAccount(Forbidden):
    """There is no living account for the address."""


def register(app: Flask, settings: Settings) -> None:
    """Gives the app its provider; nothing where none is configured."""
    if settings.oidc is None:
        return
    app.secret_key = f"{settings.secret_key}\nprovider"
    app.config.update(
        SESSION_COOKIE_NAME=COOKIE,
        SESSION_COOKIE_PATH="/masuk",
        PERMANENT_SESSION_LIFETIME=LASTS,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https:"),
    )
    app.extensions[_KEY] = _client(app, settings.oidc)


def client() -> "FlaskOAuth2App | None":
    """The app's provider; None where none is configured."""
    return cast("FlaskOAuth2App | None", current_app.extensions.get(_KEY))


def address_in(claims: dict[str, Any], *, vouches: bool) -> str:
    """The e-mail address that the claims vouch for; raises AddressUnverified."""
    email = claims.get("email")
    if not isinstance(email, str) or claims.get("email_verified", vouches) is not True:
        raise AddressUnverified("The provider does not vouch for an e-mail address.")
    return email


def account_of(conn: Connection, email: str) -> Account:
    """The living account of that address; raises NoAccount."""
    row = accounts.lookup(conn, email)
    if row is None or row.disabled_at is not None:
        raise NoAccount("There is no account for that address.")
    return Account(row.id, row.email, row.name, row.admin)


def _client(app: Flask, oidc: Oidc) -> "FlaskOAuth2App":
    """Imported here: without a provider no process carries authlib in its memory."""
    from authlib.integrations.flask_client import OAuth  # noqa: PLC0415

    made: FlaskOAuth2App = OAuth(app).register(  # type: ignore[no-untyped-call]
        "provider",
        client_id=oidc.client_id,
        client_secret=oidc.client_secret,
        server_metadata_url=f"{oidc.issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
        },
    )
    return made
