"""`/register`: every recommendation that an office may see, filtered by the address.

Owns: the filters, which live in the address, the order, the count, and a page of what fits. What is
wrong with a filter stands at its field.
"""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request, url_for
from marshmallow import EXCLUDE, ValidationError

from services.followup.api import here
from services.followup.api.cases import FILTERS
from services.followup.look import Seen
from services.followup.pages import sight
from services.followup.pages.offices import units
from services.followup.register import TIMELINESS, Asked
from services.followup.schemas import INSTRUMENTS, RegisterArgs
from shared import auth, code_words, language, pages
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
SELDOM = ("service", "instrument", "level", "kanwil", "due_from", "due_to", "order")
blueprint = pages.pages("list_pages", __name__, template_folder="templates")


@blueprint.route("/register", methods=["GET"])
@auth.page("kanwil", "directorate", "ombudsman", "admin")
def register() -> str | tuple[str, int]:
    """The register. With a cursor it goes on where another page ended."""
    given = {name: value for name, value in request.args.items() if value}
    try:
        args: dict[str, Any] = RegisterArgs(unknown=EXCLUDE).load(given)
        asked = Asked(here.exact(args, *FILTERS), **{name: args.get(name) for name in MOVING})
    except ValidationError as error:
        return _page(given, (), wrong=as_invalid(error.messages).errors), 422
    except Invalid as refusal:
        return _page(given, (), wrong=refusal.errors), 422
    found = sight.found(asked, args["cursor"][0] if args["cursor"] else "", args["limit"] + 1)
    part = page(found, args["limit"], lambda seen: (seen.place,))
    return _page(
        given, part["items"], count=here.reader().counted(asked), cursor=part["next"]
    )  # fmt: skip


def _page(
    given: Mapping[str, str],
    found: "list[Seen] | tuple[()]",
    *,
    wrong: Mapping[str, object] | None = None,
    cursor: str | None = None,
    count: Any = None,
) -> str:
    known = [seen.data_as_of for seen in found if seen.data_as_of]
    filters = {name: value for name, value in given.items() if name != "cursor"}
    return render_template(
        "listing.html",
        found=sight.standings(list(found)), given=given, filters=filters, choices=CHOICES,
        levels=LEVELS, orders=ORDERED, seldom=any(name in given for name in SELDOM),
        units=units(), kanwils=units("kanwil") if auth.me().region is None else (),
        faults={name: language.say("list.fault") for name in wrong or ()}, count=count,
        next=url_for("list_pages.register", **{**filters, "cursor": cursor}) if cursor else None,
        start=url_for("list_pages.register", **filters) if "cursor" in given else None,
        data_as_of=min(known, default=None), zone=found[0].case.unit.time_zone if found else "",
    )  # fmt: skip
