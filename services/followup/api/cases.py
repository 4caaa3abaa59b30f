"""Cases: how each recommendation stands to time."""

from typing import Any

from services.followup.api import dated, here
from services.followup.api.schemas import (
    BriefCaseSchema,
    CasesArgs,
    CaseSchema,
    SeenArgs,
)
from services.followup.looking import register, views
from services.followup.looking.look import Seen
from services.followup.looking.register import Asked
from services.followup.store.casebook import UnknownCase
from shared import auth
from shared.blueprint import Blueprint
from shared.db import reading
from shared.paging import page

FILTERS = ("unit", "kanwil", "instrument", "service", "letter_id")
blueprint = Blueprint("cases", __name__, url_prefix="/api/v1", description=__doc__)


@blueprint.route("/cases", methods=["GET"])
@auth.allow(*here.READERS)
@blueprint.arguments(CasesArgs, location="query")
@blueprint.response(200, dated.page_of(BriefCaseSchema))
def list_cases(args: dict[str, Any]) -> dict[str, Any]:
    """The register, in the order in which the recommendations were recorded."""
    moving: dict[str, Any] = {name: args.get(name) for name in ("status", "level", "timeliness")}
    asked = Asked(here.exact(args, *FILTERS), **moving)
    after = args["cursor"][0] if args["cursor"] else ""
    data = dated.data()
    found = here.reader().listed(asked, after, args["limit"] + 1)
    answer = page(found, args["limit"], lambda seen: (seen.case.recommendation_id,))
    return {**answer, "items": _views(answer["items"]), "data": data}


@blueprint.route("/cases/<recommendation_id>", methods=["GET"])
@auth.allow(*here.READERS)
@blueprint.arguments(SeenArgs, location="query")
@blueprint.response(200, CaseSchema)
def get_case(args: dict[str, Any], recommendation_id: str) -> dict[str, Any]:
    """One case with its journal. With `seen` the answer knows that event of intake, or says that
    it is still catching up."""
    caught_up = args["seen"] is None or _has_seen(args, recommendation_id)
    try:
        seen = here.one(recommendation_id)
    except UnknownCase as unknown:
        if caught_up:
            raise
        message = "{id} has not been heard of yet; try again soon."
        raise UnknownCase(message, id=recommendation_id) from unknown
    return {**_views([seen])[0], **views.dealings(seen.case), "catching_up": not caught_up}


def _has_seen(args: dict[str, Any], recommendation_id: str) -> bool:
    stream = args["stream"] or here.stream_of(recommendation_id)
    return stream is not None and here.reader().has_seen(here.kanwil(stream), args["seen"])


def _views(seen: list[Seen]) -> list[dict[str, Any]]:
    with reading(here.place().engine) as conn:
        journals = register.lines(conn, [one.case.recommendation_id for one in seen])
    return [views.case_view(one, journals[one.case.recommendation_id]) for one in seen]
