"""Evidence: uploading a file, and getting it back."""

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any

import structlog
from flask import Response, request, send_file
from prometheus_client import Counter
from sqlalchemy import Connection
from werkzeug.datastructures import FileStorage

from services.intake import answers, evidence, media, schemas, store
from services.intake.api.blueprint import LOCATION, READERS, Answer, blueprint
from services.intake.core.checks import evidence_fault
from services.intake.core.model import Evidence, Recommendation
from services.intake.core.standing import addressee_only, open_only
from services.intake.evidence import EvidenceDamaged, Kept
from services.intake.store import reading as shown
from shared import auth, web
from shared.bodies import at_most
from shared.db import clock_reading, reading
from shared.ids import new_id
from shared.once import once
from shared.refusal import Invalid

_AROUND = 64 * 1024  # what a form adds to its file
DAMAGED = Counter(
    "tindak_intake_evidence_damaged", "Files of evidence that were asked for and are not what was "
    "uploaded", registry=None,
)  # fmt: skip
View = Callable[..., Any]
_log = structlog.get_logger("evidence")


def _kept(view: View) -> View:
    """The file is kept before the transaction, so that no lock waits for the disk; whether the
    asker may add it at all is looked at before that, and again under the lock."""

    @wraps(view)
    def upload(form: dict[str, Any], recommendation_id: str) -> Any:
        with reading(web.engine()) as conn:
            one = shown.standing(conn, recommendation_id, auth.scope(auth.me()))
        _may_add(one)
        _each_once()
        file: FileStorage = form.pop("file")
        kept = evidence.keep(folder(), file.stream, file.mimetype)  # type: ignore[arg-type]
        file.stream.seek(0)
        return view(kept, form, recommendation_id)

    return upload


@blueprint.route("/recommendations/<recommendation_id>/evidence", methods=["POST"])
@auth.allow("unit", "kanwil")
@at_most(evidence.MOST_BYTES + _AROUND)
@blueprint.arguments(schemas.EvidenceSchema, location="files", unknown="raise")
@_kept
@once
@blueprint.response(201, answers.Uploaded, headers=LOCATION)
def post_evidence(
    conn: Connection, kept: Kept, form: Mapping[str, Any], recommendation_id: str
) -> Answer:
    """Upload one file as evidence; operators of the office may, too.

    A file is what its bytes are, whatever it is called: JPEG, PNG, WebP, HEIC, PDF, MP4, DOCX or
    XLSX, up to 25 MiB.
    """
    who, now = auth.me(), clock_reading(conn, web.clock())
    one = store.load(conn, recommendation_id, auth.scope(who))
    _may_add(one)
    fault = evidence_fault(form["taken_on"], one.time_zone, now)
    if fault is not None:
        raise Invalid({"taken_on": [fault]})
    added = Evidence(
        id=new_id(),
        recommendation_id=one.id,
        uploaded_by=who.id,
        judged=False,
        **form,
        **vars(kept),
    )
    store.add_evidence(conn, added, who.actor(), now)
    return vars(added), 201, {"Location": f"/api/v1/evidence/{added.id}"}


@blueprint.route("/evidence/<evidence_id>", methods=["GET"])
@auth.allow(*READERS)
@blueprint.response(200, content_type="application/octet-stream")
def get_evidence(evidence_id: str) -> Response:
    """Download one file of evidence, byte for byte as it was uploaded.

    A file that no longer has its hash is not sent: 500, type `…:evidence-damaged`.
    """
    with reading(web.engine()) as conn:
        row = shown.evidence(conn, evidence_id, auth.scope(auth.me()))
    return send_file(
        checked(row.id, row.sha256),
        mimetype=row.media_type,
        as_attachment=True,
        download_name=f"{row.id}.{media.SUFFIXES[row.media_type]}",
        etag=row.sha256,
        last_modified=row.uploaded_at,
    )


def folder() -> Path:
    """The folder of evidence in the data directory."""
    return web.settings().data / "evidence"


def checked(evidence_id: str, sha256: str) -> Path:
    """The file, looked at before it is sent; an operator learns of a damaged one."""
    try:
        return evidence.check(folder(), sha256)
    except EvidenceDamaged as error:
        DAMAGED.inc()
        _log.error("evidence_damaged", evidence_id=evidence_id, sha256=sha256, why=str(error))
        raise


def _each_once() -> None:
    """Of two parts with one name the second would be lost in silence."""
    for given in (request.files, request.form):
        for name, all_ in given.lists():
            if len(all_) > 1:
                raise Invalid.at(name, "Send this part once; it came {count} times.",
                                 count=len(all_))  # fmt: skip


def _may_add(one: Recommendation) -> None:
    addressee_only(one, auth.me().actor())
    open_only(one)
