"""The pages of followup, one module for each."""

from collections.abc import Sequence

from flask import Blueprint

from services.followup.pages import (
    listing,
    ombudsman,
    phrases,
    queue,
    recommendation,
    tasks,
    words,
)
from services.followup.region import forecast, page
from services.followup.region.words import REGION
from shared import language

for _words in (words.CODES, phrases.TURN, phrases.CASE, phrases.WORK, REGION):
    language.add(_words)


def blueprints() -> Sequence[Blueprint]:
    """Every page's routes."""
    ours = (tasks, recommendation, queue, listing, page, forecast)
    return [*(module.blueprint for module in ours), *ombudsman.blueprints()]
