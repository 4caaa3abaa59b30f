"""What the Ombudsman rules: withdrawal, reopening, extension."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from services.intake import answers, core, schemas, store
from services.intake.api import examples
from services.intake.api.blueprint import LOCATION, Answer, blueprint, save
from shared import auth, web
from shared.db import clock_reading
from shared.once import once
from shared.refusal import Invalid


@blueprint.route("/recommendations/<recommendation_id>/withdrawal", methods=["POST"])
@auth.allow("ombudsman")
@blueprint.arguments(schemas.WithdrawalSchema, example=examples.WITHDRAWAL)
@once
@blueprint.response(201, answers.Said, headers=LOCATION)
def post_withdrawal(conn: Connection, body: Mapping[str, Any], recommendation_id: str) -> Answer:
    """Take a recommendation back, or let another take its place."""
    who, other = auth.me(), body["superseded_by"]
    if other is None:
        one = store.load(conn, recommendation_id, auth.scope(who))
        return save(conn, *core.withdraw(one, body["reason"], who.actor()))
    one, successor = store.load_two(conn, recommendation_id, other, auth.scope(who))
    if successor is None:
        raise Invalid.at("superseded_by", "There is no recommendation {other}.", other=other)
    return save(conn, *core.supersede(one, successor, body["reason"], who.actor()))


@blueprint.route("/recommendations/<recommendation_id>/reopening", methods=["POST"])
@auth.allow("ombudsman")
@blueprint.arguments(schemas.ReopeningSchema, example=examples.REOPENING)
@once
@blueprint.response(201, answers.Said, headers=LOCATION)
def post_reopening(conn: Connection, body: Mapping[str, Any], recommendation_id: str) -> Answer:
    """Open an implemented recommendation again: the evidence was false, or the fix decayed."""
    who, now = auth.me(), clock_reading(conn, web.clock())
    one = store.load(conn, recommendation_id, auth.scope(who))
    return save(conn, *core.reopen(one, body["reason"], body["new_due_on"], who.actor(), now))


@blueprint.route("/recommendations/<recommendation_id>/extensions", methods=["POST"])
@auth.allow("ombudsman")
@blueprint.arguments(schemas.ExtensionSchema, example=examples.EXTENSION)
@once
@blueprint.response(201, answers.Said, headers=LOCATION)
def post_extension(conn: Connection, body: Mapping[str, Any], recommendation_id: str) -> Answer:
    """Move the official date later, of one's own accord or granting a request (`request_id`)."""
    who, now = auth.me(), clock_reading(conn, web.clock())
    one = store.load(conn, recommendation_id, auth.scope(who))
    extended = core.extend(
        one, body["new_due_on"], body["reason"], who.actor(), now, request_id=body["request_id"]
    )
    return save(conn, *extended)
