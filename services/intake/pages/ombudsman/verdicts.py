"""`/penilaian/<id>`: what was asked beside what was shown, and the Ombudsman's verdict on it.

Owns: that page. Where no action waits it still closes what cannot or will not be done.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import render_template, request
from sqlalchemy import Connection

from services.intake import core, schemas, store
from services.intake.core.dates import extendable
from services.intake.core.model import Recommendation
from services.intake.core.standing import open_only
from services.intake.core.words import AWAITING, VERDICTS
from services.intake.pages.ombudsman import desk
from services.intake.pages.ombudsman.desk import Answer
from services.intake.store import reading as shown
from shared import auth, pages, web
from shared.db import clock_reading, reading
from shared.events import Fact
from shared.ids import new_id

FIELDS = ("outcome", "remaining", "new_due_on", "note")
FINAL = ("not_implemented", "not_actionable")
blueprint = pages.pages("verdict_pages", __name__, template_folder="templates")


@blueprint.route("/penilaian/<recommendation_id>", methods=["GET"])
@auth.page("ombudsman")
def verdict_form(recommendation_id: str) -> str:
    """The recommendation, its last action, and the form."""
    one = desk.mine(recommendation_id)
    open_only(one)
    return _page(one, {})


@blueprint.route("/penilaian/<recommendation_id>", methods=["POST"])
@auth.page("ombudsman")
def verdict(recommendation_id: str) -> Answer:
    """The verdict is said; what it does not take (a date for what is implemented) is not read."""
    one, given = desk.mine(recommendation_id), _taken(desk.typed(*FIELDS))

    def verb(conn: Connection, body: Mapping[str, Any]) -> tuple[Recommendation, Fact]:
        found = store.load(conn, one.id, auth.scope(auth.me()))
        action, now = store.awaiting(conn, one.id), clock_reading(conn, web.clock())
        judgement = core.Judgement(new_id(), **body)
        return core.verify(found, judgement, action, auth.me().actor(), now)

    def asks() -> str:
        if given.get("outcome") not in FINAL:
            return ""
        return render_template("ombudsman/sure.html", name="verdict", one=one, given=given)

    schema = schemas.VerificationSchema()
    return desk.say(schema, given, verb, lambda faults: _page(one, faults), asks)


def _taken(given: Mapping[str, str]) -> dict[str, str]:
    rule = VERDICTS.get(given.get("outcome", ""))
    left_out = set()
    if rule is not None:
        left_out = {name for name, taken in (("remaining", rule.remaining),
                    ("new_due_on", rule.new_date)) if not taken}  # fmt: skip
    return {name: value for name, value in given.items() if name not in left_out}


def _page(one: Recommendation, faults: Mapping[str, str]) -> str:
    with reading(web.engine()) as conn:
        said = shown.recommendation(conn, one.id, auth.scope(auth.me()))
    waits = said["status"] == AWAITING
    actions = _with_evidence(said)
    return render_template(
        "ombudsman/verdict.html",
        one=one, said=said, faults=_placed(faults), form=request.form, waits=waits,
        action=actions[-1] if waits else None, earlier=actions[: -1 if waits else None],
        outcomes=[rule for rule in VERDICTS.values() if waits or not rule.submission],
        dated=extendable(one), zone=one.time_zone,
    )  # fmt: skip


def _with_evidence(said: Mapping[str, Any]) -> Sequence[dict[str, Any]]:
    """The actions, each with the rows of its evidence and the verdict on it, if there is one."""
    files = {row.id: row for row in said["evidence"]}
    verdicts = {row.action_id: row for row in said["verifications"]}
    return [
        {
            **action,
            "evidence": [files[id_] for id_ in action["evidence"]],
            "verdict": verdicts.get(action["id"]),
        }
        for action in said["actions"]
    ]


def _placed(faults: Mapping[str, str]) -> dict[str, str]:
    """What belongs to no field stands at the first one."""
    return {name if name in FIELDS else "outcome": fault for name, fault in faults.items()}
