"""A calendar to subscribe to.

Owns: `/langganan`, where an office finds and replaces its secret address, and `/kalender/…ics`,
the iCalendar file behind it (RFC 5545): the due date of each open recommendation in its sight.
"""

from flask import Response, make_response, redirect, render_template
from werkzeug.wrappers import Response as Answer

from services.followup.api import here
from services.followup.core.model import Case
from services.followup.exports import addresses
from services.followup.letters.entry import due_entry
from shared import auth, pages, registry, web
from shared.codec import load
from shared.db import reading
from shared.refusal import NotFound

OFFICES = ("unit", "kanwil", "ombudsman", "directorate")
_COLUMNS = {"unit": "unit", "kanwil": "kanwil", "ombudsman": "ombudsman"}
blueprint = pages.pages("feed_pages", __name__)


class NoSuchCalendar(NotFound):
    """No office has this address, or no longer."""


@blueprint.route("/langganan", methods=["GET"])
@auth.page(*OFFICES)
def subscription() -> Response:
    """The office's address, which is a secret."""
    settings = web.settings()
    secret = addresses.secret_of(here.place().engine, _mine(), settings.secret_key)
    address = f"{settings.public_url}/kalender/{secret}.ics" if secret else None
    answer = make_response(render_template("subscription.html", address=address))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route("/langganan", methods=["POST"])
@auth.page(*OFFICES)
def renew() -> Answer:
    """A fresh address; the one before opens nothing any more."""
    addresses.replace(here.place().engine, _mine(), web.settings().secret_key)
    return redirect("/langganan", 303)


@blueprint.route("/kalender/<secret>.ics", methods=["GET"])
@auth.open_page
def calendar(secret: str) -> Response:
    """The calendar behind that address."""
    settings, place = web.settings(), here.place()
    with reading(place.engine) as conn:
        code = addresses.office_of(conn, secret)
        if code is None:
            raise NoSuchCalendar("There is no calendar at this address.")
        found = addresses.bodies(conn, _sight(code))
        now = place.now(conn)
    from services.followup.letters.calendar_file import file_of  # noqa: PLC0415  (icalendar)

    entries = (due_entry(load(Case, body), settings.public_url) for body in found)
    sender = settings.mail_from or "tindak-lanjut@localhost"
    host = settings.public_url.partition("://")[2]
    answer = make_response(file_of([one for one in entries if one], sender, now, host))
    answer.mimetype = "text/calendar"
    answer.headers["Cache-Control"] = "private, max-age=900"
    return answer


def _mine() -> str:
    office = auth.me().office
    assert office is not None
    return office


def _sight(code: str) -> dict[str, str]:
    with reading(web.registry()) as conn:
        office = registry.office(conn, code)
    column = _COLUMNS.get(office.role)
    return {column: code} if column else {}
