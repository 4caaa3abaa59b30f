"""`/bukti/<id>`: a piece of evidence, looked at.

Owns: that whoever may see a recommendation sees its evidence by their cookie, each only while it
still is what was uploaded. Others see a copy without what the camera wrote; the original goes to
the office that uploaded it and to the Ombudsman who judges it. Whatever is sent runs no script and
is shown as nothing but what it is.
"""

from collections.abc import Sequence
from typing import Any

from flask import Response, render_template, send_file
from sqlalchemy import Row
from werkzeug.exceptions import NotFound

from services.intake import evidence, media, photos, thumbnails
from services.intake.api.blueprint import READERS
from services.intake.api.evidence import checked, folder
from services.intake.pages.blueprint import blueprint
from services.intake.store import reading as shown
from shared import auth, web
from shared.db import reading

KEEPERS = ("unit", "ombudsman")
PLAIN = frozenset({"application/pdf", media.DOCX, media.XLSX})
"""What no camera writes its position into: the file itself is what others see."""
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_A_DAY = 86_400


@blueprint.route("/bukti/<evidence_id>", methods=["GET"])
@auth.page(*READERS)
def exhibit(evidence_id: str) -> str:
    """The viewer: the picture, what is known of it, and the one before and after it."""
    row = _row(evidence_id)
    with reading(web.engine()) as conn:
        one = shown.standing(conn, row.recommendation_id, auth.scope(auth.me()))
        beside = shown.exhibits(conn, one.id)
    before, after = _neighbours(beside, row.id)
    return render_template(
        "exhibit.html",
        file=row, one=one, before=before, after=after, count=len(beside),
        number=[each.id for each in beside].index(row.id) + 1,
        keeps=auth.me().role in KEEPERS, plain=row.media_type in PLAIN,
    )  # fmt: skip


@blueprint.route("/bukti/<evidence_id>/salinan", methods=["GET"])
@auth.page(*READERS)
def shared_copy(evidence_id: str) -> Response:
    """What others see: a photo without the camera's position; 404 where there is no such copy."""
    row = _row(evidence_id)
    if row.media_type in PLAIN:
        return _original(row)
    if row.media_type not in photos.MEDIA_TYPES:
        raise NotFound
    try:
        made = photos.copy(checked(row.id, row.sha256), row.sha256, web.settings().data / "copies")
    except photos.NoPicture as none:
        raise NotFound from none
    return _sealed(send_file(made, mimetype="image/jpeg", etag=f"{row.sha256}-copy"))


@blueprint.route("/bukti/<evidence_id>/asli", methods=["GET"])
@auth.page(*KEEPERS)
def original(evidence_id: str) -> Response:
    """The file, byte for byte as it was uploaded."""
    return _original(_row(evidence_id))


@blueprint.route("/bukti/<evidence_id>/kecil", methods=["GET"])
@auth.page(*READERS)
def small(evidence_id: str) -> Response:
    """A small picture of a photo; 404 where there is none to be made."""
    row = _row(evidence_id)
    if row.media_type not in thumbnails.MEDIA_TYPES:
        raise NotFound
    try:
        photo = evidence.path_of(folder(), row.sha256)
        made = thumbnails.thumbnail(photo, row.sha256, web.settings().data / "thumbnails")
    except thumbnails.NoPicture as none:
        raise NotFound from none
    return _sealed(send_file(made, mimetype="image/jpeg", etag=row.sha256))


def _original(row: Row[Any]) -> Response:
    return _sealed(
        send_file(
            checked(row.id, row.sha256),
            mimetype=row.media_type,
            as_attachment=True,
            download_name=f"{row.id}.{media.SUFFIXES[row.media_type]}",
            etag=row.sha256,
            last_modified=row.uploaded_at,
        )
    )


def _row(evidence_id: str) -> Row[Any]:
    with reading(web.engine()) as conn:
        return shown.evidence(conn, evidence_id, auth.scope(auth.me()))


def _neighbours(rows: Sequence[Row[Any]], id_: str) -> tuple[str | None, str | None]:
    ids = [None, *(row.id for row in rows), None]
    at = ids.index(id_)
    return ids[at - 1], ids[at + 1]


def _sealed(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.cache_control.no_cache = None
    answer.cache_control.private = True
    answer.cache_control.max_age = _A_DAY
    return answer
