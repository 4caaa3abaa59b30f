"""The Ombudsman's pages of followup: what waits, refusing more time, dates worked out."""

from collections.abc import Sequence

from flask import Blueprint

from services.followup.pages.ombudsman import dates, refusal, waiting, words
from shared import language

language.add(words.WAITING)


def blueprints() -> Sequence[Blueprint]:
    """Every page's routes."""
    return [module.blueprint for module in (waiting, refusal, dates)]
