"""`/pelaksanaan/<id>/berkas`: files in pieces, over a line that may break.

Owns: the tus 1.0 protocol (core, creation, termination; tus.io/protocols/resumable-upload) over the
shelf, for the script of the form, and the list of what lies ready. A page's cookie opens it, and
its token goes with each request that changes something.
"""

import base64
import binascii

from flask import make_response, render_template, request, send_file
from werkzeug.exceptions import NotFound, PreconditionFailed, UnsupportedMediaType
from werkzeug.wrappers import Response

from services.intake import thumbnails
from services.intake.pages.blueprint import blueprint, mine, today
from services.intake.pages.confirming.faults import of_field
from services.intake.pages.confirming.form import around
from services.intake.pages.confirming.prepared import shelf
from services.intake.unsent.shelf import Laid, tidy
from shared import auth
from shared.refusal import Invalid

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"
_ROAD = "/pelaksanaan/<recommendation_id>/berkas"


@blueprint.route(_ROAD, methods=["GET"])
@auth.page("unit", "kanwil")
def laid(recommendation_id: str) -> str:
    """The list of what lies ready, to be put into the form."""
    one = mine(recommendation_id)
    return render_template(
        "confirming/laid.html", one=one, files=shelf(one).files(), today=today(one), **around()
    )


@blueprint.route(_ROAD, methods=["POST"])
@auth.page("unit", "kanwil")
def begin(recommendation_id: str) -> Response:
    """Room for a file of `Upload-Length` bytes."""
    _speaks_tus()
    one = mine(recommendation_id)
    length = request.headers.get("Upload-Length", type=int) or 0
    tidy(shelf(one).root)
    try:
        file = shelf(one).lay(auth.me().actor(), length, _said())
    except Invalid as refusal:
        return _refused(refusal)
    answer = _tus(201, file)
    answer.headers["Location"] = f"/pelaksanaan/{one.id}/berkas/{file.id}"
    return answer


@blueprint.route(f"{_ROAD}/<file_id>", methods=["HEAD"])
@auth.page("unit", "kanwil")
def how_far(recommendation_id: str, file_id: str) -> Response:
    """Where the file ends."""
    file = shelf(mine(recommendation_id)).file(file_id)
    answer = _tus(200, file)
    answer.headers["Upload-Length"] = str(file.length)
    return answer


@blueprint.route(f"{_ROAD}/<file_id>", methods=["PATCH"])
@auth.page("unit", "kanwil")
def add(recommendation_id: str, file_id: str) -> Response:
    """A piece that begins at `Upload-Offset`; what of it comes is kept, also where the line
    breaks."""
    _speaks_tus()
    if request.mimetype != PIECE:
        raise UnsupportedMediaType
    offset = request.headers.get("Upload-Offset", type=int)
    ready = shelf(mine(recommendation_id))
    try:
        file = ready.add(file_id, -1 if offset is None else offset, request.stream)  # type: ignore[arg-type]
    except Invalid as refusal:
        return _refused(refusal)
    return _tus(204, file)


@blueprint.route(f"{_ROAD}/<file_id>", methods=["DELETE"])
@auth.page("unit", "kanwil")
def remove(recommendation_id: str, file_id: str) -> Response:
    """It is not wanted."""
    ready = shelf(mine(recommendation_id))
    file = ready.file(file_id)
    ready.remove(file_id)
    return _tus(204, file)


@blueprint.route(f"{_ROAD}/<file_id>/kecil", methods=["GET"])
@auth.page("unit", "kanwil")
def laid_small(recommendation_id: str, file_id: str) -> Response:
    """A small picture of a photo that lies ready; 404 where there is none to be made."""
    ready = shelf(mine(recommendation_id))
    file = ready.file(file_id)
    if file.media_type not in thumbnails.MEDIA_TYPES:
        raise NotFound
    try:
        made = thumbnails.thumbnail(ready.path(file), file.id, ready.folder / "small")
    except thumbnails.NoPicture as none:
        raise NotFound from none
    answer = send_file(made, mimetype="image/jpeg")
    answer.cache_control.private = True
    return answer


def _speaks_tus() -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise PreconditionFailed


def _said() -> str | None:
    """`Upload-Metadata: filetype <base64>,…`: what the sender calls it; None where it does not."""
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        name, _, value = pair.strip().partition(" ")
        if name == "filetype":
            try:
                return base64.b64decode(value, validate=True).decode("ascii")
            except (binascii.Error, UnicodeDecodeError):
                return None
    return None


def _tus(status: int, file: Laid) -> Response:
    answer = make_response("", status)
    answer.headers["Tus-Resumable"] = VERSION
    answer.headers["Upload-Offset"] = str(file.offset)
    answer.cache_control.no_store = True
    return answer


def _refused(refusal: Invalid) -> Response:
    answer = make_response(of_field(refusal.errors["file"]), 422)
    answer.mimetype = "text/plain"
    return answer
