"""The administrator's pages: offices, accounts, tokens, policy, calendar, delivery, health.

Owns: `/admin` and what lies under it. They say the same as the API and the command line, by the
same functions.
"""

from collections.abc import Sequence

from flask import Blueprint

from services.followup.pages.admin import (
    accounts,
    calendars,
    delivery,
    fittings,
    offices,
    overview,
    policies,
    proposed,
    tokens,
    webhooks,
    words,
)
from shared import language

for _words in words.WORDS:
    language.add(_words)


fittings.register(overview.blueprint)


def blueprints() -> Sequence[Blueprint]:
    """Every page's routes."""
    modules = (
        overview, offices, accounts, tokens, policies, calendars, proposed, delivery, webhooks,
    )  # fmt: skip
    return [module.blueprint for module in modules]
