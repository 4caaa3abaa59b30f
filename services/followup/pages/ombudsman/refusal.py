"""`/penolakan/<request id>`: the Ombudsman refuses more time.

Owns: that form. It says the same verb as the API, in the same road; granting is intake's form.
"""

from collections.abc import Mapping
from datetime import datetime

from flask import redirect, render_template, request
from marshmallow import ValidationError
from sqlalchemy import Row
from werkzeug.wrappers import Response

from services.followup import core, say
from services.followup.api import here
from services.followup.api.schemas import RefusalArgs
from services.followup.core.model import Case
from services.followup.looking import queues
from services.followup.looking.queues import Sight
from services.followup.pages import sight
from shared import auth, language, pages
from shared.db import reading, writing
from shared.events import Draft
from shared.refusal import Conflict, Forbidden

Request = Row[tuple[object, ...]]
blueprint = pages.pages("refusal_pages", __name__, template_folder="templates")


@blueprint.route("/penolakan/<request_id>", methods=["GET"])
@auth.page("ombudsman")
def form(request_id: str) -> str:
    """The request, and why it is refused."""
    return _page(_row(request_id), {})


@blueprint.route("/penolakan/<request_id>", methods=["POST"])
@auth.page("ombudsman")
def refuse(request_id: str) -> Response | tuple[str, int]:
    """The date stays as it is."""
    row, actor = _row(request_id), here.actor()
    try:
        body = RefusalArgs().load({"reason": request.form.get("reason", "")})

        def verb(case: Case, _now: datetime) -> Draft:
            return core.refuse_extension(case, request_id, body["reason"], actor)

        say.settle(here.place(), row.recommendation_id)
        with writing(here.place().engine) as conn:
            say.say(conn, here.place(), row.recommendation_id, verb)
    except ValidationError:
        return _page(row, {"reason": language.say("refuse.fault")}), 422
    except (Conflict, Forbidden):
        return _page(row, {"reason": language.say("refused.other")}), 409
    say.settle(here.place(), row.recommendation_id)
    return redirect(f"/rekomendasi/{row.code}", 303)


def _row(request_id: str) -> Request:
    with reading(here.place().engine) as conn:
        return queues.one_request(conn, Sight(here.scope()), request_id)


def _page(row: Request, faults: Mapping[str, str]) -> str:
    seen = sight.one(row.code)
    [stands] = sight.standings([seen])
    return render_template(
        "ombudsman/refusal.html",
        row=row, asked=row.body, it=stands, case=seen.case, faults=faults,
        typed=request.form.get("reason", ""), data_as_of=seen.data_as_of,
        zone=seen.case.unit.time_zone,
    )  # fmt: skip
