"""`/surat/baru`: the Ombudsman writes a letter down, looks at it once more, and sends it.

Owns: the form with its blocks, the page before sending (what repeats an earlier finding, what a
second reader would say), and the sending: everything, or nothing. Whatever is wrong, what was typed
comes back.
"""

from collections.abc import Mapping, Sequence

from flask import redirect, render_template, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import BadRequest

from services.intake import posting
from services.intake.core.civil import day_of
from services.intake.core.model import Earlier
from services.intake.core.repeats import alike, candidates
from services.intake.pages.ombudsman import blocks, desk, draft
from services.intake.pages.ombudsman.desk import Answer
from services.intake.pages.ombudsman.draft import Draft
from services.intake.pages.ombudsman.wording import all_of
from services.intake.posting import Checked, Desk
from services.intake.schemas import Parsed, PostedLetterSchema
from shared import auth, language, pages, web
from shared.db import clock_reading, reading, writing
from shared.refusal import Conflict, Invalid

ADD, CHECK, SEND, REMOVE = "add", "check", "send", "remove-"
SUGGESTED = 3
blueprint = pages.pages("writing_pages", __name__, template_folder="templates")


@blueprint.errorhandler(BadRequest)
def from_an_earlier_session(_error: BadRequest) -> Answer:
    """A form that was opened before the visitor signed in again comes back with what was typed."""
    fault = {"letter.check": language.say("letter.fault.session")}
    return _form(desk.desk(), draft.read(request.form), fault), 400


@blueprint.route("/surat/baru", methods=["GET"])
@auth.page("ombudsman")
def new_letter() -> str:
    """An empty form."""
    return _form(desk.desk(), draft.blank(), {})


@blueprint.route("/surat/baru", methods=["POST"])
@auth.page("ombudsman")
def letter() -> Answer:
    """What the pressed button says: one more block, one less, back to the form, look, send."""
    do, typed, here = request.form.get("do", CHECK), draft.read(request.form), desk.desk()
    if do == ADD:
        return _form(here, typed.adding(), {})
    if do.startswith(REMOVE) and (block := draft.numbered(do.removeprefix(REMOVE))) is not None:
        return _form(here, typed.without(block), {})
    if do not in (CHECK, SEND):
        return _form(here, typed, {})
    return _looked_at(here, typed) if do == CHECK else _sent(here, typed)


def _looked_at(here: Desk, typed: Draft) -> Answer:
    parsed = PostedLetterSchema().load(typed.body())
    with reading(web.engine()) as conn:
        checked = posting.check(conn, clock_reading(conn, web.clock()), here, parsed)
    if checked.faults:
        return _form(here, typed, all_of(checked.faults)), 422
    return render_template(
        "ombudsman/letter-check.html",
        draft=typed, points=checked.points, letter=parsed.letter,
        repeats=_repeats(parsed, checked), advice=blocks.advice_on(parsed), chosen=draft.CHOSEN,
    )  # fmt: skip


def _sent(here: Desk, typed: Draft) -> Answer:
    try:
        parsed = PostedLetterSchema().load(typed.body())
        with writing(web.engine()) as conn:
            posted = posting.post_letter(conn, web.clock(), here, parsed, find_repeats=False)
    except (Invalid, Conflict) as refusal:
        return _form(here, typed, all_of(refusal.errors)), desk.status(refusal)
    except OperationalError:
        return _form(here, typed, {"letter.number": language.say("letter.fault.database")}), 503
    desk.hand(*posted.events)
    return redirect(f"/surat/{posted.letter.id}?tersimpan=1", 303)


def _repeats(parsed: Parsed, checked: Checked) -> Sequence[Sequence[Earlier]]:
    """For each block the earlier findings that it seems to repeat, the latest first."""
    among = candidates(parsed.letter["date"], "", checked.earlier)
    return [alike(point, among)[:SUGGESTED] for point in checked.points]


def _form(here: Desk, typed: Draft, faults: Mapping[str, str]) -> str:
    return render_template(
        "ombudsman/letter-form.html",
        draft=typed, faults=blocks.in_order(faults), names=blocks.titles(faults),
        choices=blocks.CHOICES, most=draft.MOST,
        offices=desk.addressees(here), opened=blocks.opened(typed, faults),
        today=day_of(web.clock().now(), here.office.time_zone), own=here.office.name,
    )  # fmt: skip
