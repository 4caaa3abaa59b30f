"""Signing in through the identity provider.

Owns: `/masuk/penyedia`, which leads there, and `/masuk/penyedia/kembali`, where it leads back. An
account is found by its verified address; none is made here: who may sign in is the admin's to say.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from flask import abort, render_template, request, session
from werkzeug.wrappers import Response

from shared import auth, pages
from shared.context import registry, settings
from shared.db import reading
from shared.entrance import door, provider
from shared.refusal import Forbidden, Invalid

if TYPE_CHECKING:
    from authlib.integrations.flask_client import FlaskOAuth2App

Answer = str | Response | tuple[str, int]
Got = TypeVar("Got")
WANTED, WHO = "wanted", "who"
blueprint = pages.pages("provider_pages", __name__)


@blueprint.route("/masuk/penyedia", methods=["GET"])
@auth.open_page
def there() -> Answer:
    """Leads to the provider."""
    client = _client()
    back = f"{settings().public_url}/masuk/penyedia/kembali"
    session.clear()
    session[WANTED] = door.safe(request.args.get("next"))
    try:
        return _asked(lambda: client.authorize_redirect(back))
    except provider.ProviderSilent:
        return _failed("oidc.silent", 503)


@blueprint.route("/masuk/penyedia/kembali", methods=["GET"])
@auth.open_page
def back() -> Answer:
    """Signs in whom the provider vouches for."""
    client = _client()
    try:
        claims = _asked(client.authorize_access_token).get("userinfo") or {}
        session[WHO] = provider.address_in(claims, vouches=_vouches())
        return _entered()
    except provider.ProviderSilent:
        return _failed("oidc.silent", 503)
    except provider.ProviderRefused:
        return _failed("oidc.refused", 403)
    except provider.AddressUnverified:
        return _failed("oidc.unverified", 403)
    except provider.NoAccount:
        return _failed("oidc.unknown", 403)


@blueprint.route("/masuk/penyedia/kantor", methods=["POST"])
@auth.open_page
def choose() -> Answer:
    """For one of the offices that the account holds."""
    _client()
    try:
        return _entered(request.form.get("office"))
    except Forbidden:
        return _failed("oidc.unknown", 403)


def _entered(office: str | None = None) -> Answer:
    """Signed in; or the choice of an office. Who was vouched for is in the provider's cookie."""
    with reading(registry()) as conn:
        who = provider.account_of(conn, str(session.get(WHO, "")))
    try:
        answer = door.enter(who, office or None, session.get(WANTED))
    except Invalid:
        offices = door.offices_of(who.id)
        if not offices:
            return _failed("sign_in.no_office", 403)
        return render_template("provider-office.html", offices=offices), 422
    session.clear()
    return answer


def _asked(question: Callable[[], Got]) -> Got:
    """What the provider answers; raises ProviderSilent or ProviderRefused."""
    from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415
    from joserfc.errors import JoseError  # noqa: PLC0415
    from requests import RequestException  # noqa: PLC0415

    try:
        return question()
    except (AuthlibBaseError, JoseError) as error:
        raise provider.ProviderRefused(str(error)) from error
    except (RequestException, ValueError, KeyError, RuntimeError) as error:
        raise provider.ProviderSilent(str(error)) from error


def _client() -> "FlaskOAuth2App":
    found: Any = provider.client()
    if found is None:
        abort(404)
    return cast("FlaskOAuth2App", found)


def _vouches() -> bool:
    told = settings().oidc
    return told is not None and told.vouches


def _failed(key: str, status: int) -> Answer:
    page = render_template("provider-failed.html", key=key)
    return page, status
