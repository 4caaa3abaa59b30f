"""`/penerimaan/<id>`: the addressee says when the letter arrived.

Owns: the form, which says the same verb of the core as the API.
"""

from collections.abc import Mapping

from flask import render_template, request
from marshmallow import ValidationError

from services.intake import core, schemas, store
from services.intake.core.model import Recommendation
from services.intake.pages.blueprint import Answer, blueprint, mine, today, told
from shared import auth, language, web
from shared.db import clock_reading, writing
from shared.refusal import Conflict, Invalid

FIELD = "received_on"


@blueprint.route("/penerimaan/<recommendation_id>", methods=["GET"])
@auth.page("unit", "kanwil")
def receipt_form(recommendation_id: str) -> Answer:
    """The form to acknowledge."""
    return _page(mine(recommendation_id), {})


@blueprint.route("/penerimaan/<recommendation_id>", methods=["POST"])
@auth.page("unit", "kanwil")
def receipt(recommendation_id: str) -> Answer:
    """Says it, and leads to the recommendation."""
    one, who = mine(recommendation_id), auth.me()
    try:
        body = schemas.ReceiptSchema().load({FIELD: request.form.get(FIELD, "")})
        with writing(web.engine()) as conn:
            found = store.load(conn, one.id, auth.scope(who))
            now = clock_reading(conn, web.clock())
            said = core.acknowledge(found, body[FIELD], who.actor(), now)
            event = store.save(conn, web.clock(), *said)
    except (ValidationError, Invalid):
        return _page(one, {FIELD: language.say(f"say.fault.{FIELD}")}), 422
    except Conflict:
        return _page(one, {FIELD: language.say("say.refused")}), 409
    return told(one, event)


def _page(one: Recommendation, faults: Mapping[str, str]) -> str:
    typed = request.form.get(FIELD) or today(one).isoformat()
    return render_template("receipt.html", one=one, faults=faults, typed=typed, today=today(one))
