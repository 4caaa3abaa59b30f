"""`/eskalasi`: what waits for a superior, and what it says to it.

Owns: the queue with the chosen one's story beside it, and the forms to acknowledge and to decide.
They say the same verbs as the API, in the same road: brought up to date, checked, kept, settled.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import redirect, render_template, request
from marshmallow import ValidationError
from sqlalchemy import Row
from werkzeug.wrappers import Response

from services.followup import say
from services.followup.api import escalations as api
from services.followup.api import here
from services.followup.api.schemas import DecisionArgs
from services.followup.core.model import Case
from services.followup.looking import queues
from services.followup.pages import queue_then, then
from services.followup.pages.story import draft, story_of
from services.followup.say import Verb
from services.followup.store import casebook
from shared import auth, language, pages, web
from shared.db import reading, writing
from shared.problems import STATUS, as_invalid
from shared.refusal import Conflict, Forbidden, Invalid, Refusal

FIELDS = ("decision", "note", "internal_due_on")
AT_ONCE = 30
_PLACE = re.compile(r"\d\|[0-9T:.+-]{20,40}\|[0-9a-z.-]{1,60}")


@dataclass(frozen=True)
class Waiting:
    """A part of the queue with its cases by id, and the place after which the rest follow."""

    rows: Sequence[Row[Any]]
    cases: Mapping[str, Case]
    more: str | None


Answer = str | tuple[str, int]
blueprint = pages.pages("queue_pages", __name__, template_folder="templates")


@blueprint.route("/eskalasi", methods=["GET"])
@auth.page(*api.READERS)
def queue() -> Answer:
    """The undecided escalations, and beside them the story of the first; with `?pada=` (a past day)
    those that were undecided at its end, for nobody to act on."""
    at, faults = then.given(web.clock().now())
    if at:
        return render_template(
            "queue-then.html",
            waiting=queue_then.waited(at, _place(), AT_ONCE),
            at=at,
            day=then.shown(),
        )
    waiting = _waiting()
    if not waiting.rows:
        page = render_template(
            "queue.html", waiting=waiting, story=None, chosen=False, wrong=faults, day=then.shown()
        )
    else:
        page = _page(waiting.rows[0], {}, {}, waiting=waiting, wrong=faults)
    return (page, 422) if faults else page


@blueprint.route("/eskalasi/<escalation_id>", methods=["GET"])
@auth.page(*api.READERS)
def one(escalation_id: str) -> str:
    """One escalation with its story, and the form to decide it; with `?konsep=1` filled in with an
    instruction to change."""
    row = _row(escalation_id)
    if not request.args.get("konsep"):
        return _page(row, {}, {})
    with reading(here.place().engine) as conn:
        case = casebook.case(conn, row.recommendation_id)
    return _page(row, draft(case), {})


@blueprint.route("/eskalasi/<escalation_id>/akui", methods=["POST"])
@auth.page(*api.HOLDERS)
def acknowledge(escalation_id: str) -> Response | tuple[str, int]:
    """The office that holds the level has seen it."""
    row = _row(escalation_id)
    try:
        _say(row, api.acknowledging(escalation_id))
    except (Conflict, Forbidden) as refusal:
        return _page(row, {}, _refused(refusal)), _status(refusal)
    return redirect(f"/eskalasi/{escalation_id}", 303)


@blueprint.route("/eskalasi/<escalation_id>/putuskan", methods=["GET"])
@auth.page(*api.READERS)
def decided(escalation_id: str) -> Response:
    """Who loads a refused form again, or changes the language there, finds the escalation."""
    return redirect(f"/eskalasi/{_row(escalation_id).id}", 303)


@blueprint.route("/eskalasi/<escalation_id>/putuskan", methods=["POST"])
@auth.page(*api.HOLDERS, head=True)
def decide(escalation_id: str) -> Response | tuple[str, int]:
    """The head of the office that holds the level decides; what was typed stays where it is
    refused."""
    row = _row(escalation_id)
    typed = {name: request.form.get(name, "") for name in FIELDS}
    try:
        body = DecisionArgs().load({**typed, "internal_due_on": typed["internal_due_on"] or None})
        _say(row, api.deciding(escalation_id, body))
    except ValidationError as error:
        return _page(row, typed, _faults(as_invalid(error.messages).errors)), 422
    except Invalid as refusal:
        return _page(row, typed, _faults(refusal.errors)), 422
    except (Conflict, Forbidden) as refusal:
        return _page(row, typed, _refused(refusal)), _status(refusal)
    return redirect(f"/rekomendasi/{row.code}?diputuskan=1", 303)


def _row(escalation_id: str) -> Row[Any]:
    with reading(here.place().engine) as conn:
        return queues.one_escalation(conn, api.sight(here.scope()), escalation_id)


def _say(row: Row[Any], verb: Verb) -> None:
    say.settle(here.place(), row.recommendation_id)
    with writing(here.place().engine) as conn:
        say.say(conn, here.place(), row.recommendation_id, verb)
    say.settle(here.place(), row.recommendation_id)


def _waiting() -> Waiting:
    """What waits, the highest level and the longest open first; after a place, where one is
    named."""
    here.look_around()
    with reading(here.place().engine) as conn:
        rows, more = queues.undecided(conn, api.sight(here.scope()), _place(), AT_ONCE)
        cases = casebook.cases(conn, [row.recommendation_id for row in rows])
    return Waiting(rows, cases, more)


def _place() -> str:
    """The place that the address names; the beginning where it is none."""
    after = request.args.get("sesudah", "")
    if not _PLACE.fullmatch(after):
        return ""
    try:
        at = datetime.fromisoformat(after.split("|")[1])
        at.astimezone(UTC)
    except (ValueError, OverflowError):  # the latter of a zone that leads out of all years
        return ""
    return after if at.tzinfo else ""


def _page(
    row: Row[Any],
    typed: dict[str, str],
    faults: dict[str, str],
    *,
    waiting: Waiting | None = None,
    wrong: Mapping[str, str] | None = None,
) -> str:
    """The queue with that escalation's story beside it, and the form if it is the visitor's to
    decide; `waiting` is given where nobody chose it, so that a phone shows the list."""
    story = story_of(row)
    return render_template(
        "queue.html", waiting=waiting or _waiting(), chosen=waiting is None, story=story,
        typed=typed, faults=faults, me=auth.me(), wrong=wrong or {}, day=then.shown(),
        data_as_of=story.it.seen.data_as_of, zone=story.case.unit.time_zone,
    )  # fmt: skip


def _faults(wrong: Mapping[str, object]) -> dict[str, str]:
    return {name: language.say(f"decide.fault.{name}") for name in FIELDS if name in wrong} or {
        "decision": language.say("refused.other")
    }


def _refused(refusal: Refusal) -> dict[str, str]:
    key = f"refused.{refusal.name}"
    return {"decision": language.say(key if key in language.WORDS else "refused.other")}


def _status(refusal: Refusal) -> int:
    return next((STATUS[one] for one in type(refusal).__mro__ if one in STATUS), 409)
