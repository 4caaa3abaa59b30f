"""Escalations: what went to a superior, and what it said."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from services.followup import core, say
from services.followup.api import dated, here, saying
from services.followup.api.schemas import (
    DecisionArgs,
    EscalationsArgs,
    EscalationSchema,
    NoBody,
)
from services.followup.core.civil import day_of
from services.followup.core.model import Case
from services.followup.looking import queues, views
from services.followup.looking.queues import Sight
from services.followup.say import Settled, Verb
from shared import auth
from shared.blueprint import Blueprint
from shared.codec import dump, instant_text
from shared.db import reading
from shared.events import Actor, Draft
from shared.once import once
from shared.paging import page

READERS = ("kanwil", "directorate", "ombudsman", "admin")
HOLDERS = ("kanwil", "directorate")
FILTERS = ("status", "unit", "level", "recommendation_id")
blueprint = Blueprint("escalations", __name__, url_prefix="/api/v1", description=__doc__)


def case_of(escalation_id: str) -> str:
    """The recommendation's id, which begins an escalation's."""
    return escalation_id.rsplit(".", 2)[0]


@blueprint.route("/escalations", methods=["GET"])
@auth.allow(*READERS)
@blueprint.arguments(EscalationsArgs, location="query")
@blueprint.response(200, dated.page_of(EscalationSchema))
def list_escalations(args: dict[str, Any]) -> dict[str, Any]:
    """The queue, the longest open first; the directorate sees it from level 2."""
    seen, data = sight(here.exact(args, *FILTERS)), dated.data()
    with reading(here.place().engine) as conn:
        rows = queues.escalations(conn, seen, args["cursor"], args["limit"] + 1)
    answer = page(rows, args["limit"], lambda row: (instant_text(row.opened_at), row.id))
    return {**answer, "items": [views.queued(row) for row in answer["items"]], "data": data}


@blueprint.route("/escalations/<escalation_id>", methods=["GET"])
@auth.allow(*READERS)
@blueprint.response(200, EscalationSchema)
def get_escalation(escalation_id: str) -> dict[str, Any]:
    """One escalation."""
    with reading(here.place().engine) as conn:
        return views.queued(queues.one_escalation(conn, sight(here.scope()), escalation_id))


@blueprint.route("/escalations/<escalation_id>/acknowledgement", methods=["POST"])
@auth.allow(*HOLDERS)
@blueprint.arguments(NoBody)
@saying.brought_up_to_date(case_of)
@once
@blueprint.response(201, EscalationSchema)
def post_acknowledgement(
    conn: Connection, _body: dict[str, Any], escalation_id: str
) -> dict[str, Any]:
    """The office that holds the level has seen it."""
    return _say(conn, escalation_id, acknowledging(escalation_id))


@blueprint.route("/escalations/<escalation_id>/decisions", methods=["POST"])
@auth.allow(*HOLDERS, head=True)
@blueprint.arguments(DecisionArgs)
@saying.brought_up_to_date(case_of)
@once
@blueprint.response(201, EscalationSchema)
def post_decision(conn: Connection, body: dict[str, Any], escalation_id: str) -> dict[str, Any]:
    """The head of the office that holds the level decides."""
    return _say(conn, escalation_id, deciding(escalation_id, body))


def acknowledging(escalation_id: str) -> Verb:
    """What who asks says when it acknowledges."""
    actor = here.actor()

    def verb(case: Case, _now: datetime) -> Draft:
        return core.acknowledge(case, escalation_id, actor)

    return verb


def deciding(escalation_id: str, body: dict[str, Any]) -> Verb:
    """What who asks says when it decides as `body` (see DecisionArgs) has it."""
    actor = here.actor()

    def verb(case: Case, now: datetime) -> Draft:
        return core.decide(
            case,
            escalation_id,
            body["decision"],
            body["note"],
            body["internal_due_on"],
            actor=actor,
            today=day_of(now, case.unit.time_zone),
            policy=here.place().policy,
        )

    return verb


def sight(exact: dict[str, Any]) -> Sight:
    """What who asks may see of the queue, narrowed to `exact`."""
    me: Actor = here.actor()
    return Sight(exact, me.office if me.role == "directorate" else None)


def _say(conn: Connection, escalation_id: str, verb: Verb) -> dict[str, Any]:
    row = queues.one_escalation(conn, sight(here.scope()), escalation_id)
    say.say(conn, here.place(), row.recommendation_id, verb)

    def view(settled: Settled) -> dict[str, Any]:
        found = next(one for one in settled.case.escalations if one.id == escalation_id)
        return views.escalation_of(settled.case, dump(found))

    saying.answered(row.recommendation_id, EscalationSchema, view)
    return views.queued(row)
