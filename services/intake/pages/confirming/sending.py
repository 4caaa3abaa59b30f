"""`/pelaksanaan/<id>/periksa`: the last step, check and send.

Owns: the summary of what will be said, and saying it, in one transaction with its evidence.
"""

from flask import redirect, render_template
from werkzeug.wrappers import Response

from services.intake import core, store
from services.intake.core.checks import evidence_fault
from services.intake.core.model import Recommendation, Speaker
from services.intake.core.words import AWAITING
from services.intake.pages.blueprint import Answer, blueprint, mine, today, told
from services.intake.pages.confirming.form import around, page
from services.intake.pages.confirming.prepared import Prepared, kept, prepared, shelf
from shared import auth, web
from shared.db import clock_reading, writing
from shared.events import Event
from shared.refusal import Invalid


@blueprint.route("/pelaksanaan/<recommendation_id>/periksa", methods=["GET"])
@auth.page("unit", "kanwil")
def check(recommendation_id: str) -> Answer:
    """What will be sent; where something is missing, the form again."""
    one = mine(recommendation_id)
    if one.status == AWAITING:
        return _sent(one)
    try:
        ready = prepared(one, web.clock().now(), today(one))
    except Invalid as refusal:
        return page(one, refusal.errors), 422
    return render_template(
        "confirming/check.html",
        one=one, deed=ready.deed, files=ready.files, place=ready.evidence[0].place,
        today=today(one), head=auth.me().head, **around(),
    )  # fmt: skip


@blueprint.route("/pelaksanaan/<recommendation_id>/periksa", methods=["POST"])
@auth.page("unit", "kanwil", head=True)
def send(recommendation_id: str) -> Answer:
    """The head of the addressee confirms. Sending twice says it once."""
    one = mine(recommendation_id)
    if one.status == AWAITING:
        return _sent(one)
    try:
        ready = kept(one, prepared(one, web.clock().now(), today(one)))
        event = _said(one, ready)
    except Invalid as refusal:
        return page(one, refusal.errors), 422
    shelf(one).clear()
    return told(one, event)


def _said(one: Recommendation, ready: Prepared) -> Event:
    who, uploaders = auth.me(), {file.actor.id: file.actor for file in ready.files}
    with writing(web.engine()) as conn:
        found = store.load(conn, one.id, auth.scope(who))
        now = clock_reading(conn, web.clock())
        for proof in ready.evidence:
            if fault := evidence_fault(proof.taken_on, found.time_zone, now):
                raise Invalid({"taken_on": [fault]})
            store.add_evidence(conn, proof, uploaders[proof.uploaded_by], now)
        there = store.evidence_of(conn, found.id, ready.deed.evidence)
        said = core.confirm(found, ready.deed, there, Speaker(who.actor(), who.head), now)
        return store.save(conn, web.clock(), *said)


def _sent(one: Recommendation) -> Response:
    return redirect(f"/rekomendasi/{one.code}", 303)
