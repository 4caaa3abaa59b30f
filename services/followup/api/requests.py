"""Requests for more time: asked by the addressee, granted or refused by the Ombudsman."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from services.followup import core, say
from services.followup.api import dated, here, saying
from services.followup.api.schemas import (
    ExtensionArgs,
    RefusalArgs,
    RequestsArgs,
    RequestSchema,
)
from services.followup.core.civil import day_of
from services.followup.core.model import Case
from services.followup.looking import queues, views
from services.followup.looking.queues import Sight, UnknownRequest
from services.followup.say import Settled, Verb
from services.followup.store import casebook
from services.followup.store.casebook import UnknownCase
from shared import auth
from shared.blueprint import Blueprint
from shared.codec import dump, instant_text
from shared.db import reading
from shared.events import Draft
from shared.ids import new_id
from shared.once import once
from shared.paging import page

FILTERS = ("status", "unit", "recommendation_id")
blueprint = Blueprint("requests", __name__, url_prefix="/api/v1", description=__doc__)


def case_of(request_id: str) -> str | None:
    """The recommendation of a request that the asker may see."""
    try:
        with reading(here.place().engine) as conn:
            row = queues.one_request(conn, Sight(here.scope()), request_id)
    except UnknownRequest:
        return None
    return str(row.recommendation_id)


@blueprint.route("/extension-requests", methods=["GET"])
@auth.allow(*here.READERS)
@blueprint.arguments(RequestsArgs, location="query")
@blueprint.response(200, dated.page_of(RequestSchema))
def list_requests(args: dict[str, Any]) -> dict[str, Any]:
    """Requests for more time, the oldest first."""
    sight, data = Sight(here.exact(args, *FILTERS)), dated.data()
    with reading(here.place().engine) as conn:
        rows = queues.requests(conn, sight, args["cursor"], args["limit"] + 1)
    answer = page(rows, args["limit"], lambda row: (instant_text(row.at), row.id))
    return {**answer, "items": [views.queued(row) for row in answer["items"]], "data": data}


@blueprint.route("/cases/<recommendation_id>/extension-requests", methods=["POST"])
@auth.allow("unit", "kanwil", head=True)
@blueprint.arguments(ExtensionArgs)
@saying.brought_up_to_date(lambda recommendation_id: recommendation_id)
@once
@blueprint.response(201, RequestSchema)
def post_extension_request(
    conn: Connection, body: dict[str, Any], recommendation_id: str
) -> dict[str, Any]:
    """The head of the addressee asks the Ombudsman for a later date."""
    case = _within_sight(conn, recommendation_id)
    request_id = new_id()
    event = say.say(conn, here.place(), recommendation_id, asking(request_id, body))
    made = {"id": request_id, "at": instant_text(event.time), "status": "open"}
    asked = views.request_of(case, {**event.data, **made, "answer": None, "answered_at": None})
    _answer(recommendation_id, request_id, asked)
    return asked


@blueprint.route("/extension-requests/<request_id>/refusal", methods=["POST"])
@auth.allow("ombudsman")
@blueprint.arguments(RefusalArgs)
@saying.brought_up_to_date(case_of)
@once
@blueprint.response(201, RequestSchema)
def post_refusal(conn: Connection, body: dict[str, Any], request_id: str) -> dict[str, Any]:
    """The Ombudsman refuses; granting a request is intake's `/extensions`."""
    row = queues.one_request(conn, Sight(here.scope()), request_id)

    def verb(case: Case, _now: datetime) -> Draft:
        return core.refuse_extension(case, request_id, body["reason"], here.actor())

    say.say(conn, here.place(), row.recommendation_id, verb)
    _answer(row.recommendation_id, request_id, views.queued(row))
    return views.queued(row)


def asking(request_id: str, body: dict[str, Any]) -> Verb:
    """What who asks says when it asks for more time as `body` (see ExtensionArgs) has it."""
    actor = here.actor()

    def verb(case: Case, now: datetime) -> Draft:
        return core.request_extension(
            case,
            request_id,
            body["new_due_on"],
            body["reason"],
            actor=actor,
            today=day_of(now, case.unit.time_zone),
            policy=here.place().policy,
        )

    return verb


def _answer(recommendation_id: str, request_id: str, asked: dict[str, Any]) -> None:
    """As the case has it; as it was asked, while it waits for data."""

    def view(settled: Settled) -> dict[str, Any]:
        found = [dump(one) for one in settled.case.requests if one.id == request_id]
        return views.request_of(settled.case, found[0] if found else asked)

    saying.answered(recommendation_id, RequestSchema, view)


def _within_sight(conn: Connection, recommendation_id: str) -> Case:
    case, seen = casebook.case(conn, recommendation_id), here.scope()
    offices = {"unit": case.unit.code, "kanwil": case.stream, "ombudsman": case.ombudsman.code}
    if any(offices[column] != code for column, code in seen.items()):
        raise UnknownCase("There is no case {id}.", id=recommendation_id)
    return case
