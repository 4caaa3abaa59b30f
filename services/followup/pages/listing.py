"""`/register`: every recommendation that an office may see, filtered by the address."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request, url_for
from marshmallow import EXCLUDE

from services.followup.api import here
from services.followup.api.cases import FILTERS
from services.followup.letters.names import SERVICES, STATUSES
from services.followup.pages import sight
from services.followup.register import TIMELINESS, Asked
from services.followup.schemas import CasesArgs
from shared import auth, pages, registry, web
from shared.db import reading
from shared.paging import page
from shared.registry import Office

MOVING = ("status", "level", "timeliness")
CHOICES = {"status": tuple(STATUSES), "timeliness": TIMELINESS, "service": tuple(SERVICES)}
blueprint = pages.pages("list_pages", __name__, template_folder="templates")


@blueprint.route("/register", methods=["GET"])
@auth.page("kanwil", "directorate", "ombudsman", "admin")
def register() -> str:
    """The register, in the order in which the recommendations were recorded."""
    given = {name: value for name, value in request.args.items() if value}
    args: dict[str, Any] = CasesArgs(unknown=EXCLUDE).load(given)
    asked = Asked(here.exact(args, *FILTERS), **{name: args.get(name) for name in MOVING})
    after = args["cursor"][0] if args["cursor"] else ""
    found = sight.found(asked, after, args["limit"] + 1)
    part = page(found, args["limit"], lambda seen: (seen.case.recommendation_id,))
    more = {**given, "cursor": part["next"]}
    known = [seen.data_as_of for seen in part["items"] if seen.data_as_of]
    zone = part["items"][0].case.unit.time_zone if part["items"] else ""
    return render_template(
        "listing.html",
        found=sight.standings(part["items"]), given=given, choices=CHOICES, units=_units(),
        next=url_for("list_pages.register", **more) if part["next"] else None,
        data_as_of=min(known, default=None), zone=zone,
    )  # fmt: skip


def _units() -> Sequence[Office]:
    """The units among which the visitor may choose."""
    me = auth.me()
    with reading(web.registry()) as conn:
        offices = registry.book(conn).by_code.values()
    units = [office for office in offices if office.role == "unit"]
    return sorted(
        (one for one in units if me.region is None or one.region == me.region),
        key=lambda one: one.name,
    )
