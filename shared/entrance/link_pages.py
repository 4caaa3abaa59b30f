"""The pages of the one-time link.

Owns: `/masuk/tautan`, where a link is asked for, and `/masuk/tautan/<secret>`, where it is spent.
Opening a link spends nothing, since mail programs open links to look at them; its button does. The
answer to asking is the same whether the account exists or not.
"""

from flask import current_app, render_template, request
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from shared import auth, language, pages
from shared.context import registry, settings
from shared.db import reading, writing
from shared.entrance import door, links
from shared.limits import LINK, Limits
from shared.refusal import Invalid

Answer = str | Response | tuple[str, int]
MINUTES = int(links.LENGTH.total_seconds() // 60)
blueprint = pages.pages("link_pages", __name__)


@blueprint.route("/masuk/tautan", methods=["GET"])
@auth.open_page
def form() -> Answer:
    """Asks for the address."""
    return _form(wanted=request.args.get("next"))


@blueprint.route("/masuk/tautan", methods=["POST"])
@auth.open_page
def ask() -> Answer:
    """Keeps a link for whoever has that address, and says the same to all."""
    email = request.form.get("email", "").strip()
    if not 3 <= len(email) <= 254 or "@" not in email or not email.isprintable():
        return _form("link.no_address"), 422
    try:
        _count()
    except TooManyRequests:
        return _form("sign_in.too_often"), 429
    with writing(registry()) as conn:
        links.ask(conn, email, settings().secret_key, language.name())
    return render_template("link-sent.html", email=email)


@blueprint.route("/masuk/tautan/<secret>", methods=["GET"])
@auth.open_page
def opened(secret: str) -> Answer:
    """The button that spends the link."""
    return _shown(secret)


@blueprint.route("/masuk/tautan/<secret>", methods=["POST"])
@auth.open_page
def spend(secret: str) -> Answer:
    """Signs in, once; where an office must be chosen first, the link lives on."""
    try:
        with reading(registry()) as conn:
            who = links.holder(conn, secret)
        answer = door.enter(who, request.form.get("office") or None, None)
        with writing(registry()) as conn:
            links.spend(conn, secret)
    except links.LinkSpent:
        return _spent()
    except Invalid:
        return _shown(secret, "link.choose", 422)
    return answer


def _count() -> None:
    """An address that asks often waits ever longer; raises TooManyRequests."""
    limits: Limits = current_app.extensions["limits"]
    limits.attempted((LINK, str(request.remote_addr)))


def _form(fault: str = "", wanted: str | None = None) -> str:
    faults = {"email": language.say(fault)} if fault else {}
    return render_template(
        "link.html", faults=faults, form=request.form, minutes=MINUTES, wanted=wanted
    )


def _shown(secret: str, fault: str = "", status: int = 200) -> Answer:
    try:
        with reading(registry()) as conn:
            who = links.holder(conn, secret)
    except links.LinkSpent:
        return _spent()
    held = door.offices_of(who.id)
    if not held and not who.admin:
        return _nothing_held()
    faults = {"office": language.say(fault)} if fault else {}
    offices = held if len(held) > 1 else {}
    page = render_template("link-use.html", faults=faults, offices=offices, form=request.form)
    return page, status


def _spent() -> Answer:
    return render_template("link-spent.html", minutes=MINUTES), 410


def _nothing_held() -> Answer:
    return pages.failed(403, "sign_in.no_office")
