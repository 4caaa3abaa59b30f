"""`/surat` and `/surat/<id>`: the letters that were recorded, and one of them.

Owns: both pages. A letter of many recommendations is shown in parts, and whole (`?semua=1`) for who
prints it. What time does to them is the register's to show.
"""

from urllib.parse import urlencode

from flask import render_template, request, url_for
from marshmallow import EXCLUDE
from sqlalchemy import Connection

from services.intake import schemas
from services.intake.core.words import CLOSED
from services.intake.store import letters as listed
from shared import auth, pages, web
from shared.db import reading
from shared.language import say
from shared.paging import PageArgs, page

PAGE = 25
READERS = ("ombudsman", "kanwil", "admin")
JUST = (("diterima", "unit", "prove.done"), ("ditambah", "code", "add.done"))
"""What an address tells of what was done: its name, the column of its value, the words for it."""
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
    """One letter with a page of its recommendations and how each stands; with `?semua=1` all of
    them."""
    seen, whole = auth.scope(auth.me()), "semua" in request.args
    args = PageArgs(only=("cursor",), unknown=EXCLUDE).load(request.args.to_dict())
    after = str(args["cursor"][0]) if args["cursor"] and not whole else ""
    with reading(web.engine()) as conn:
        found = listed.one(conn, letter_id, seen)
        rows = listed.points(conn, letter_id, seen, after, None if whole else PAGE + 1)
        said = _just_said(conn, letter_id)
    part = page(rows, max(PAGE, len(rows)) if whole else PAGE, lambda row: (row.id,))
    address = url_for("letter_pages.letter", letter_id=letter_id)
    return render_template(
        "ombudsman/letter.html", letter=found, points=part["items"], said=said, address=address,
        next=f"{address}?{urlencode({'cursor': part['next']})}" if part["next"] else None,
        start=bool(after), whole=whole, ours=auth.me().office == found.ombudsman, closed=CLOSED,
    )  # fmt: skip


def _just_said(conn: Connection, letter_id: str) -> str:
    """What the visitor has just done to the letter, as the address tells; empty where nothing."""
    if "tersimpan" in request.args:
        return say("letter.stored")
    for name, column, key in JUST:
        value = request.args.get(name)
        row = value and listed.point(conn, letter_id, auth.scope(auth.me()), **{column: value})
        if row:
            return say(key, code=row.code, unit=row.unit_name)
    return ""
