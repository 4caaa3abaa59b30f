"""Letters: posting one whole, adding to one, reading one."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from services.intake import answers, posting, schemas
from services.intake.api import examples
from services.intake.api.blueprint import LOCATION, READERS, Answer, blueprint, place, publish
from services.intake.posting import Desk
from services.intake.store import reading as shown
from shared import auth, bearer, web
from shared.db import reading
from shared.once import once


@blueprint.route("/letters", methods=["POST"])
@auth.allow("ombudsman")
@blueprint.arguments(schemas.PostedLetterSchema, example=examples.LETTER)
@once
@blueprint.response(201, answers.Recorded, headers=LOCATION, example=examples.RECORDED)
def post_letter(conn: Connection, parsed: schemas.Parsed) -> Answer:
    """Record a letter and what it recommends: all of it, or nothing.

    Every fault of every recommendation is named at once, as `recommendations.3.unit`. A finding
    that repeats an earlier one (same unit and service, a component in common, within 24 months)
    is linked by itself.
    """
    posted = posting.post_letter(conn, web.clock(), _desk(), parsed)
    publish(*posted.events)
    last = {event.stream: event for event in posted.events}
    body = {
        "id": posted.letter.id,
        "number": posted.letter.number,
        "recommendations": posted.recommendations,
        "told": list(last.values()),
    }
    return body, 201, {"Location": f"/api/v1/letters/{posted.letter.id}"}


@blueprint.route("/recommendations", methods=["POST"])
@auth.allow("ombudsman")
@blueprint.arguments(schemas.AddedPointSchema, example=examples.ADDED_POINT)
@once
@blueprint.response(201, answers.Added, headers=LOCATION)
def post_recommendation(conn: Connection, body: Mapping[str, Any]) -> Answer:
    """Add one recommendation to a letter of this office."""
    posted = posting.post_recommendation(conn, web.clock(), _desk(), body)
    publish(*posted.events)
    [one], [event] = posted.recommendations, posted.events
    names = ("id", "code", "unit", "status", "repeat_of", "kanwil")
    answer = {name: getattr(one, name) for name in names} | {"sequence": event.seq}
    return answer, 201, {"Location": place(one.id)}


@blueprint.route("/letters/<letter_id>", methods=["GET"])
@auth.allow(*READERS)
@blueprint.response(200, answers.LetterAnswer)
def get_letter(letter_id: str) -> dict[str, Any]:
    """Read a letter, with those of its recommendations that the asker's office sees."""
    with reading(web.engine()) as conn:
        return shown.letter(conn, letter_id, auth.scope(auth.me()))


def _desk() -> Desk:
    who = auth.me()
    assert who.office is not None
    book = bearer.offices()
    return Desk(book, book.office(who.office), who.actor())
