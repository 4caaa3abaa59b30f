"""`/bukti/<id>` and `/bukti/<id>/kecil`: evidence as pages show it.

Owns: that whoever may see a recommendation sees its evidence by their cookie: photos in the
browser, all else as a download, each only while it still is what was uploaded.
"""

from flask import Response, send_file
from sqlalchemy import Row
from werkzeug.exceptions import NotFound

from services.intake import evidence, media, thumbnails
from services.intake.api.blueprint import READERS
from services.intake.api.evidence import checked, folder
from services.intake.store import reading as shown
from shared import auth, pages, web
from shared.db import reading

_A_DAY = 86_400
blueprint = pages.pages("exhibit_pages", __name__)


@blueprint.route("/bukti/<evidence_id>", methods=["GET"])
@auth.page(*READERS)
def exhibit(evidence_id: str) -> Response:
    """The file, byte for byte as it was uploaded."""
    row = _row(evidence_id)
    answer = send_file(
        checked(row.id, row.sha256),
        mimetype=row.media_type,
        as_attachment=row.media_type not in thumbnails.MEDIA_TYPES,
        download_name=f"{row.id}.{media.SUFFIXES[row.media_type]}",
        etag=row.sha256,
        last_modified=row.uploaded_at,
    )
    return _private(answer)


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
    return _private(send_file(made, mimetype="image/jpeg", etag=row.sha256))


def _row(evidence_id: str) -> Row[tuple[object, ...]]:
    with reading(web.engine()) as conn:
        return shown.evidence(conn, evidence_id, auth.scope(auth.me()))


def _private(answer: Response) -> Response:
    answer.cache_control.no_cache = None
    answer.cache_control.private = True
    answer.cache_control.max_age = _A_DAY
    return answer
