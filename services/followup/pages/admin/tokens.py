"""`/admin/token`: how programs sign in.

Owns: the list, making a token whose secret is told once, and revoking. The form carries a nonce of
which the secret is derived, so that a form that is sent twice makes one token.
"""

import secrets as random

import structlog
from flask import redirect, render_template, request
from sqlalchemy import Connection

from services.followup.pages.admin import form
from services.followup.pages.admin.form import Answer, Faults
from services.followup.pages.admin.listing import PART, more
from services.followup.pages.footer import NATION
from shared import auth, pages, registry, tokens, web
from shared.db import reading, writing
from shared.refusal import Invalid
from shared.registry import UnknownOffice
from shared.secrets_at_rest import TOKEN_PREFIX, derived_secret

ROLES = ("ombudsman", "unit", "kanwil", "directorate", "admin", "service")
FIELDS = ("role", "office", "name", "nonce")
_log = structlog.get_logger("admin")
blueprint = pages.pages("admin_tokens", __name__, template_folder="templates")


@blueprint.route("/admin/token", methods=["GET"])
@auth.page("admin")
def listed() -> str:
    """The tokens, the newest first."""
    after = request.args.get("sesudah", "")
    with reading(web.registry()) as conn:
        every = [*tokens.listing(conn)][::-1]
        book = registry.book(conn)
    ids = [one.id for one in every]
    begin = ids.index(after) + 1 if after in ids else 0
    part = every[begin : begin + PART + 1]
    return render_template(
        "admin/tokens.html", found=part[:PART], book=book.by_code, zone=NATION,
        next=more(part, lambda one: one.id),
    )  # fmt: skip


@blueprint.route("/admin/token/baru", methods=["GET"])
@auth.page("admin")
def form_for_new() -> str:
    """The form for a token."""
    return _form({"nonce": random.token_hex(16)}, {})


@blueprint.route("/admin/token/baru", methods=["POST"])
@auth.page("admin")
def add() -> Answer:
    """Makes the token and tells its secret once."""
    given = form.typed(*FIELDS)
    if not given["name"]:
        return _form(given, {"name": form.says("It is missing.")}), 422
    own = web.settings().secret_key
    secret = derived_secret(TOKEN_PREFIX, own, "token form", auth.me().id, given["nonce"])
    try:
        with writing(web.registry()) as conn:
            tokens.ensure(conn, secret, _role(given), _office(conn, given), given["name"])
    except Invalid as refusal:
        return _form(given, form.faults_of(refusal)), 422
    _log.info("token_made", role=given["role"], by=auth.me().id)
    return form.once_shown("admin/token-secret.html", secret=secret, given=given)


@blueprint.route("/admin/token/<token_id>/cabut", methods=["POST"])
@auth.page("admin")
def revoke(token_id: str) -> Answer:
    """The token opens nothing from now on. Asked once."""
    with reading(web.registry()) as conn:
        found = next((one for one in tokens.listing(conn) if one.id == token_id), None)
    if found is None:
        return pages.failed(404, "failed.404")
    if not form.sure():
        return form.ask("revoke", "/admin/token", name=found.name)
    with writing(web.registry()) as conn:
        tokens.revoke(conn, token_id)
    _log.info("token_revoked", token=token_id, by=auth.me().id)
    return redirect("/admin/token", 303)


def _role(given: dict[str, str]) -> str:
    if given["role"] not in ROLES:
        raise Invalid.at("role", "It is missing.")
    return given["role"]


def _office(conn: Connection, given: dict[str, str]) -> str | None:
    if not given["office"]:
        return None
    try:
        return registry.find(conn, given["office"]).code
    except UnknownOffice as error:
        raise Invalid({"office": [error.fault]}) from error


def _form(given: dict[str, str], faults: Faults) -> str:
    return render_template("admin/token-form.html", given=given, faults=faults, roles=ROLES)
