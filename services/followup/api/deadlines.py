"""Deadlines: why a date is what it is, and what it would be."""

from typing import Any

from services.followup import card, register
from services.followup.api import here
from services.followup.calendar_schemas import CardSchema, CaseCardSchema, PreviewArgs
from services.followup.model import Card
from shared import auth, registry
from shared.blueprint import Blueprint
from shared.codec import load
from shared.db import reading

blueprint = Blueprint("deadlines", __name__, url_prefix="/api/v1", description=__doc__)


@blueprint.route("/cases/<recommendation_id>/deadline", methods=["GET"])
@auth.allow(*here.READERS)
@blueprint.response(200, CaseCardSchema)
def get_deadline(recommendation_id: str) -> dict[str, Any]:
    """The deadline card: every day counted or skipped and why, and the cards that came before."""
    seen = here.one(recommendation_id)
    with reading(here.place().engine) as conn:
        rows = register.cards(conn, recommendation_id)
    earlier = [
        {"number": row.number, "made_at": row.made_at, "card": load(Card, row.body)} for row in rows
    ]
    return {
        **vars(seen.case.card),
        "earlier": [one for one in earlier if one["card"] != seen.case.card],
    }


@blueprint.route("/deadlines/preview", methods=["GET"])
@auth.allow(*here.READERS)
@blueprint.arguments(PreviewArgs, location="query")
@blueprint.response(200, CardSchema)
def get_preview(args: dict[str, Any]) -> Card:
    """The card that a letter received on that day would get by its rule; nothing is stored."""
    unit = registry.facts(here.office_at("unit", args["unit"]))
    with reading(here.place().engine) as conn:
        rules, now = here.place().rules(conn), here.place().now(conn)
    return card.preview(args["instrument"], args["received_on"], unit, rules, now)
