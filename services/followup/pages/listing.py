"""`/register`: every recommendation that an office may see, filtered by the address.

Owns: the filters, which live in the address, the order, the count, and a page of what fits. What is
wrong with a filter stands at its field.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for
from marshmallow import EXCLUDE, ValidationError

from services.followup.api import here
from services.followup.api.cases import FILTERS
from services.followup.api.schemas import INSTRUMENTS, RegisterArgs
from services.followup.looking.look import Seen
from services.followup.looking.register import TIMELINESS, Asked
from services.followup.pages import sight, then
from services.followup.pages.offices import units
from shared import auth, code_words, language, pages, web
from shared.paging import page
from shared.problems import as_invalid
from shared.refusal import Invalid

MOVING = ("status", "level", "timeliness", "q", "due_from", "due_to", "order")
CHOICES = {
    "status": tuple(code_words.STATUS),
    "timeliness": TIMELINESS,
    "service": tuple(code_words.SERVICE),
    "instrument": tuple(INSTRUMENTS),
}
LEVELS, ORDERED = range(4), ("recorded", "newest", "due")
SELDOM = (
    "service", "instrument", "level", "kanwil", "due_from", "due_to", "order", then.FIELD,
)  # fmt: skip
blueprint = pages.pages("list_pages", __name__, template_folder="templates")


@blueprint.route("/register", methods=["GET"])
@auth.page("kanwil", "directorate", "ombudsman", "admin")
def register() -> str | tuple[str, int]:
    """The register. With a cursor it goes on where another page ended."""
    given = {name: value for name, value in request.args.items() if value}
    try:
        args: dict[str, Any] = RegisterArgs(unknown=EXCLUDE).load(given)
        moving: dict[str, Any] = {name: args.get(name) for name in MOVING}
        asked = Asked(here.exact(args, *FILTERS), **moving)
        at = then.asked(web.clock().now())
    except ValidationError as error:
        return _page(given, (), wrong=as_invalid(error.messages).errors), 422
    except Invalid as refusal:
        return _page(given, (), wrong=refusal.errors), 422
    after, limit = args["cursor"][0] if args["cursor"] else "", args["limit"] + 1
    found = sight.stood(asked, at, after, limit) if at else sight.found(asked, after, limit)
    part = page(found, args["limit"], lambda seen: (seen.place,))
    count = None if at else here.reader().counted(asked, found[0].now if found else None)
    return _page(given, part["items"], count=count, cursor=part["next"], at=at)


def _page(
    given: Mapping[str, str],
    found: "list[Seen] | tuple[()]",
    *,
    wrong: Mapping[str, object] | None = None,
    cursor: str | None = None,
    count: Any = None,
    at: datetime | None = None,
) -> str:
    known = [seen.data_as_of for seen in found if seen.data_as_of]
    filters = {name: value for name, value in given.items() if name != "cursor"}
    return render_template(
        "listing.html",
        found=sight.standings(list(found)), given=given, filters=filters, choices=CHOICES,
        levels=LEVELS, orders=ORDERED, seldom=any(name in given for name in SELDOM),
        units=units(), kanwils=units("kanwil") if auth.me().region is None else (),
        faults={name: language.say("list.fault") for name in wrong or ()}, count=count,
        next=_address({**filters, "cursor": cursor}) if cursor else None,
        start=_address(filters) if "cursor" in given else None,
        at=at, data_as_of=min(known, default=None),
        zone=found[0].case.unit.time_zone if found else "",
    )  # fmt: skip


def _address(query: Mapping[str, str]) -> str:
    return f"{url_for('list_pages.register')}?{urlencode(query)}"
