"""By which calendar and which policy a deadline card was counted, in words.

Owns: that sentence. A version that a decree made is named with it.
"""

from collections.abc import Mapping

from flask import Flask

from services.followup.api import here
from services.followup.core.model import Card
from shared import language
from shared.db import reading
from shared.language import say

VERSIONS: Mapping[str, tuple[str, str]] = {
    "card.calendar": ("Kalender versi {version}", "Calendar version {version}"),
    "card.policy": ("kebijakan versi {version}", "policy version {version}"),
}


def register(app: Flask) -> None:
    """Templates may ask `versions_of(card)`."""
    language.add(VERSIONS)
    app.jinja_env.globals["versions_of"] = versions_of


def versions_of(card: Card) -> str:
    """`Kalender versi 2 (SK 7/2022).`, and the policy's where it was ever amended."""
    if card.calendar_version == card.policy_version == 1:
        return say("card.version", version=1)
    with reading(here.place().engine) as conn:
        rules = here.place().rules(conn)
    calendar, policy = rules.calendar(card.calendar_version), rules.under(card.policy_version)
    told = [_said("calendar", calendar.version, calendar.decree if calendar.version > 1 else "")]
    if policy.ruling > 1:
        told.append(_said("policy", policy.ruling, policy.policy.decree))
    return f"{', '.join(told)}."


def _said(what: str, version: int, decree: str) -> str:
    named = say(f"card.{what}", version=version)
    return f"{named} ({decree})" if decree else named
