"""`/verifikasi`: what waits for the Ombudsman, the oldest first.

Owns: that page: actions to verify (filtered by the address, paged), the first requests for more
time, and the first of what the whole ladder could not move; and `/verifikasi/permintaan`, where all
requests stand. The whole of the last is a filter of the register.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from flask import render_template, request, url_for
from marshmallow import EXCLUDE

from services.followup.api import here
from services.followup.api.schemas import RegisterArgs
from services.followup.core.model import CLOSED
from services.followup.looking import queues
from services.followup.looking.look import Seen
from services.followup.looking.queues import Sight
from services.followup.looking.register import Asked
from services.followup.pages import sight
from services.followup.pages.numbers import how_many
from services.followup.pages.offices import units
from shared import auth, code_words, language, pages
from shared.codec import instant_text
from shared.db import reading
from shared.paging import PageArgs, page

PAGE, FEW = 20, 20
FILTERS = ("unit", "service", "q")
_AWAITING, _EXHAUSTED = "awaiting_verification", 3
_OPEN = frozenset(code_words.STATUS) - CLOSED - {_AWAITING}
Row = TypeVar("Row")
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
    wanted = _requests(None, FEW) if first else []
    stand = sight.standings([*part["items"], *exhausted[:FEW]])
    known = [seen.data_as_of for seen in found if seen.data_as_of]
    return render_template(
        "ombudsman/waiting.html",
        found=stand[: len(part["items"])], given=given,
        count=how_many(here.reader().counted(asked, now)),
        units=units(), services=tuple(code_words.SERVICE),
        requests=wanted[:FEW], requested=_how_many(wanted),
        exhausted=stand[len(part["items"]) :], left=_how_many(exhausted),
        next=url_for("waiting_pages.waiting", **{**given, "cursor": part["next"]})
        if part["next"] else None,
        data_as_of=min(known, default=None), zone=found[0].case.unit.time_zone if found else "",
    )  # fmt: skip


@blueprint.route("/verifikasi/permintaan", methods=["GET"])
@auth.page("ombudsman")
def asked_for() -> str:
    """Every unanswered request for more time, the oldest first."""
    here.look_around()
    args = PageArgs(only=("cursor",), unknown=EXCLUDE).load(request.args.to_dict())
    part = page(_requests(args["cursor"], PAGE), PAGE, _place)
    return render_template(
        "ombudsman/requests.html", requests=part["items"],
        next=url_for("waiting_pages.asked_for", cursor=part["next"]) if part["next"] else None,
    )  # fmt: skip


def _requests(after: queues.Place | None, most: int) -> list[dict[str, Any]]:
    """Up to `most` unanswered requests for more time, and one more where there is; the oldest
    first."""
    seen = Sight({**here.scope(), "status": "open"})
    with reading(here.place().engine) as conn:
        rows = queues.requests(conn, seen, after, most + 1)
    names = ("id", "recommendation_id", "code", "unit", "at")
    return [
        {**row.body, **{name: getattr(row, name) for name in names}, "asked_until": row.new_due_on}
        for row in rows
    ]


def _place(one: dict[str, Any]) -> tuple[str, str]:
    return instant_text(one["at"]), str(one["id"])


def _exhausted() -> list[Seen]:
    """The first open recommendations that every level left undone, and one more where there is."""
    return here.reader().known(Asked(here.scope(), level=_EXHAUSTED, among=_OPEN), "", FEW + 1)


def _how_many(found: Sequence[Row]) -> str:
    """As many as there are, or that there are more than the page shows."""
    if len(found) > FEW:
        return language.say("waiting.more_than", count=FEW)
    return str(len(found))
