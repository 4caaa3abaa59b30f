"""The pages of followup, one module for each."""

from collections.abc import Sequence

from flask import Blueprint

from services.followup.pages import listing, phrases, queue, recommendation, tasks, words
from shared import language

for _words in (words.CODES, phrases.TURN, phrases.CASE, phrases.WORK):
    language.add(_words)


def blueprints() -> Sequence[Blueprint]:
    """Every page's routes."""
    return [module.blueprint for module in (tasks, recommendation, queue, listing)]
