"""`/eskalasi`: what waits for a superior, and what it says to it.

Owns: the queue, and the forms to acknowledge and to decide. They say the same verbs as the API, in
the same road: brought up to date, checked, kept, settled.
"""

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request
from marshmallow import ValidationError
from sqlalchemy import Row
from werkzeug.wrappers import Response

from services.followup import queues, say, store
from services.followup.api import escalations as api
from services.followup.api import here
from services.followup.pages import sight
from services.followup.say import Verb
from services.followup.schemas import DecisionArgs
from shared import auth, language, pages
from shared.db import reading, writing
from shared.problems import STATUS, as_invalid
from shared.refusal import Conflict, Forbidden, Invalid, Refusal

FIELDS = ("decision", "note", "internal_due_on")
UNDECIDED = ("open", "acknowledged")
blueprint = pages.pages("queue_pages", __name__, template_folder="templates")


@blueprint.route("/eskalasi", methods=["GET"])
@auth.page(*api.READERS)
def queue() -> str:
    """The undecided escalations, the highest level and the longest open first."""
    here.look_around()
    with reading(here.place().engine) as conn:
        rows = [
            row
            for status in UNDECIDED
            for row in queues.escalations(
                conn, api.sight({**here.scope(), "status": status}), None, sight.MOST
            )
        ]
        cases = store.cases(conn, [row.recommendation_id for row in rows])
    rows.sort(key=lambda row: (-row.level, row.opened_at, row.id))
    shown = [(row, cases[row.recommendation_id]) for row in rows]
    return render_template("queue.html", shown=shown)


@blueprint.route("/eskalasi/<escalation_id>", methods=["GET"])
@auth.page(*api.READERS)
def one(escalation_id: str) -> str:
    """One escalation with its story, and the form to decide it."""
    return _page(_row(escalation_id), {}, {})


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
    return redirect(f"/rekomendasi/{row.code}", 303)


def _row(escalation_id: str) -> Row[Any]:
    with reading(here.place().engine) as conn:
        return queues.one_escalation(conn, api.sight(here.scope()), escalation_id)


def _say(row: Row[Any], verb: Verb) -> None:
    say.settle(here.place(), row.recommendation_id)
    with writing(here.place().engine) as conn:
        say.say(conn, here.place(), row.recommendation_id, verb)
    say.settle(here.place(), row.recommendation_id)


def _page(row: Row[Any], typed: dict[str, str], faults: dict[str, str]) -> str:
    """The escalation as it now is, with the form if it is the visitor's to decide."""
    seen = sight.one(row.code)
    [stands] = sight.standings([seen])
    held = next((one for one in seen.case.escalations if one.id == row.id), None)
    ours = held is not None and held.office.code == auth.me().office
    return render_template(
        "decide.html",
        it=stands, case=seen.case, held=held, typed=typed, faults=faults, me=auth.me(),
        undecided=ours and held is not None and held.status in UNDECIDED,
        decisions=[one.name for one in here.place().policy.decisions],
        data_as_of=seen.data_as_of, zone=seen.case.unit.time_zone,
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
