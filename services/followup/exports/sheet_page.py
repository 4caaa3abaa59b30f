"""`/register/matriks.xlsx`: the register as a sheet, with the register's own filters."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from flask import Response, send_file
from flask import request as asked_for
from marshmallow import EXCLUDE

from services.followup.api import here
from services.followup.api.cases import FILTERS
from services.followup.api.schemas import RegisterArgs
from services.followup.core.civil import day_of
from services.followup.looking.look import Seen
from services.followup.looking.register import Asked
from services.followup.pages import sight
from services.followup.pages.listing import MOVING
from shared import auth, pages, web

AT_ONCE = 200
ZONE = "Asia/Jakarta"
MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
blueprint = pages.pages("matrix_pages", __name__)


@blueprint.route("/register/matriks.xlsx", methods=["GET"])
@auth.page("kanwil", "directorate", "ombudsman", "admin")
def matrix_sheet() -> Response:
    """The recommendations that fit the filters; of very many the first, and a line says so."""
    from services.followup.exports import matrix  # noqa: PLC0415  (xlsxwriter is large)

    given = {name: value for name, value in asked_for.args.items() if value}
    args: dict[str, Any] = RegisterArgs(unknown=EXCLUDE).load(given)
    moving: dict[str, Any] = {name: args.get(name) for name in MOVING}
    asked = Asked(here.exact(args, *FILTERS), **moving)
    now = web.clock().now()
    sheet = BytesIO()
    matrix.write(sheet, _every(asked), now, ZONE, web.settings().public_url)
    sheet.seek(0)
    name = f"matriks-tindak-lanjut-{day_of(now, ZONE).isoformat()}.xlsx"
    return send_file(sheet, MEDIA, as_attachment=True, download_name=name)


def _every(asked: Asked) -> Iterator[Seen]:
    after = ""
    while found := sight.found(asked, after, AT_ONCE):
        yield from found
        after = found[-1].place
        if len(found) < AT_ONCE:
            return
