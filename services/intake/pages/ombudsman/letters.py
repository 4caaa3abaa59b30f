"""`/surat` and `/surat/<id>`: the letters that were recorded, and one of them.

Owns: both pages. What time does to a letter's recommendations is the register's to show.
"""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request, url_for
from marshmallow import EXCLUDE
from sqlalchemy import Row

from services.intake import schemas
from services.intake.core.words import CLOSED
from services.intake.store import letters as listed
from services.intake.store import reading as shown
from shared import auth, pages, web
from shared.db import reading
from shared.language import say
from shared.paging import page

PAGE = 25
READERS = ("ombudsman", "kanwil", "admin")
blueprint = pages.pages("letter_pages", __name__, template_folder="templates")


@blueprint.route("/surat", methods=["GET"])
@auth.page(*READERS)
def letters() -> str:
    """The letters whose recommendations the visitor's office sees, the latest first."""
    given = {name: value for name, value in request.args.items() if value}
    args = schemas.ListArgs(unknown=EXCLUDE).load(
        {name: given[name] for name in ("q", "cursor") if name in given}
    )
    before = args["cursor"][0] if args["cursor"] else None
    with reading(web.engine()) as conn:
        rows = listed.page(conn, args.get("q", ""), auth.scope(auth.me()), before, PAGE + 1)
    part = page(rows, PAGE, lambda row: (row.id,))
    q = given.get("q", "")
    return render_template(
        "ombudsman/letters.html", found=part["items"], q=q,
        next=url_for("letter_pages.letters", q=q or None, cursor=part["next"])
        if part["next"] else None, writes=auth.me().role == "ombudsman",
    )  # fmt: skip


@blueprint.route("/surat/<letter_id>", methods=["GET"])
@auth.page(*READERS)
def letter(letter_id: str) -> str:
    """One letter with its recommendations and how each stands."""
    with reading(web.engine()) as conn:
        found = shown.letter(conn, letter_id, auth.scope(auth.me()))
    rows = found["recommendations"]
    return render_template(
        "ombudsman/letter.html", letter=found, zone=rows[0].time_zone, said=_just_said(rows),
        ours=auth.me().office == found["ombudsman"], closed=CLOSED,
    )  # fmt: skip


def _just_said(rows: Sequence[Row[Any]]) -> str:
    """What the visitor has just done to the letter, as the address tells; empty where nothing."""
    if "tersimpan" in request.args:
        return say("letter.stored")
    for row in rows:
        if row.unit == request.args.get("diterima"):
            return say("prove.done", unit=row.unit_name)
        if row.code == request.args.get("ditambah"):
            return say("add.done", code=row.code, unit=row.unit_name)
    return ""
