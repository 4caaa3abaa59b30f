"""`/tugas`: what an office has to do, by date; what waits for others; what is done with.

Owns: the three lists, each in pages of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from marshmallow import EXCLUDE

from services.followup.api import here
from services.followup.model import CLOSED
from services.followup.pages import remarks, sight
from services.followup.pages.remarks import Remark
from services.followup.register import Asked
from shared import auth, code_words, pages
from shared.paging import PageArgs, page

AWAITING = frozenset({"awaiting_verification"})
OPEN = frozenset(code_words.STATUS) - CLOSED - AWAITING
FEW, MANY = 10, 50
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
def tasks() -> str:
    """What is to be done, the nearest date first, and the first few that wait for others."""
    here.look_around()
    mine, waiting = _list(MINE, MANY, _cursor()), None
    if "cursor" not in request.args:
        waiting = _list(WAITING, FEW, "")
    beside = _beside(mine, waiting)
    return render_template("tasks.html", mine=mine, waiting=waiting, beside_of=beside)


@blueprint.route("/tugas/menunggu", methods=["GET"])
@auth.page("unit", "kanwil")
def waiting() -> str:
    """What waits for the Ombudsman, the longest first."""
    return _page(WAITING)


@blueprint.route("/tugas/arsip", methods=["GET"])
@auth.page("unit", "kanwil")
def archive() -> str:
    """What is closed, the newest first."""
    return _page(ARCHIVE)


def _page(which: Part) -> str:
    here.look_around()
    part = _list(which, MANY, _cursor())
    return render_template("part.html", name=which.name, part=part, beside_of=_beside(part))


def _cursor() -> str:
    args = PageArgs(only=("cursor",), unknown=EXCLUDE).load(request.args.to_dict())
    return str(args["cursor"][0]) if args["cursor"] else ""


def _list(part: Part, limit: int, after: str) -> dict[str, Any]:
    """A page of the list with its number of all and where it goes on."""
    asked = part.asked()
    found = page(here.reader().listed(asked, after, limit + 1), limit, lambda seen: (seen.place,))
    goes_on = url_for(request.endpoint or "", cursor=found["next"]) if found["next"] else None
    return {
        "seen": found["items"],
        "count": here.reader().counted(asked).number,
        "next": goes_on,
    }


def _beside(*parts: dict[str, Any] | None) -> Mapping[str, list[Remark]]:
    """Gives each list its standings, all asked at once, and answers what stands beside them."""
    shown = [part for part in parts if part]
    seen = [one for part in shown for one in part["seen"]]
    stand = iter(sight.standings(seen))
    for part in shown:
        part["items"] = [next(stand) for _ in part["seen"]]
    return remarks.of_all(one.case for one in seen)
