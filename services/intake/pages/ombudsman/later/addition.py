"""`/surat/<letter>/tambah`: one more recommendation for a letter that stands.

Owns: its form, the page before sending, and the sending. They are those of a new letter with one
block and the letter as it is.
"""

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request
from sqlalchemy.exc import OperationalError

from services.intake import posting
from services.intake.core.civil import day_of
from services.intake.core.refusals import NotTheOmbudsman
from services.intake.core.repeats import alike, candidates
from services.intake.pages.ombudsman import blocks, desk, draft, writing
from services.intake.pages.ombudsman.desk import Answer
from services.intake.pages.ombudsman.draft import Draft
from services.intake.pages.ombudsman.wording import all_of
from services.intake.posting import Checked, Desk
from services.intake.schemas import Parsed, PostedLetterSchema
from services.intake.store import loading
from services.intake.store import reading as shown
from shared import auth, pages, web
from shared.db import clock_reading, reading
from shared.db import writing as write
from shared.language import say
from shared.refusal import Invalid

AT = "recommendations.0."
Letter = Mapping[str, Any]
blueprint = pages.pages("addition_pages", __name__, template_folder="../templates")


@blueprint.route("/surat/<letter_id>/tambah", methods=["GET"])
@auth.page("ombudsman")
def addition_form(letter_id: str) -> str:
    """An empty block."""
    return _form(_mine(letter_id), desk.desk(), draft.blank(), {})


@blueprint.route("/surat/<letter_id>/tambah", methods=["POST"])
@auth.page("ombudsman")
def addition(letter_id: str) -> Answer:
    """What the pressed button says: look, send, or back to the form."""
    letter, here, typed = _mine(letter_id), desk.desk(), draft.read(request.form)
    do = request.form.get("do", writing.CHECK)
    if do == writing.SEND:
        return _sent(letter, here, typed)
    return (
        _looked_at(letter, here, typed) if do == writing.CHECK else _form(letter, here, typed, {})
    )


def _mine(letter_id: str) -> Letter:
    """The letter, if the visitor's office wrote it; raises NoSuchLetter, NotTheOmbudsman."""
    with reading(web.engine()) as conn:
        letter = shown.letter(conn, letter_id, auth.scope(auth.me()))
    if letter["ombudsman"] != auth.me().office:
        raise NotTheOmbudsman("Another office wrote letter {id}.", id=letter_id)
    return letter


def _whole(letter: Letter, typed: Draft) -> Parsed:
    """The letter with the block as its only recommendation, read as a new one would be."""
    head = {name: str(letter[name]) for name in ("number", "date", "instrument", "subject")}
    return PostedLetterSchema().load(Draft(head, typed.blocks[:1]).body())


def _looked_at(letter: Letter, here: Desk, typed: Draft) -> Answer:
    parsed = _whole(letter, typed)
    with reading(web.engine()) as conn:
        now = clock_reading(conn, web.clock())
        checked = posting.check(conn, now, here, parsed, letter_id=letter["id"])
    if checked.faults:
        return _form(letter, here, typed, all_of(checked.faults)), 422
    return render_template(
        "ombudsman/addition-check.html",
        letter=letter, draft=typed, point=checked.points[0], repeats=_repeats(letter, checked),
        advice=blocks.advice_on(parsed).get(0, ()),
    )  # fmt: skip


def _repeats(letter: Letter, checked: Checked) -> list[Any]:
    among = candidates(letter["date"], letter["id"], checked.earlier)
    return alike(checked.points[0], among)[: writing.SUGGESTED]


def _sent(letter: Letter, here: Desk, typed: Draft) -> Answer:
    parsed = _whole(letter, typed)
    if parsed.faults:
        return _form(letter, here, typed, all_of(parsed.faults)), 422
    body = {**parsed.points[0], "letter_id": letter["id"]}
    try:
        with write(web.engine()) as conn:
            loading.load_letter(conn, web.clock(), letter["id"], here.office.code)
            if code := loading.same_point(conn, letter["id"], body):
                return _led_on(letter, code)  # the button was pressed twice, or the page sent again
            posted = posting.post_recommendation(conn, web.clock(), here, body, find_repeats=False)
    except Invalid as refusal:
        faults = {AT + path: all_ for path, all_ in refusal.errors.items()}
        return _form(letter, here, typed, all_of(faults)), 422
    except OperationalError:
        return _form(letter, here, typed, {f"{AT}unit": say("letter.fault.database")}), 503
    desk.hand(*posted.events)
    return _led_on(letter, posted.recommendations[0].code)


def _led_on(letter: Letter, code: str) -> Answer:
    return redirect(f"/surat/{letter['id']}?ditambah={code}", 303)


def _form(letter: Letter, here: Desk, typed: Draft, faults: Mapping[str, str]) -> str:
    block = typed.blocks[0]
    return render_template(
        "ombudsman/addition.html",
        letter=letter, block=block, faults=blocks.in_order(faults),
        names=blocks.titles(faults), choices=blocks.CHOICES, offices=desk.addressees(here),
        opened=blocks.opened(typed, faults),
        today=day_of(web.clock().now(), here.office.time_zone),
    )  # fmt: skip
