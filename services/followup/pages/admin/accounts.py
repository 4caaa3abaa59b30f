"""`/admin/akun`: who signs in, and the offices that each holds between which dates.

Owns: the list, making an account and its one-time secret, holdings, a new password, and disabling.
"""

from datetime import date
from typing import Any

import structlog
from flask import redirect, render_template, request

from services.followup.core.civil import day_of
from services.followup.pages.admin import form
from services.followup.pages.admin.form import Answer, Faults
from services.followup.pages.admin.holdings import FIELDS, Holds
from services.followup.pages.admin.listing import PART, more
from services.followup.pages.footer import NATION
from shared import accounts, auth, holders, pages, registry, sessions, web
from shared.db import reading, writing
from shared.refusal import Invalid
from shared.secrets_at_rest import fresh_password

NEW = ("email", "name", "admin", *FIELDS)
_log = structlog.get_logger("admin")
blueprint = pages.pages("admin_accounts", __name__, template_folder="templates")


@blueprint.route("/admin/akun", methods=["GET"])
@auth.page("admin")
def listed() -> str:
    """The accounts by address, searched by name or address, with what each holds today."""
    words, after = request.args.get("q", "").strip(), request.args.get("sesudah", "")
    with reading(web.registry()) as conn:
        found = holders.people(conn, words, after, PART + 1)
        held = holders.holdings(conn, [one.id for one in found])
        book = registry.book(conn)
    now = web.clock().now()
    today = {one: accounts.in_force(book, rows, now) for one, rows in held.items()}
    return render_template(
        "admin/accounts.html", found=found[:PART], today=today, book=book.by_code, q=words,
        next=more(found, lambda one: one.email, q=words),
    )  # fmt: skip


@blueprint.route("/admin/akun/baru", methods=["GET"])
@auth.page("admin")
def form_for_new() -> str:
    """The form for an account."""
    return _new({"from_on": _today().isoformat(), "capacity": "head", "acting": "none"}, {})


@blueprint.route("/admin/akun/baru", methods=["POST"])
@auth.page("admin")
def add() -> Answer:
    """Makes the account, with its first holding if an office is named; tells its password once."""
    given, password = form.typed(*NEW), fresh_password()
    if not given["name"]:
        return _new(given, {"name": form.says("It is missing.")}), 422
    try:
        with writing(web.registry()) as conn:
            admin = given["admin"] == "ya"
            made = accounts.create(conn, given["email"], given["name"], password, admin=admin)
            if given["office"]:
                Holds.typed(given).write(conn, made)
    except Invalid as refusal:
        return _new(given, form.faults_of(refusal)), 422
    _log.info("account_made", account=made, by=auth.me().id)
    return _secret(made, password)


@blueprint.route("/admin/akun/<account_id>", methods=["GET"])
@auth.page("admin")
def one(account_id: str) -> str:
    """One account with its holdings."""
    return _one(account_id, {"from_on": _today().isoformat()}, {})


@blueprint.route("/admin/akun/<account_id>/jabatan", methods=["POST"])
@auth.page("admin")
def hold(account_id: str) -> Answer:
    """The account holds one more office, between two dates."""
    given = form.typed(*FIELDS)
    try:
        with writing(web.registry()) as conn:
            holders.person(conn, account_id)
            Holds.typed(given).write(conn, account_id)
    except Invalid as refusal:
        return _one(account_id, given, form.faults_of(refusal)), 422
    _log.info("office_held", account=account_id, office=given["office"], by=auth.me().id)
    return redirect(f"/admin/akun/{account_id}", 303)


@blueprint.route("/admin/akun/<account_id>/jabatan/<holding_id>", methods=["POST"])
@auth.page("admin")
def end(account_id: str, holding_id: str) -> Answer:
    """A holding ends on a day."""
    field = f"end-{holding_id}"
    try:
        last = date.fromisoformat(request.form.get("to_on", ""))
        with writing(web.registry()) as conn:
            holders.end(conn, account_id, holding_id, last)
    except Invalid as refusal:
        words = form.faults_of(refusal)["to_on"]
        return _one(account_id, {}, {field: words}), 422
    except ValueError:
        return _one(account_id, {}, {field: form.says("Not a valid date.")}), 422
    _log.info("holding_ended", account=account_id, by=auth.me().id)
    return redirect(f"/admin/akun/{account_id}", 303)


@blueprint.route("/admin/akun/<account_id>/sandi", methods=["POST"])
@auth.page("admin")
def renew(account_id: str) -> Answer:
    """Another password, told once; every session of the account ends. Asked once."""
    with reading(web.registry()) as conn:
        who = holders.person(conn, account_id)
    if not form.sure():
        return form.ask("password", f"/admin/akun/{account_id}", name=who.name)
    password = fresh_password()
    with writing(web.registry()) as conn:
        sessions.close_all(conn, accounts.renew(conn, who.email, password))
    _log.info("password_renewed", account=account_id, by=auth.me().id)
    return _secret(account_id, password)


@blueprint.route("/admin/akun/<account_id>/nonaktif", methods=["POST"])
@auth.page("admin")
def disable(account_id: str) -> Answer:
    """The account opens nothing from now on. Asked once; nobody disables their own."""
    with reading(web.registry()) as conn:
        who = holders.person(conn, account_id)
    if account_id == auth.me().id:
        return pages.failed(409, "admin.own_account")
    if not form.sure():
        return form.ask("disable", f"/admin/akun/{account_id}", name=who.name)
    with writing(web.registry()) as conn:
        accounts.disable(conn, who.email)
    _log.info("account_disabled", account=account_id, by=auth.me().id)
    return redirect(f"/admin/akun/{account_id}", 303)


def _one(account_id: str, given: dict[str, str], faults: Faults) -> str:
    with reading(web.registry()) as conn:
        who = holders.person(conn, account_id)
        rows = holders.holdings(conn, [account_id])[account_id]
        book = registry.book(conn)
    return render_template(
        "admin/account.html",
        person=who, rows=rows, book=book.by_code, given=given, faults=faults, today=_today(),
        own=account_id == auth.me().id, zone=NATION, **_choices(),
    )  # fmt: skip


def _new(given: dict[str, str], faults: Faults) -> str:
    return render_template("admin/account-form.html", given=given, faults=faults, **_choices())


def _secret(account_id: str, password: str) -> Answer:
    with reading(web.registry()) as conn:
        who = holders.person(conn, account_id)
    return form.once_shown("admin/account-secret.html", person=who, secret=password)


def _choices() -> dict[str, Any]:
    return {"capacities": accounts.CAPACITIES, "acting": accounts.ACTING}


def _today() -> date:
    return day_of(web.clock().now(), NATION)
