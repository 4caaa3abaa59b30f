"""`/admin/usulan`: amendments that were proposed, what each would move, and the second word.

Owns: the list, one proposal with its impact, and the forms to weigh it again, to approve it and to
refuse it.
"""

from typing import Any

import structlog
from flask import redirect, render_template, request
from sqlalchemy import Row

from services.followup.amendments import desk, proposals
from services.followup.amendments.schemas import MovedSchema
from services.followup.api import here
from services.followup.pages.admin import form, listing
from services.followup.pages.admin.form import Answer, Faults
from services.followup.pages.admin.listing import PART, more
from services.followup.pages.footer import NATION
from shared import auth, pages, registry, web
from shared.db import reading, writing
from shared.refusal import Conflict, Forbidden, Invalid, NotFound

MOST_REASON = 4000
_log = structlog.get_logger("admin")
blueprint = pages.pages("admin_proposed", __name__, template_folder="templates")


@blueprint.route("/admin/usulan", methods=["GET"])
@auth.page("admin")
def listed() -> str:
    """Every proposal, the newest first; with `?status=` those of that status."""
    after = request.args.get("sesudah") or None
    wanted = request.args.get("status", "")
    exact = {"status": wanted} if wanted in proposals.STATUSES else {}
    with reading(here.place().engine) as conn:
        rows = proposals.listed(conn, exact, after, PART + 1)
    return render_template(
        "admin/proposals.html", found=rows[:PART], wanted=wanted, statuses=proposals.STATUSES,
        next=more(rows, lambda row: row.id, status=wanted), zone=NATION,
    )  # fmt: skip


@blueprint.route("/admin/usulan/<amendment_id>", methods=["GET"])
@auth.page("admin")
def one(amendment_id: str) -> str:
    """One proposal with what it would move."""
    return _page(amendment_id, {})


@blueprint.route("/admin/usulan/<amendment_id>/timbang", methods=["POST"])
@auth.page("admin")
def weigh(amendment_id: str) -> Answer:
    """Weighs it again, by what is known now."""
    faults = _weighed(amendment_id)
    return (_page(amendment_id, faults), 409) if faults else _back(amendment_id)


@blueprint.route("/admin/usulan/<amendment_id>/setujui", methods=["POST"])
@auth.page("admin")
def approve(amendment_id: str) -> Answer:
    """Another account than the proposer's lets it come into force. Asked once."""
    faults = _weighed(amendment_id)
    if faults:
        return _page(amendment_id, faults), 409
    if not form.sure():
        with reading(here.place().engine) as conn:
            row = proposals.one(conn, amendment_id)
        if row.digest == request.form.get("digest") and _may_approve(row):
            back, fields = f"/admin/usulan/{amendment_id}", ("digest",)
            return form.ask("approve", back, fields, decree=row.decree)
    return _answered(amendment_id, "approve")


@blueprint.route("/admin/usulan/<amendment_id>/tolak", methods=["POST"])
@auth.page("admin")
def refuse(amendment_id: str) -> Answer:
    """It does not come into force; whoever proposed it may take it back so."""
    if not form.typed("reason")["reason"]:
        return _page(amendment_id, {"reason": form.says("It is missing.")}), 422
    return _answered(amendment_id, "refuse")


def _answered(amendment_id: str, word: str) -> Answer:
    place = here.place()
    try:
        with writing(place.engine) as conn:
            if word == "approve":
                digest = request.form.get("digest", "")
                proposals.approve(conn, place, amendment_id, digest, here.actor())
            else:
                reason = form.typed("reason")["reason"][:MOST_REASON]
                proposals.refuse(conn, amendment_id, reason, here.actor(), place.now(conn))
    except (Conflict, Forbidden) as refusal:
        field = "approve" if word == "approve" else "reason"
        return _page(amendment_id, form.refused(refusal, field)), form.status(refusal)
    _log.info("amendment_answered", amendment=amendment_id, word=word, by=auth.me().id)
    return _back(amendment_id)


def _weighed(amendment_id: str) -> Faults:
    """Weighs it by what is known now; answers what is wrong where it no longer fits."""
    here.look_around()
    try:
        desk.weighed_anew(here.place(), amendment_id)
    except NotFound:
        raise
    except (Conflict, Invalid) as refusal:
        return form.refused(refusal, "approve")
    return {}


def _may_approve(row: Row[Any]) -> bool:
    return bool(row.status == proposals.PROPOSED and row.proposed_by["id"] != auth.me().id)


def _back(amendment_id: str) -> Answer:
    return redirect(f"/admin/usulan/{amendment_id}", 303)


def _page(amendment_id: str, faults: Faults) -> str:
    after = listing.number("sesudah")
    with reading(here.place().engine) as conn:
        row = proposals.one(conn, amendment_id)
        cases = proposals.cases(conn, amendment_id, after, PART + 1)
    with reading(web.registry()) as conn:
        book = registry.book(conn)
    return render_template(
        "admin/proposal.html",
        row=row, it=desk.view(row), cases=[MovedSchema().load(one.body) for one in cases[:PART]],
        next=more(cases, lambda one: one.number), book=book.by_code, faults=faults,
        may_approve=_may_approve(row), mine=row.proposed_by["id"] == auth.me().id,
        reason=request.form.get("reason", ""), zone=NATION,
    )  # fmt: skip
