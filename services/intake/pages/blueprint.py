"""The blueprint of the addressee's pages, and what their forms share.

Owns: whose recommendation it is, what day it is there, and that what was said goes to the
publisher.
"""

from datetime import date

from flask import current_app, redirect
from werkzeug.wrappers import Response

from services.intake.api.blueprint import PUBLISHER
from services.intake.core.civil import day_of
from services.intake.core.model import Recommendation
from services.intake.core.standing import addressee_only, open_only
from services.intake.store import reading as shown
from shared import auth, pages, web
from shared.db import reading
from shared.events import Event

Answer = str | Response | tuple[str, int]
blueprint = pages.pages("saying_pages", __name__, template_folder="templates")


def mine(recommendation_id: str) -> Recommendation:
    """The recommendation, addressed to the visitor's office and open; raises
    NoSuchRecommendation, NotTheAddressee, Closed."""
    with reading(web.engine()) as conn:
        one = shown.standing(conn, recommendation_id, auth.scope(auth.me()))
    addressee_only(one, auth.me().actor())
    open_only(one)
    return one


def today(one: Recommendation) -> date:
    """The addressee's civil day."""
    return day_of(web.clock().now(), one.time_zone)


def told(one: Recommendation, event: Event) -> Response:
    """What was said is durable: it is handed on, and the visitor led to where it shows."""
    current_app.extensions[PUBLISHER].hand((event,))
    return redirect(f"/rekomendasi/{one.code}?seen={event.seq}", 303)
