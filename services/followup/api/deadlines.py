"""Deadlines: why a date is what it is, and what it would be."""

from typing import Any

from services.followup.api import here
from services.followup.api.calendar_schemas import CardSchema, CaseCardSchema, PreviewArgs
from services.followup.core import card
from services.followup.core.model import Card
from services.followup.core.rules import Rules
from services.followup.looking import register
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
        rows, rules = register.cards(conn, recommendation_id), here.place().rules(conn)
    cards = [(row, load(Card, row.body)) for row in rows]
    earlier = [
        {"number": row.number, "made_at": row.made_at, "card": _view(one, rules)}
        for row, one in cards
        if one != seen.case.card
    ]
    return {**_view(seen.case.card, rules), "earlier": earlier}


@blueprint.route("/deadlines/preview", methods=["GET"])
@auth.allow(*here.READERS)
@blueprint.arguments(PreviewArgs, location="query")
@blueprint.response(200, CardSchema)
def get_preview(args: dict[str, Any]) -> dict[str, Any]:
    """The card that a letter received on that day would get by its rule; nothing is stored."""
    unit = registry.facts(here.office_at("unit", args["unit"]))
    with reading(here.place().engine) as conn:
        rules, now = here.place().rules(conn), here.place().now(conn)
    return _view(card.preview(args["instrument"], args["received_on"], unit, rules, now), rules)


def _view(one: Card, rules: Rules) -> dict[str, Any]:
    calendar, policy = rules.calendar(one.calendar_version), rules.under(one.policy_version)
    return {
        **vars(one),
        "calendar_decree": calendar.decree,
        "policy_decree": policy.policy.decree,
    }
