"""`/admin/kantor`: the offices, what each was before, and changing one.

Owns: the list, one office with its dated history, and the form. A change is written as an import
of one row would be: checked against all offices, and what was is kept with its dates.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import structlog
from flask import redirect, render_template, request

from services.followup.pages.admin import form
from services.followup.pages.admin.form import Answer, Faults
from services.followup.pages.admin.listing import PART, more
from services.followup.pages.footer import NATION
from shared import auth, holders, offices, pages, registry, web
from shared.db import reading, writing
from shared.office_rows import COLUMNS, ZONES
from shared.offices import Before
from shared.refusal import Fault, Invalid
from shared.registry import KINDS, Office, fold

MOST_BELOW = 50
_log = structlog.get_logger("admin")
blueprint = pages.pages("admin_offices", __name__, template_folder="templates")


@dataclass(frozen=True)
class Change:
    """One earlier standing of an office: until when, and the fields that became another."""

    before: Before
    differs: Sequence[tuple[str, Any, Any]]


@blueprint.route("/admin/kantor", methods=["GET"])
@auth.page("admin")
def listed() -> str:
    """The offices by code, searched by code, name, alias or town."""
    words, after = request.args.get("q", "").strip(), request.args.get("sesudah", "")
    with reading(web.registry()) as conn:
        every = registry.book(conn).by_code.values()
    found = [one for one in every if _has(one, words)]
    part = [one for one in found if one.code > after][: PART + 1]
    return render_template(
        "admin/offices.html", found=part[:PART], count=len(found), q=words,
        next=more(part, lambda one: one.code, q=words),
    )  # fmt: skip


@blueprint.route("/admin/kantor/baru", methods=["GET"])
@auth.page("admin")
def form_for_new() -> str:
    """The form for an office that is not there yet."""
    return _form(None, dict.fromkeys(COLUMNS, "") | {"time_zone": ZONES[0]}, {})


@blueprint.route("/admin/kantor/baru", methods=["POST"])
@auth.page("admin")
def add() -> Answer:
    """Adds an office."""
    row = form.typed(*COLUMNS)
    with reading(web.registry()) as conn:
        there = row["code"] in registry.book(conn).by_code
    if there:
        return _form(None, row, {"code": form.says(_taken(row["code"]))}), 422
    return _written(None, row)


@blueprint.route("/admin/kantor/<code>", methods=["GET"])
@auth.page("admin")
def one(code: str) -> str:
    """One office: what it is, what it was, who holds it, what lies under it."""
    with reading(web.registry()) as conn:
        book = registry.book(conn)
        office = book.office(code)
        history, since = offices.history(conn, code), offices.since(conn, code)
        held = holders.of_office(conn, code, PART)
    below = sorted(each.code for each in book.by_code.values() if each.parent == code)
    return render_template(
        "admin/office.html",
        office=office, changes=_changes(office, history), since=since, held=held,
        above=book.superiors(office), below=[book.office(each) for each in below[:MOST_BELOW]],
        more_below=max(0, len(below) - MOST_BELOW), zone=NATION,
    )  # fmt: skip


@blueprint.route("/admin/kantor/<code>/ubah", methods=["GET"])
@auth.page("admin")
def form_to_change(code: str) -> str:
    """The form with the office as it is."""
    with reading(web.registry()) as conn:
        office = registry.office(conn, code)
    return _form(code, _row(office), {})


@blueprint.route("/admin/kantor/<code>/ubah", methods=["POST"])
@auth.page("admin")
def change(code: str) -> Answer:
    """Changes the office; its code stays."""
    with reading(web.registry()) as conn:
        registry.office(conn, code)
    return _written(code, {**form.typed(*COLUMNS), "code": code})


def _taken(code: str) -> Fault:
    return Fault("{text} means {code} already.", {"text": code, "code": code})


def _written(code: str | None, row: dict[str, str]) -> Answer:
    aliases = (each.strip() for each in row["aliases"].replace("|", "\n").splitlines())
    kept = {**row, "aliases": "|".join(filter(None, aliases))}
    try:
        with writing(web.registry()) as conn:
            offices.import_offices(conn, [kept])
    except Invalid as refusal:
        return _form(code, row, form.faults_of(refusal)), 422
    _log.info("office_written", office=row["code"], by=auth.me().id)
    return redirect(f"/admin/kantor/{row['code']}", 303)


def _form(code: str | None, row: dict[str, str], faults: Faults) -> str:
    with reading(web.registry()) as conn:
        every = registry.book(conn).by_code.values()
    parents = [one for one in every if one.kind in ("directorate", "kanwil")]
    return render_template(
        "admin/office-form.html",
        code=code, row=row, faults=faults, kinds=sorted(KINDS), zones=ZONES, parents=parents,
    )  # fmt: skip


def _has(office: Office, words: str) -> bool:
    text = fold(" ".join((office.code, office.name, office.town, *office.aliases)))
    return all(word in text for word in fold(words).split())


def _row(office: Office) -> dict[str, str]:
    named = {name: getattr(office, name, None) or "" for name in COLUMNS}
    return {**named, "class": office.class_, "aliases": "\n".join(office.aliases)}


def _changes(now: Office, history: Sequence[Before]) -> list[Change]:
    """Each earlier standing with what became another after it, the latest first."""
    after, found = now, list[Change]()
    for before in history:
        differs = [
            (field.name, getattr(before.was, field.name), getattr(after, field.name))
            for field in fields(Office)
            if getattr(before.was, field.name) != getattr(after, field.name)
        ]
        found.append(Change(before, differs))
        after = before.was
    return found
