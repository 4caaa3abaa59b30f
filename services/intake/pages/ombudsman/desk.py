"""What the Ombudsman's forms share.

Owns: whose recommendations they are about, and the road of everything said on a form: read what was
typed, say it in one transaction, lead to where it shows; or the form again, with what was typed and
what is wrong. What cannot be undone is asked once before it is kept.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask import current_app, redirect, request
from marshmallow import Schema, ValidationError
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from services.intake import store
from services.intake.api.blueprint import PUBLISHER
from services.intake.core.model import Recommendation
from services.intake.core.standing import ombudsman_only
from services.intake.pages.ombudsman.wording import all_of, says
from services.intake.posting import Desk
from services.intake.store import reading as shown
from shared import auth, registry, web
from shared.db import reading, writing
from shared.events import Event, Fact
from shared.problems import STATUS, as_invalid
from shared.refusal import Conflict, Forbidden, Invalid, Refusal
from shared.registry import Office

Answer = str | Response | tuple[str, int]
Typed = Mapping[str, Any]
Verb = Callable[[Connection, Typed], tuple[Recommendation, Fact]]
Page = Callable[[Mapping[str, str]], str]
SURE, YES = "yakin", "ya"


class _AskFirst(Exception):
    """It may be said, and the visitor has not been asked yet."""


def desk() -> Desk:
    """The office that writes, who writes for it, and all offices."""
    who = auth.me()
    assert who.office is not None
    with reading(web.registry()) as conn:
        book = registry.book(conn)
    return Desk(book, book.office(who.office), who.actor())


def addressees(here: Desk) -> list[Office]:
    """To whom that office may write, the Kanwil first."""
    found = [
        one for one in here.book.by_code.values()
        if one.region == here.office.region and one.role in ("unit", "kanwil")
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.role != "kanwil", one.name))


def mine(recommendation_id: str) -> Recommendation:
    """The recommendation, if the visitor's office wrote it; raises NoSuchRecommendation."""
    with reading(web.engine()) as conn:
        one = shown.standing(conn, recommendation_id, auth.scope(auth.me()))
    ombudsman_only(one, auth.me().actor())
    return one


def typed(*names: str) -> dict[str, str]:
    """What stands in these fields of the form, those that were left empty left out."""
    found = {name: request.form.get(name, "").strip() for name in names}
    return {name: value for name, value in found.items() if value}


def say(schema: Schema, given: Typed, verb: Verb, form: Page, asks: Callable[[], str]) -> Answer:
    """Says it; `form` is the page again with its faults, `asks` the question before what cannot
    be undone (empty where it can)."""
    try:
        one, event = _said(dict(schema.load(given)), verb, asks())
    except _AskFirst:
        return asks()
    except ValidationError as error:
        return form(all_of(as_invalid(error.messages).errors)), 422
    except Invalid as refusal:
        return form(all_of(refusal.errors)), 422
    except (Conflict, Forbidden) as refusal:
        return form({"": says(refusal)}), status(refusal)
    hand(event)
    return redirect(f"/rekomendasi/{one.code}?seen={event.seq}", 303)


def hand(*events: Event) -> None:
    """To the publisher, now that they are durable."""
    current_app.extensions[PUBLISHER].hand(events)


def status(refusal: Refusal) -> int:
    """The HTTP status of a refusal."""
    return next((STATUS[one] for one in type(refusal).__mro__ if one in STATUS), 409)


def _said(body: Typed, verb: Verb, question: str) -> tuple[Recommendation, Event]:
    with writing(web.engine()) as conn:
        one, fact = verb(conn, body)
        if question and request.form.get(SURE) != YES:
            raise _AskFirst
        return one, store.save(conn, web.clock(), one, fact)
