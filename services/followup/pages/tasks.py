"""`/tugas`: what an office has to do, by date; what waits for others; what is done with.

Owns: the three lists, each in pages of its own, as they are or (`?pada=`) as they were at the end
of a past day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import render_template, request, url_for
from marshmallow import EXCLUDE

from services.followup.api import here
from services.followup.core.model import CLOSED
from services.followup.looking.register import Asked
from services.followup.pages import remarks, sight, then
from services.followup.pages.numbers import how_many
from services.followup.pages.remarks import Remark
from shared import auth, code_words, language, pages, web
from shared.paging import PageArgs, page

AWAITING = frozenset({"awaiting_verification"})
OPEN = frozenset(code_words.STATUS) - CLOSED - AWAITING
FEW, MANY = 10, 50
Answer = str | tuple[str, int]
blueprint = pages.pages("task_pages", __name__, template_folder="templates")


@dataclass(frozen=True)
class Part:
    """One of the lists: `among` which statuses, in which order."""

    name: str
    among: frozenset[str]
    order: str

    def asked(self) -> Asked:
        """The cases of the visitor's office in it."""
        office = auth.me().office or ""
        return Asked({"unit": office, **auth.scope(auth.me())}, order=self.order, among=self.among)


MINE = Part("mine", OPEN, "due")
WAITING = Part("waiting", AWAITING, "submitted")
ARCHIVE = Part("closed", CLOSED, "newest")


@blueprint.route("/tugas", methods=["GET"])
@auth.page("unit", "kanwil")
def tasks() -> Answer:
    """What is to be done, the nearest date first, and the first few that wait for others."""
    here.look_around()
    at, faults = then.given(web.clock().now())
    mine, waiting = _list(MINE, MANY, _cursor(), at), None
    if "cursor" not in request.args:
        waiting = _list(WAITING, FEW, "", at)
    beside = _beside(at, mine, waiting)
    page = render_template(
        "tasks.html", mine=mine, waiting=waiting, beside_of=beside, at=at, day=then.shown(),
        faults=faults,
    )  # fmt: skip
    return (page, 422) if faults else page


@blueprint.route("/tugas/menunggu", methods=["GET"])
@auth.page("unit", "kanwil")
def waiting() -> Answer:
    """What waits for the Ombudsman, the longest first."""
    return _page(WAITING)


@blueprint.route("/tugas/arsip", methods=["GET"])
@auth.page("unit", "kanwil")
def archive() -> Answer:
    """What is closed, the newest first."""
    return _page(ARCHIVE)


def _page(which: Part) -> Answer:
    here.look_around()
    at, faults = then.given(web.clock().now())
    part = _list(which, MANY, _cursor(), at)
    page = render_template(
        "part.html", name=which.name, part=part, beside_of=_beside(at, part), at=at,
        day=then.shown(), faults=faults, path=request.path,
    )  # fmt: skip
    return (page, 422) if faults else page


def _cursor() -> str:
    args = PageArgs(only=("cursor",), unknown=EXCLUDE).load(request.args.to_dict())
    return str(args["cursor"][0]) if args["cursor"] else ""


def _list(part: Part, limit: int, after: str, at: datetime | None) -> dict[str, Any]:
    """A page of the list with its number of all (None: a past day has more than the page shows)
    and where it goes on."""
    asked = part.asked()
    rows = (
        sight.stood(asked, at, after, limit + 1)
        if at
        else here.reader().listed(asked, after, limit + 1)
    )
    found = page(rows, limit, lambda seen: (seen.place,))
    day = then.shown() if at else None
    more: dict[str, Any] = {"cursor": found["next"], then.FIELD: day}
    return {
        "seen": found["items"],
        "count": _count(found, after) if at else how_many(here.reader().counted(asked)),
        "next": url_for(request.endpoint or "", **more) if found["next"] else None,
        "all": url_for("task_pages.waiting", pada=day),
    }


def _count(found: dict[str, Any], after: str) -> str | None:
    return None if after or found["next"] else language.dates().number(len(found["items"]))


def _beside(at: datetime | None, *parts: dict[str, Any] | None) -> Mapping[str, list[Remark]]:
    """Gives each list its standings, all asked at once, and answers what stands beside them."""
    shown = [part for part in parts if part]
    seen = [one for part in shown for one in part["seen"]]
    stand = iter(sight.standings(seen))
    for part in shown:
        part["items"] = [next(stand) for _ in part["seen"]]
    return remarks.of_all((one.case for one in seen), at)
