"""`/rekomendasi/<code>`: one recommendation, its story and why its date is what it is.

Owns: the page to which every letter's link leads, and the date worked out anew for another day of
receipt.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from flask import render_template, request
from marshmallow import ValidationError
from sqlalchemy import Row

from services.followup.api import here
from services.followup.api.schemas import SENSIBLE_DAY
from services.followup.core import card
from services.followup.core.civil import day_ended_by, day_of
from services.followup.core.model import Case
from services.followup.core.rules import Rules
from services.followup.exports import letters, paper_page
from services.followup.looking import asof, register
from services.followup.looking.look import Seen
from services.followup.looking.register import Asked
from services.followup.pages import (
    decided,
    months,
    remarks,
    sight,
    sources,
    standing,
    then,
    timeline,
)
from services.followup.store.casebook import UnknownCase
from shared import auth, language, pages, web
from shared.db import reading
from shared.refusal import Refusal

blueprint = pages.pages("recommendation_pages", __name__, template_folder="templates")
sources.register(blueprint)
AGAIN = "received_on"


@blueprint.route("/rekomendasi/<code>", methods=["GET"])
@auth.page(*here.READERS)
def show(code: str) -> str | tuple[str, int]:
    """The recommendation. With `?seen=` (what intake has just been told) it has heard of that, or
    says that it is still catching up; with `?pada=` (a past day) it stands as it did then."""
    at = then.asked(web.clock().now())
    if at:
        return _page(_stood(code, at), at=at)
    seen = sight.one(code)
    caught_up = _caught_up(seen.case.stream)
    if caught_up:
        seen = sight.one(code)
    return _page(seen, catching_up=caught_up is False)


def _stood(code: str, at: datetime) -> Seen:
    """The recommendation as it stood then; raises UnknownCase where it was not recorded yet."""
    for seen in sight.stood(Asked({**here.scope(), "code": code}), at, "", 1):
        return seen
    raise UnknownCase("There is no case {id} then.", id=code)


def _page(seen: Seen, *, at: datetime | None = None, catching_up: bool = False) -> str:
    """The page; what stood at an earlier instant is for nobody to act on."""
    [stands] = sight.standings([seen])
    case = seen.case
    with reading(here.place().engine) as conn:
        rows = register.lines(conn, [case.recommendation_id])[case.recommendation_id]
        rows = asof.lines(rows, at) if at else rows
        rules = here.place().rules(conn)
        ahead = [] if at else timeline.ahead(conn, seen, rules)
    internal = decided.counted(case, rows, rules)
    return render_template(
        "recommendation.html", address=web.settings().public_url + request.path,
        it=stands, case=case, outcome=_outcome(rows), remarks=remarks.remarks(case, rows),
        timeline=timeline.timeline(case, rows), ahead=ahead, now=seen.now,
        months=months.months(case.card, _due_on(case)), skipped=months.skipped(case.card.days),
        internal=internal and months.grid(internal.days, internal.due_on, None),
        internal_skipped=internal and months.skipped(internal.days), internal_count=internal,
        held=None if at else _held(case), holder=standing.undecided(case), at=at,
        ours=not at and stands.mine and case.unit.code == auth.me().office,
        more_time=_may_ask(case, rules), catching_up=catching_up,
        decided=not at and "diputuskan" in request.args,
        papers=() if at else letters.kinds(paper_page.facts_of(seen, rows)),
        data_as_of=seen.data_as_of, zone=case.unit.time_zone,
    )  # fmt: skip


@blueprint.route("/rekomendasi/<code>/hitung-ulang", methods=["GET"])
@auth.page(*here.READERS)
def again(code: str) -> str | tuple[str, int]:
    """The count of the rule for any day of receipt, by the calendar of today; nothing is kept."""
    seen = sight.one(code)
    case = seen.case
    received_on = _asked_day(seen)
    if received_on is None:
        fault = {AGAIN: language.say("again.fault")}
        return render_template("again.html", case=case, faults=fault, given=None), 422
    with reading(here.place().engine) as conn:
        rules = here.place().rules(conn)
    made = card.preview(case.instrument, received_on, case.unit, rules, seen.now)
    return render_template(
        "again.html", case=case, card=made, given=received_on, faults={},
        months=months.months(made, made.official_due_on), skipped=months.skipped(made.days),
    )  # fmt: skip


def _asked_day(seen: Seen) -> date | None:
    """The day of receipt asked for; the case's own, else today, where none is; None if wrong."""
    case = seen.case
    given = request.args.get(AGAIN)
    if not given:
        return case.received_on or day_of(seen.now, case.unit.time_zone)
    try:
        found = date.fromisoformat(given)
        SENSIBLE_DAY(found)
    except (ValueError, ValidationError):
        return None
    return found


def _due_on(case: Case) -> date | None:
    return day_ended_by(case.due_at, case.unit.time_zone) if case.due_at else None


def _may_ask(case: Case, rules: Rules) -> bool:
    """Whether the addressee may ask for more time now."""
    unanswered = any(one.status == "open" for one in case.requests)
    extendable = rules.of(case).policy.instrument(case.instrument).extendable
    return extendable and case.official_due_on is not None and not unanswered


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
