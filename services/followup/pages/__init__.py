"""The pages of followup, one module for each."""

from collections.abc import Sequence

from flask import Blueprint

from services.followup.exports.blueprints import blueprints as exported
from services.followup.pages import (
    admin,
    listing,
    more_time,
    ombudsman,
    phrases,
    queue,
    queue_words,
    recommendation,
    tasks,
    unit_words,
    words,
)
from services.followup.region import forecast, page
from services.followup.region.words import REGION
from shared import language

for _words in (
    words.CODES,
    phrases.TURN,
    phrases.CASE,
    phrases.WORK,
    queue_words.QUEUE,
    unit_words.UNIT,
    REGION,
):
    language.add(_words)


def blueprints() -> Sequence[Blueprint]:
    """Every page's routes."""
    ours = (tasks, recommendation, more_time, queue, listing, page, forecast)
    return [
        *(module.blueprint for module in ours),
        *ombudsman.blueprints(),
        *admin.blueprints(),
        *exported(),
    ]
