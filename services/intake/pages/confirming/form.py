"""`/pelaksanaan/<id>`: what was done, the photos, in full or in part.

Owns: the form of the first three steps. Whatever it is left by, what was typed and chosen so far is
kept, for the whole office: an operator prepares, the head sends. Nothing is said here.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from flask import redirect, render_template, request
from werkzeug.datastructures import FileStorage

from services.intake import evidence, thumbnails
from services.intake.core.model import Recommendation
from services.intake.core.words import AWAITING, EVIDENCE_KINDS, EXTENTS
from services.intake.fields import LINE, LONG
from services.intake.pages.blueprint import Answer, blueprint, mine, today
from services.intake.pages.confirming.faults import of_field
from services.intake.pages.confirming.prepared import prepared, shelf
from services.intake.store import reading as shown
from services.intake.unsent.shelf import MOST_FILES, Shelf, tidy
from shared import auth, pages, web
from shared.bodies import at_most
from shared.db import reading
from shared.refusal import Fault, Invalid

_AROUND = 256 * 1024
BOUNDS = {"description": LONG, "completed_on": 10, "place": LINE}
FIELDS = ("description", "completed_on", "file", "taken_on", "place", "extent")
GOES_ON = ("returned", "partially_implemented")
NEXT, REMOVE = "lanjut", "hapus"
Faults = Mapping[str, list[Fault]]


@blueprint.route("/pelaksanaan/<recommendation_id>", methods=["GET"])
@auth.page("unit", "kanwil")
def action_form(recommendation_id: str) -> Answer:
    """The form, with what was prepared before; one that has been sent shows where it stands."""
    one = mine(recommendation_id)
    if one.status == AWAITING:
        return redirect(f"/rekomendasi/{one.code}", 303)
    return page(one, {})


@blueprint.route("/pelaksanaan/<recommendation_id>", methods=["POST"])
@auth.page("unit", "kanwil")
@at_most(evidence.MOST_BYTES + _AROUND)
def action(recommendation_id: str) -> Answer:
    """Keeps what was typed and chosen, and leads on to the last step, or says what is missing."""
    one = mine(recommendation_id)
    ready = shelf(one)
    _keep_words(ready, one)
    if REMOVE in request.form:
        ready.remove(request.form[REMOVE])
        return redirect(f"/pelaksanaan/{one.id}#foto", 303)
    faults: dict[str, list[Fault]] = {}
    try:
        _keep_files(ready)
    except Invalid as refusal:
        faults |= refusal.errors
    if request.form.get(NEXT) not in EXTENTS:
        return (page(one, faults), 422) if faults else redirect(f"/pelaksanaan/{one.id}#foto", 303)
    try:
        prepared(one, web.clock().now(), today(one))
    except Invalid as refusal:
        faults = {**refusal.errors, **faults}
    if faults:
        return page(one, faults), 422
    return redirect(f"/pelaksanaan/{one.id}/periksa", 303)


def page(one: Recommendation, faults: Faults) -> str:
    """The form; each fault stands at its field."""
    ready = shelf(one)
    with reading(web.engine()) as conn:
        judged = shown.verdicts(conn, one.id) if one.status in GOES_ON else ()
    return render_template(
        "confirming/form.html",
        one=one, typed=_shown(ready, one), files=ready.files(), today=today(one),
        returned=judged[-1] if judged else None,
        faults={name: of_field(faults[name]) for name in FIELDS if name in faults},
        **around(),
    )  # fmt: skip


def around() -> dict[str, object]:
    """What every list of files is shown with."""
    return {
        "kinds": EVIDENCE_KINDS,
        "pictured": thumbnails.MEDIA_TYPES,
        "most": MOST_FILES,
        "most_bytes": evidence.MOST_BYTES,
    }


def _shown(ready: Shelf, one: Recommendation) -> dict[str, str]:
    first = {"completed_on": today(one).isoformat(), "place": pages.office_name(one.unit)}
    return {**first, **{name: text for name, text in ready.words().items() if text}}


def _keep_words(ready: Shelf, one: Recommendation) -> None:
    tidy(ready.root)
    typed = {name: request.form.get(name, "").strip()[:most] for name, most in BOUNDS.items()}
    typed["place"] = typed["place"] or pages.office_name(one.unit)
    extent = request.form.get(NEXT, "")
    ready.write({**typed, **({"extent": extent} if extent in EXTENTS else {})})
    for file in ready.files():
        kind = request.form.get(f"kind.{file.id}")
        taken_on = _day(request.form.get(f"taken_on.{file.id}", ""))
        if kind in EVIDENCE_KINDS:
            ready.say(file.id, kind, min(taken_on, today(one)) if taken_on else None)


def _keep_files(ready: Shelf) -> None:
    for file in _chosen():
        length = file.stream.seek(0, 2)
        file.stream.seek(0)
        one = ready.lay(auth.me().actor(), length, file.mimetype)
        ready.add(one.id, 0, file.stream)  # type: ignore[arg-type]


def _chosen() -> Iterator[FileStorage]:
    yield from (file for file in request.files.getlist("file") if file.filename)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
