"""`/rekomendasi/<code>`: one recommendation, its story and why its date is what it is.

Owns: the page to which every letter's link leads.
"""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request
from sqlalchemy import Row

from services.followup import register
from services.followup.api import here
from services.followup.civil import day_ended_by
from services.followup.model import Case
from services.followup.pages import months, sight, standing, timeline
from services.followup.store import UnknownCase
from shared import auth, pages
from shared.db import reading
from shared.refusal import Refusal

blueprint = pages.pages("recommendation_pages", __name__, template_folder="templates")


@blueprint.route("/rekomendasi/<code>", methods=["GET"])
@auth.page(*here.READERS)
def show(code: str) -> str | tuple[str, int]:
    """The recommendation. With `?seen=` (what intake has just been told) it has heard of that, or
    says that it is still catching up."""
    seen = sight.one(code)
    caught_up = _caught_up(seen.case.stream)
    if caught_up:
        seen = sight.one(code)
    [stands] = sight.standings([seen])
    case = seen.case
    with reading(here.place().engine) as conn:
        rows = register.lines(conn, [case.recommendation_id])[case.recommendation_id]
    due_on = day_ended_by(case.due_at, case.unit.time_zone) if case.due_at else None
    return render_template(
        "recommendation.html",
        it=stands, case=case, outcome=_outcome(rows), months=months.months(case.card, due_on),
        skipped=months.skipped(case.card), timeline=timeline.timeline(case, rows),
        held=_held(case), ours=stands.mine and case.unit.code == auth.me().office,
        catching_up=caught_up is False,
        data_as_of=seen.data_as_of, zone=case.unit.time_zone,
    )  # fmt: skip


def _caught_up(stream: str) -> bool | None:
    """Whether the event named by `?seen=` is known; None where none is named."""
    wanted = request.args.get("seen", type=int)
    if wanted is None or wanted < 1:
        return None
    try:
        return here.reader().has_seen(stream, wanted)
    except (UnknownCase, Refusal):
        return False


def _outcome(rows: Sequence[Row[Any]]) -> str | None:
    """The last that the Ombudsman judged."""
    said = [row.body["body"]["outcome"] for row in rows if row.kind == "verified"]
    return said[-1] if said else None


def _held(case: Case) -> str | None:
    """The escalation that the visitor's office holds and has not decided."""
    found = standing.undecided(case)
    return found.id if found and found.office.code == auth.me().office else None
