"""`/surat/<letter>/penerimaan/<unit>`: the Ombudsman proves when an addressee received its letter.

Owns: that page. It says the API's verb for each open recommendation of that letter to that
addressee, since they came in one envelope: all of them in one transaction, or none.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import redirect, render_template, request
from marshmallow import ValidationError
from sqlalchemy import Connection, Row

from services.intake import core, schemas, store
from services.intake.core.civil import day_of
from services.intake.core.refusals import AlreadyProven, Closed, NoSuchLetter, NotTheOmbudsman
from services.intake.core.words import BY_RULE, CLOSED
from services.intake.pages.ombudsman import desk
from services.intake.pages.ombudsman.desk import Answer
from services.intake.pages.ombudsman.wording import all_of, says
from services.intake.store import reading as shown
from shared import auth, pages, web
from shared.db import clock_reading, reading, writing
from shared.events import Event
from shared.problems import as_invalid
from shared.refusal import Conflict, Forbidden, Invalid

DAY, PROOF = "received_on", "proof"
WANTED = "Say by what the receipt is proven."
Rows = Sequence[Row[Any]]
blueprint = pages.pages("proof_pages", __name__, template_folder="../templates")


@blueprint.route("/surat/<letter_id>/penerimaan/<unit>", methods=["GET"])
@auth.page("ombudsman")
def proof_form(letter_id: str, unit: str) -> str:
    """The form: on which day, and by what that is proven."""
    return _page(_open(letter_id, unit), {})


@blueprint.route("/surat/<letter_id>/penerimaan/<unit>", methods=["POST"])
@auth.page("ombudsman")
def proof(letter_id: str, unit: str) -> Answer:
    """The clock of each of them starts on that day."""
    rows, given = _open(letter_id, unit), desk.typed(DAY, PROOF)
    try:
        events = _said(rows, schemas.ReceiptSchema().load(given))
    except ValidationError as error:
        return _page(rows, all_of(as_invalid(error.messages).errors)), 422
    except Invalid as refusal:
        return _page(rows, all_of(refusal.errors)), 422
    except (Conflict, Forbidden) as refusal:
        return _page(rows, {DAY: says(refusal)}), desk.status(refusal)
    desk.hand(*events)
    return redirect(f"/surat/{letter_id}?diterima={unit}", 303)


def _open(letter_id: str, unit: str) -> Rows:
    """The open recommendations of that letter to that addressee; raises NoSuchLetter, Closed,
    NotTheOmbudsman."""
    with reading(web.engine()) as conn:
        letter = shown.letter(conn, letter_id, auth.scope(auth.me()))
    if letter["ombudsman"] != auth.me().office:
        raise NotTheOmbudsman("Another office wrote letter {id}.", id=letter_id)
    theirs = [row for row in letter["recommendations"] if row.unit == unit]
    if not theirs:
        raise NoSuchLetter("Letter {id} says nothing to {unit}.", id=letter_id, unit=unit)
    found = [row for row in theirs if row.status not in CLOSED]
    if not found:
        raise Closed("Nothing of letter {id} to {unit} is open.", id=letter_id, unit=unit)
    return found


def _said(rows: Rows, body: Mapping[str, Any]) -> list[Event]:
    if body[PROOF] is None:
        raise Invalid.at(PROOF, WANTED)
    with writing(web.engine()) as conn:
        return [event for row in rows for event in _proven(conn, row, body, last=len(rows) == 1)]


def _proven(conn: Connection, row: Row[Any], body: Mapping[str, Any], *, last: bool) -> list[Event]:
    """The event of one of them; none where it stands proven on that day, unless it is the only
    one: then the visitor is told."""
    one = store.load(conn, row.id, auth.scope(auth.me()))
    now, actor = clock_reading(conn, web.clock()), auth.me().actor()
    try:
        said = core.prove_receipt(one, body[DAY], body[PROOF], actor, now)
    except AlreadyProven:
        if last:
            raise
        return []
    return [store.save(conn, web.clock(), *said)]


def _page(rows: Rows, faults: Mapping[str, str]) -> str:
    first = rows[0]
    counted = [row for row in rows if row.due_kind == BY_RULE]
    return render_template(
        "ombudsman/proof.html", rows=rows, first=first, faults=faults, form=request.form,
        counted=counted[0] if counted else None, known=_known(rows),
        today=day_of(web.clock().now(), first.time_zone),
    )  # fmt: skip


def _known(rows: Rows) -> str:
    """The day that stands already for all of them, if one does."""
    days = {row.received_on for row in rows}
    return str(days.pop() or "") if len(days) == 1 else ""
