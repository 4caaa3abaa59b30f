"""What the addressee and the Ombudsman say: receipt, action, verdict."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from services.intake import answers, core, schemas, store
from services.intake.api import examples
from services.intake.api.blueprint import LOCATION, Answer, blueprint, save
from services.intake.core.model import Speaker
from shared import auth, web
from shared.db import clock_reading
from shared.ids import new_id
from shared.once import once
from shared.refusal import Invalid


@blueprint.route("/recommendations/<recommendation_id>/receipt", methods=["POST"])
@auth.allow("unit", "kanwil", "ombudsman")
@blueprint.arguments(schemas.ReceiptSchema, example=examples.RECEIPT)
@once
@blueprint.response(201, answers.Said, headers=LOCATION)
def post_receipt(conn: Connection, body: Mapping[str, Any], recommendation_id: str) -> Answer:
    """Say when the letter arrived: the addressee acknowledges it, the Ombudsman proves it.

    The clock starts with it. A proof may be corrected by another one; an acknowledgement is given
    once, and never moves a proven receipt.
    """
    who, now = auth.me(), clock_reading(conn, web.clock())
    received_on, proof = body["received_on"], body["proof"]
    one = store.load(conn, recommendation_id, auth.scope(who))
    if who.role != "ombudsman":
        if proof is not None:
            raise Invalid.at("proof", "The addressee needs no proof: leave it out.")
        return save(conn, *core.acknowledge(one, received_on, who.actor(), now))
    if proof is None:
        raise Invalid.at("proof", "Say by what the receipt is proven.")
    return save(conn, *core.prove_receipt(one, received_on, proof, who.actor(), now))


@blueprint.route("/recommendations/<recommendation_id>/actions", methods=["POST"])
@auth.allow("unit", "kanwil", head=True)
@blueprint.arguments(schemas.ActionSchema, example=examples.ACTION)
@once
@blueprint.response(201, answers.Said, headers=LOCATION)
def post_action(conn: Connection, body: Mapping[str, Any], recommendation_id: str) -> Answer:
    """Confirm what was done, with evidence that was uploaded before.

    Only the head of the addressee may. It then awaits the Ombudsman's verdict, and the clock of
    lateness stands from this moment.
    """
    who, now = auth.me(), clock_reading(conn, web.clock())
    one = store.load(conn, recommendation_id, auth.scope(who))
    named = tuple(body["evidence"])
    deed = core.Deed(new_id(), body["description"], body["completed_on"], body["extent"], named)
    there = store.evidence_of(conn, one.id, named)
    speaker = Speaker(who.actor(), who.head)
    return save(conn, *core.confirm(one, deed, there, speaker, now))


@blueprint.route("/recommendations/<recommendation_id>/verifications", methods=["POST"])
@auth.allow("ombudsman")
@blueprint.arguments(schemas.VerificationSchema, example=examples.VERIFICATION)
@once
@blueprint.response(201, answers.Said, headers=LOCATION)
def post_verification(conn: Connection, body: Mapping[str, Any], recommendation_id: str) -> Answer:
    """Judge the action that awaits its verdict, or close as not actionable or not implemented."""
    who, now = auth.me(), clock_reading(conn, web.clock())
    one = store.load(conn, recommendation_id, auth.scope(who))
    action = store.awaiting(conn, one.id)
    return save(conn, *core.verify(one, core.Judgement(new_id(), **body), action, who.actor(), now))
