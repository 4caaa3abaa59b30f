"""Certificates over HTTP.

Owns: showing them to the offices that must be able to rely on them, their public keys to anybody,
and to the admin what notices left or did not.
"""

from typing import Any

from sqlalchemy import Connection

from services.followup.certificate import notices, queries
from services.followup.certificate.schemas import (
    CertificateSchema,
    KeysSchema,
    NoticeSchema,
    RetriedSchema,
    WholeCertificateSchema,
)
from shared import auth, web
from shared.blueprint import Blueprint
from shared.db import reading
from shared.once import once
from shared.paging import PageArgs, page, page_of

READERS = ("ombudsman", "kanwil", "directorate", "admin")

blueprint = Blueprint(
    "certificates",
    __name__,
    url_prefix="/api/v1/followup",
    description="What the daily audit found: signed, chained, kept.",
)


@blueprint.route("/certificates", methods=["GET"])
@auth.allow(*READERS)
@blueprint.arguments(PageArgs, location="query")
@blueprint.response(200, page_of(CertificateSchema))
def list_certificates(args: dict[str, Any]) -> dict[str, Any]:
    """Every certificate with what it counted, the newest first."""
    (before,) = args["cursor"] or (None,)
    with reading(web.engine()) as conn:
        rows = queries.listed(conn, before, args["limit"] + 1)
    return page(rows, args["limit"], lambda row: (row["number"],))


@blueprint.route("/certificates/<int:number>", methods=["GET"])
@auth.allow(*READERS)
@blueprint.response(200, WholeCertificateSchema)
def get_certificate(number: int) -> dict[str, Any]:
    """One certificate, to keep: `./tindak audit --certificate` checks it anywhere."""
    with reading(web.engine()) as conn:
        return queries.one(conn, number, auth.scope(auth.me()))


@blueprint.route("/certificates/keys", methods=["GET"])
@auth.open_route
@blueprint.response(200, KeysSchema)
def list_keys() -> dict[str, Any]:
    """The public keys, the newest first."""
    with reading(web.engine()) as conn:
        return {"items": queries.keys(conn), "next": None}


@blueprint.route("/notices", methods=["GET"])
@auth.allow("admin")
@blueprint.arguments(PageArgs, location="query")
@blueprint.response(200, page_of(NoticeSchema))
def list_notices(args: dict[str, Any]) -> dict[str, Any]:
    """Alarms and weekly anchors, the newest first, and why one did not leave."""
    (before,) = args["cursor"] or (None,)
    with reading(web.engine()) as conn:
        rows = notices.listed(conn, before, args["limit"] + 1)
    return page(rows, args["limit"], lambda row: (row.id,))


@blueprint.route("/notices/retry", methods=["POST"])
@auth.allow("admin")
@once
@blueprint.response(201, RetriedSchema)
def post_retry(conn: Connection) -> dict[str, int]:
    """Try every parked notice again."""
    return {"retried": notices.retry(conn)}
