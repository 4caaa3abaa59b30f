"""`/admin/pengiriman`: letters that left, wait, are held or parked, and what becomes of them.

Owns: the list, and the forms to send a parked departure again and to release or discard what is
held. What is discarded never leaves, so that is asked once.
"""

import structlog
from flask import redirect, render_template, request

from services.followup.api import here
from services.followup.letters import held, shown
from services.followup.pages.admin import form
from services.followup.pages.admin.form import Answer
from services.followup.pages.admin.listing import PART, more
from services.followup.pages.footer import NATION
from shared import auth, pages, registry, web
from shared.db import reading, writing
from shared.refusal import Conflict

LIST = "/admin/pengiriman"
_log = structlog.get_logger("admin")
blueprint = pages.pages("admin_delivery", __name__, template_folder="templates")


@blueprint.route(LIST, methods=["GET"])
@auth.page("admin")
def letters() -> str:
    """The letters, newest first; with `?status=` those of that state."""
    return _page({})


@blueprint.route(f"{LIST}/<departure_id>/ulang", methods=["POST"])
@auth.page("admin")
def resend(departure_id: str) -> Answer:
    """A parked departure waits again."""
    try:
        with writing(web.engine()) as conn:
            shown.resend(conn, departure_id)
    except Conflict as refusal:
        return _page(form.refused(refusal, "surat")), 409
    _log.info("departure_resent", departure=departure_id, by=auth.me().id)
    return redirect(f"{LIST}?status=waiting", 303)


@blueprint.route(f"{LIST}/<letter_id>/lepas", methods=["POST"])
@auth.page("admin")
def release(letter_id: str) -> Answer:
    """A held letter, with those of its departure, may leave."""
    try:
        with writing(web.engine()) as conn:
            place = here.place()
            now = place.now(conn)
            held.release(conn, letter_id, held.Office(now, place.rules(conn).calendar_at(now)))
    except Conflict as refusal:
        return _page(form.refused(refusal, "surat")), 409
    _log.info("letter_released", letter=letter_id, by=auth.me().id)
    return redirect(f"{LIST}?status=held", 303)


@blueprint.route(f"{LIST}/<letter_id>/buang", methods=["POST"])
@auth.page("admin")
def discard(letter_id: str) -> Answer:
    """A held letter, with those of its departure, never leaves. Asked once."""
    if not form.sure():
        return form.ask("discard", f"{LIST}?status=held")
    try:
        with writing(web.engine()) as conn:
            held.discard(conn, letter_id)
    except Conflict as refusal:
        return _page(form.refused(refusal, "surat")), 409
    _log.info("letter_discarded", letter=letter_id, by=auth.me().id)
    return redirect(f"{LIST}?status=held", 303)


def _page(faults: dict[str, str]) -> str:
    wanted = request.args.get("status", "")
    wanted = wanted if wanted in shown.STATES else ""
    after = request.args.get("sesudah") or None
    with reading(web.engine()) as conn:
        rows = shown.letters(conn, None, wanted or None, after, PART + 1)
        counts = shown.counts(conn)
    with reading(web.registry()) as conn:
        book = registry.book(conn)
    return render_template(
        "admin/delivery.html",
        found=rows[:PART], wanted=wanted, states=shown.STATES, counts=counts, faults=faults,
        next=more(rows, lambda row: row.id, status=wanted), book=book.by_code, zone=NATION,
    )  # fmt: skip
