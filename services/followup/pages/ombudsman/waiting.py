"""`/verifikasi`: what waits for the Ombudsman, the oldest first.

Owns: that page: actions to verify (filtered by the address, paged), requests for more time, and
what the whole ladder could not move.
"""

from typing import Any

from flask import render_template, request, url_for
from marshmallow import EXCLUDE

from services.followup import queues
from services.followup.api import here
from services.followup.look import Seen
from services.followup.model import CLOSED
from services.followup.pages import sight
from services.followup.pages.offices import units
from services.followup.queues import Sight
from services.followup.register import Asked
from services.followup.schemas import RegisterArgs
from shared import auth, code_words, pages
from shared.db import reading
from shared.paging import page

PAGE, FEW = 20, 20
FILTERS = ("unit", "service", "q")
_AWAITING, _EXHAUSTED = "awaiting_verification", 3
_OPEN = frozenset(code_words.STATUS) - CLOSED - {_AWAITING}
blueprint = pages.pages("waiting_pages", __name__, template_folder="templates")


@blueprint.route("/verifikasi", methods=["GET"])
@auth.page("ombudsman")
def waiting() -> str:
    """Everything that waits for the visitor's office."""
    given = {name: request.args[name] for name in FILTERS if request.args.get(name)}
    cursor = request.args.get("cursor", "")
    args = RegisterArgs(unknown=EXCLUDE).load({**given, **({"cursor": cursor} if cursor else {})})
    asked = Asked(
        here.exact(args, "unit", "service"), status=_AWAITING, q=args.get("q"), order="submitted"
    )
    found = sight.found(asked, args["cursor"][0] if args["cursor"] else "", PAGE + 1)
    part = page(found, PAGE, lambda seen: (seen.place,))
    first, now = not given and not cursor, found[0].now if found else None
    exhausted = _exhausted() if first else []
    stand = sight.standings([*part["items"], *exhausted])
    known = [seen.data_as_of for seen in found if seen.data_as_of]
    return render_template(
        "ombudsman/waiting.html",
        found=stand[: len(part["items"])], count=here.reader().counted(asked, now), given=given,
        units=units(), services=tuple(code_words.SERVICE), requests=_requests() if first else (),
        exhausted=stand[len(part["items"]) :],
        next=url_for("waiting_pages.waiting", **{**given, "cursor": part["next"]})
        if part["next"] else None,
        data_as_of=min(known, default=None), zone=found[0].case.unit.time_zone if found else "",
    )  # fmt: skip


def _requests() -> list[dict[str, Any]]:
    """The unanswered requests for more time, the oldest first."""
    seen = Sight({**here.scope(), "status": "open"})
    with reading(here.place().engine) as conn:
        rows = queues.requests(conn, seen, None, FEW)
    names = ("id", "recommendation_id", "code", "unit")
    return [
        {**row.body, **{name: getattr(row, name) for name in names}, "asked_until": row.new_due_on}
        for row in rows
    ]


def _exhausted() -> list[Seen]:
    """The open recommendations that every level left undone."""
    return here.reader().known(Asked(here.scope(), level=_EXHAUSTED, among=_OPEN), "", FEW)
