"""How a view says something about a case.

Owns: what surrounds it. Before the transaction the case is brought up to date, so that what is said
is checked against all that can be known; after the commit it is settled, and the answer tells how
things stand then.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, TypeVar

from flask import Response, jsonify
from marshmallow import Schema

from services.followup import say
from services.followup.api import here
from services.followup.say import Settled
from services.followup.store.casebook import UnknownCase
from shared.once import completed_by

View = TypeVar("View", bound=Callable[..., Any])


def brought_up_to_date(case_of: Callable[[str], str | None]) -> Callable[[View], View]:
    """Before the view's transaction, settle the case that its last path variable belongs to."""

    def decorate(view: View) -> View:
        @wraps(view)
        def perform(*args: Any, **path: str) -> Any:
            case = case_of(next(iter(path.values())))
            if case is not None:
                _settle(case)
            return view(*args, **path)

        return perform  # type: ignore[return-value]

    return decorate


def answered(
    recommendation_id: str, schema: type[Schema], view: Callable[[Settled], dict[str, Any]]
) -> None:
    """Once what was said is durable: answer 201 with how it stands after all that is known."""

    def complete() -> Response:
        settled = say.settle(here.place(), recommendation_id)
        body = {**view(settled), "awaiting_data_since": settled.awaiting_data_since}
        answer = jsonify(schema().dump(body))
        answer.status_code = 201
        return answer

    completed_by(complete)


def _settle(recommendation_id: str) -> None:
    """One that nobody knows yet is looked for in the feed."""
    try:
        say.settle(here.place(), recommendation_id)
    except UnknownCase:
        here.look_around(at_once=True)
        with suppress(UnknownCase):  # then the view says so, in its own words
            say.settle(here.place(), recommendation_id)
