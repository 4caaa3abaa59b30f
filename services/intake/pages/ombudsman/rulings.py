"""`/perpanjangan/<id>`, `/penarikan/<id>`, `/pembukaan/<id>`: more time, taken back, open again.

Owns: the three forms of what the Ombudsman rules outside of a verdict. They say the same verbs as
the API; taking back and opening again are asked once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from marshmallow import Schema
from sqlalchemy import Connection

from services.intake import core, schemas, store
from services.intake.core.dates import extendable
from services.intake.core.model import Recommendation
from services.intake.pages.ombudsman import desk
from services.intake.pages.ombudsman.desk import Answer, Typed
from shared import auth, pages, web
from shared.db import clock_reading
from shared.events import Fact
from shared.refusal import Invalid

Said = tuple[Recommendation, Fact]
blueprint = pages.pages("ruling_pages", __name__, template_folder="templates")


@dataclass(frozen=True)
class Ruling:
    """One form: its fields in their order, and whether it is asked before it is kept."""

    name: str
    fields: tuple[str, ...]
    schema: Schema
    asked: bool = False


EXTENSION = Ruling("extension", ("new_due_on", "reason"), schemas.ExtensionSchema())
WITHDRAWAL = Ruling("withdrawal", ("reason", "superseded_by"), schemas.WithdrawalSchema(), True)
REOPENING = Ruling("reopening", ("new_due_on", "reason"), schemas.ReopeningSchema(), True)


@blueprint.route("/perpanjangan/<recommendation_id>", methods=["GET"])
@auth.page("ombudsman")
def extension_form(recommendation_id: str) -> str:
    """The form for a later official date; `?permintaan=&sampai=` name the request that it grants
    and the date that was asked for."""
    return _page(EXTENSION, desk.mine(recommendation_id), {})


@blueprint.route("/perpanjangan/<recommendation_id>", methods=["POST"])
@auth.page("ombudsman")
def extension(recommendation_id: str) -> Answer:
    """The date moves later."""

    def verb(conn: Connection, body: Typed) -> Said:
        one, now = _loaded(conn, recommendation_id), clock_reading(conn, web.clock())
        return core.extend(
            one, body["new_due_on"], body["reason"], auth.me().actor(), now,
            request_id=body["request_id"],
        )  # fmt: skip

    return _said(EXTENSION, recommendation_id, verb, "request_id")


@blueprint.route("/penarikan/<recommendation_id>", methods=["GET"])
@auth.page("ombudsman")
def withdrawal_form(recommendation_id: str) -> str:
    """The form to take a recommendation back."""
    return _page(WITHDRAWAL, desk.mine(recommendation_id), {})


@blueprint.route("/penarikan/<recommendation_id>", methods=["POST"])
@auth.page("ombudsman")
def withdrawal(recommendation_id: str) -> Answer:
    """It is taken back, or another takes its place."""

    def verb(conn: Connection, body: Typed) -> Said:
        actor, other = auth.me().actor(), body["superseded_by"]
        if other is None:
            return core.withdraw(_loaded(conn, recommendation_id), body["reason"], actor)
        seen = auth.scope(auth.me())
        one, successor = store.load_two(conn, recommendation_id, other, seen)
        if successor is None:
            raise Invalid.at("superseded_by", "There is no recommendation {other}.", other=other)
        return core.supersede(one, successor, body["reason"], actor)

    return _said(WITHDRAWAL, recommendation_id, verb)


@blueprint.route("/pembukaan/<recommendation_id>", methods=["GET"])
@auth.page("ombudsman")
def reopening_form(recommendation_id: str) -> str:
    """The form to open what was implemented again."""
    return _page(REOPENING, desk.mine(recommendation_id), {})


@blueprint.route("/pembukaan/<recommendation_id>", methods=["POST"])
@auth.page("ombudsman")
def reopening(recommendation_id: str) -> Answer:
    """It is open again."""

    def verb(conn: Connection, body: Typed) -> Said:
        one, now = _loaded(conn, recommendation_id), clock_reading(conn, web.clock())
        return core.reopen(one, body["reason"], body["new_due_on"], auth.me().actor(), now)

    return _said(REOPENING, recommendation_id, verb)


def _loaded(conn: Connection, recommendation_id: str) -> Recommendation:
    return store.load(conn, recommendation_id, auth.scope(auth.me()))


def _said(ruling: Ruling, recommendation_id: str, verb: desk.Verb, *more: str) -> Answer:
    one, given = desk.mine(recommendation_id), desk.typed(*ruling.fields, *more)

    def asks() -> str:
        if not ruling.asked:
            return ""
        return render_template("ombudsman/sure.html", name=ruling.name, one=one, given=given)

    return desk.say(ruling.schema, given, verb, lambda faults: _page(ruling, one, faults), asks)


def _page(ruling: Ruling, one: Recommendation, faults: Mapping[str, str]) -> str:
    form: Mapping[str, Any] = request.form
    if request.method == "GET":
        form = {
            "new_due_on": request.args.get("sampai", ""),
            "request_id": request.args.get("permintaan", ""),
        }
    first = ruling.fields[0]
    placed = {name if name in ruling.fields else first: text for name, text in faults.items()}
    fields = [name for name in ruling.fields if name != "new_due_on" or extendable(one)]
    return render_template(
        "ombudsman/ruling.html", name=ruling.name, one=one, fields=fields, faults=placed, form=form
    )
