"""Recommendations: the list with its filters, and one with everything said about it."""

from typing import Any

from services.intake import answers, schemas
from services.intake.api.blueprint import READERS, blueprint
from services.intake.store import reading as shown
from shared import auth, registry, web
from shared.db import reading
from shared.paging import page, page_of
from shared.refusal import Invalid
from shared.registry import UnknownOffice


@blueprint.route("/recommendations", methods=["GET"])
@auth.allow(*READERS)
@blueprint.arguments(schemas.ListArgs, location="query")
@blueprint.response(200, page_of(answers.RecommendationItem))
def list_recommendations(args: dict[str, Any]) -> dict[str, Any]:
    """List the recommendations that the asker's office sees, in the order of their recording."""
    limit, cursor = args.pop("limit"), args.pop("cursor")
    if "unit" in args:
        args["unit"] = _code(args["unit"])
    after = cursor[0] if cursor else ""
    with reading(web.engine()) as conn:
        filters = shown.Filters(**args)
        rows = shown.page(conn, filters, auth.scope(auth.me()), after, limit + 1)
    return page(rows, limit, lambda row: (row.id,))


@blueprint.route("/recommendations/<recommendation_id>", methods=["GET"])
@auth.allow(*READERS)
@blueprint.response(200, answers.RecommendationAnswer)
def get_recommendation(recommendation_id: str) -> dict[str, Any]:
    """Read a recommendation with its receipts, evidence, actions, verdicts and rulings."""
    with reading(web.engine()) as conn:
        return shown.recommendation(conn, recommendation_id, auth.scope(auth.me()))


def _code(text: str) -> str:
    with reading(web.registry()) as conn:
        try:
            return registry.find(conn, text).code
        except UnknownOffice as error:
            raise Invalid({"unit": [error.fault]}) from error
