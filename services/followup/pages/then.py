"""The past date for which a page is asked (`?pada=`).

Owns: that a day means its end, in the capital's zone, and never one that is yet to come.
"""

from datetime import date, datetime

from flask import request

from services.followup.core.civil import NATION, end_of
from shared import language
from shared.refusal import Invalid

FIELD = "pada"


def asked(now: datetime) -> datetime | None:
    """The end of the day asked for; None where the present is meant. Raises Invalid at `pada` where
    that is no day before today."""
    text = request.args.get(FIELD, "")
    if not text:
        return None
    try:
        at = end_of(date.fromisoformat(text), NATION)
    except ValueError:
        at = now
    if at >= now:
        raise Invalid.at(FIELD, "{day} is no day before today.", day=text[:20])
    return at


def given(now: datetime) -> tuple[datetime | None, dict[str, str]]:
    """The same, and what is wrong at its field, where something is."""
    try:
        return asked(now), {}
    except Invalid:
        return None, {FIELD: language.say("list.pada.fault")}


def shown() -> str:
    """The day as it stands in the address."""
    return request.args.get(FIELD, "")
