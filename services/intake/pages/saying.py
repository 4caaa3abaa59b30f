"""`/penerimaan/<id>` and `/pelaksanaan/<id>`: the addressee acknowledges, and confirms with proof.

Owns: the two forms. They say the same verbs of the core as the API, in one transaction, and lead to
the recommendation's page, which waits until it has heard of it.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from flask import current_app, redirect, render_template, request
from marshmallow import ValidationError
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from services.intake import core, evidence, schemas, store
from services.intake.api.blueprint import PUBLISHER
from services.intake.api.evidence import folder
from services.intake.core.checks import evidence_fault
from services.intake.core.civil import day_of
from services.intake.core.model import Evidence, Recommendation, Speaker
from services.intake.core.standing import addressee_only, open_only
from services.intake.store import reading as shown
from shared import auth, language, pages, web
from shared.bodies import at_most
from shared.db import clock_reading, reading, writing
from shared.events import Event
from shared.ids import new_id
from shared.problems import as_invalid
from shared.refusal import Conflict, Invalid

Read = TypeVar("Read")
Answer = str | Response | tuple[str, int]
RECEIPT = ("received_on",)
ACTION = ("description", "completed_on", "extent", "file", "taken_on", "place")
_AROUND = 64 * 1024
blueprint = pages.pages("saying_pages", __name__, template_folder="templates")


@blueprint.route("/penerimaan/<recommendation_id>", methods=["GET"])
@auth.page("unit", "kanwil")
def receipt_form(recommendation_id: str) -> Answer:
    """The form to acknowledge."""
    return _page("receipt", RECEIPT, _mine(recommendation_id))


@blueprint.route("/penerimaan/<recommendation_id>", methods=["POST"])
@auth.page("unit", "kanwil")
def receipt(recommendation_id: str) -> Answer:
    """The addressee says when the letter arrived."""
    one = _mine(recommendation_id)

    def read() -> dict[str, Any]:
        given = {"received_on": request.form.get("received_on", "")}
        return dict(schemas.ReceiptSchema().load(given))

    def say(conn: Connection, body: dict[str, Any]) -> Event:
        found = store.load(conn, one.id, auth.scope(auth.me()))
        now = clock_reading(conn, web.clock())
        said = core.acknowledge(found, body["received_on"], auth.me().actor(), now)
        return store.save(conn, web.clock(), *said)

    return _said("receipt", RECEIPT, one, read, say)


@blueprint.route("/pelaksanaan/<recommendation_id>", methods=["GET"])
@auth.page("unit", "kanwil", head=True)
def action_form(recommendation_id: str) -> Answer:
    """The form to confirm."""
    return _page("action", ACTION, _mine(recommendation_id))


@blueprint.route("/pelaksanaan/<recommendation_id>", methods=["POST"])
@auth.page("unit", "kanwil", head=True)
@at_most(evidence.MOST_BYTES + _AROUND)
def action(recommendation_id: str) -> Answer:
    """The head of the addressee confirms, with one file as evidence."""
    one = _mine(recommendation_id)

    def say(conn: Connection, read: tuple[dict[str, Any], Evidence]) -> Event:
        body, proof = read
        found = store.load(conn, one.id, auth.scope(auth.me()))
        who, now = auth.me(), clock_reading(conn, web.clock())
        fault = evidence_fault(proof.taken_on, found.time_zone, now)
        if fault is not None:
            raise Invalid({"taken_on": [fault]})
        store.add_evidence(conn, proof, who.actor(), now)
        deed = core.Deed(
            new_id(), body["description"], body["completed_on"], body["extent"], (proof.id,)
        )
        there = store.evidence_of(conn, found.id, deed.evidence)
        said = core.confirm(found, deed, there, Speaker(who.actor(), who.head), now)
        return store.save(conn, web.clock(), *said)

    return _said("action", ACTION, one, lambda: _read(one), say)


def _read(one: Recommendation) -> tuple[dict[str, Any], Evidence]:
    """What was typed, and the file, kept; raises ValidationError or Invalid."""
    given = {name: request.form.get(name, "") for name in ACTION if name != "file"}
    file = request.files.get("file")
    told = {"kind": "photo", "taken_on": given.pop("taken_on"), "place": given.pop("place")}
    wrong = {
        **schemas.ActionSchema().validate({**given, "evidence": []}),
        **schemas.EvidenceSchema().validate({**told, **({"file": file} if file else {})}),
    }
    if wrong or file is None:
        raise ValidationError(wrong)
    form = schemas.EvidenceSchema().load({**told, "file": file})
    form.pop("file")
    kept = evidence.keep(folder(), file.stream, file.mimetype)  # type: ignore[arg-type]
    proof = Evidence(
        id=new_id(), recommendation_id=one.id, uploaded_by=auth.me().id, judged=False,
        **form, **vars(kept),
    )  # fmt: skip
    return schemas.ActionSchema().load({**given, "evidence": [proof.id]}), proof


def _mine(recommendation_id: str) -> Recommendation:
    """The recommendation, addressed to the visitor's office; raises NoSuchRecommendation."""
    with reading(web.engine()) as conn:
        one = shown.standing(conn, recommendation_id, auth.scope(auth.me()))
    addressee_only(one, auth.me().actor())
    open_only(one)
    return one


def _said(
    name: str,
    fields: Iterable[str],
    one: Recommendation,
    read: Callable[[], Read],
    say: Callable[[Connection, Read], Event],
) -> Answer:
    """What was typed is read, and a file kept, before the transaction: no lock waits for that."""
    try:
        typed = read()
        with writing(web.engine()) as conn:
            event = say(conn, typed)
    except ValidationError as error:
        return _page(name, fields, one, as_invalid(error.messages).errors), 422
    except Invalid as refusal:
        return _page(name, fields, one, refusal.errors), 422
    except Conflict:
        return _page(name, fields, one, {"": ()}), 409
    current_app.extensions[PUBLISHER].hand((event,))
    return redirect(f"/rekomendasi/{one.code}?seen={event.seq}", 303)


def _page(name: str, fields: Iterable[str], one: Recommendation, wrong: Iterable[str] = ()) -> str:
    places = tuple(wrong)
    faults = {field: language.say(f"say.fault.{field}") for field in fields if field in places}
    if places and not faults:
        faults = {next(iter(fields)): language.say("say.refused")}
    return render_template(
        "saying.html", name=name, fields=tuple(fields), one=one, faults=faults, form=request.form,
        today=_today(one),
    )  # fmt: skip


def _today(one: Recommendation) -> date:
    return day_of(web.clock().now(), one.time_zone)
