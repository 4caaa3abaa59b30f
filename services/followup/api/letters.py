"""Outgoing letters over HTTP.

Owns: showing what left, what waits and why something did not leave: to the office concerned, and
to the admin, who may have a parked departure sent again and says what becomes of held letters.
"""

from typing import Any

from marshmallow import Schema, fields, validate
from sqlalchemy import Connection

from services.followup.api.here import place
from services.followup.api.schemas import Instant
from services.followup.letters import held, shown
from shared import auth, web
from shared.blueprint import Blueprint
from shared.db import reading
from shared.once import once
from shared.paging import PageArgs, page, page_of

blueprint = Blueprint(
    "letters-out",
    __name__,
    url_prefix="/api/v1",
    description="What was written to whom, when it left, and why it did not.",
)


class LetterOutSchema(Schema):
    """One letter to one office."""

    id = fields.String()
    recommendation_id = fields.String()
    code = fields.String()
    kind = fields.String()
    recipient = fields.String()
    at = Instant(metadata={"description": "the instant of which it speaks"})
    depart_at = Instant(metadata={"description": "when the recipient's office hours let it leave"})
    status = fields.String(attribute="state", validate=validate.OneOf(shown.STATES))
    reason = fields.String(allow_none=True, metadata={"description": "why it did not leave"})
    departure = fields.String(allow_none=True, metadata={"description": "the e-mail it is part of"})
    attempts = fields.Integer(allow_none=True)
    last_fault = fields.String(allow_none=True)
    left_at = Instant(allow_none=True)


class LetterOutArgs(PageArgs):
    """`?status=` among the states of a letter."""

    status = fields.String(load_default=None, validate=validate.OneOf(shown.STATES))


class DepartureSchema(Schema):
    """One e-mail to one office."""

    id = fields.String()
    office = fields.String()
    status = fields.String(attribute="state")
    message_id = fields.String()
    depart_at = Instant()


class FateSchema(Schema):
    """What became of held letters."""

    letters = fields.Integer(
        metadata={"description": "those of one departure share its fate", "example": 1}
    )


@blueprint.route("/letters-out", methods=["GET"])
@auth.allow("ombudsman", "kanwil", "unit", "directorate", "admin")
@blueprint.arguments(LetterOutArgs, location="query")
@blueprint.response(200, page_of(LetterOutSchema))
def list_letters_out(args: dict[str, Any]) -> dict[str, Any]:
    """Letters to one's office, newest first; an admin sees all."""
    (before,) = args["cursor"] or (None,)
    with reading(web.engine()) as conn:
        rows = shown.letters(conn, auth.me().office, args["status"], before, args["limit"] + 1)
    return page(rows, args["limit"], lambda row: (row.id,))


@blueprint.route("/letters-out/<departure_id>/resend", methods=["POST"])
@auth.allow("admin")
@once
@blueprint.response(201, DepartureSchema)
def post_resend(conn: Connection, departure_id: str) -> Any:
    """Send a parked departure again."""
    return shown.resend(conn, departure_id)


@blueprint.route("/letters-out/<letter_id>/release", methods=["POST"])
@auth.allow("admin")
@once
@blueprint.response(201, FateSchema)
def post_release(conn: Connection, letter_id: str) -> Any:
    """Let a held letter leave: it was not sent before the database was restored."""
    now = place().now(conn)
    office = held.Office(now, place().rules(conn).calendar_at(now))
    return {"letters": held.release(conn, letter_id, office)}


@blueprint.route("/letters-out/<letter_id>/discard", methods=["POST"])
@auth.allow("admin")
@once
@blueprint.response(201, FateSchema)
def post_discard(conn: Connection, letter_id: str) -> Any:
    """Let a held letter never leave: it was sent before, or says nothing new."""
    return {"letters": held.discard(conn, letter_id)}
