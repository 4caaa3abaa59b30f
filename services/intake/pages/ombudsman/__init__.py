"""The Ombudsman's pages of intake: letters, imports, verdicts and rulings."""

from collections.abc import Sequence

from flask import Blueprint

from services.intake.pages.ombudsman import (
    import_words,
    importing,
    later,
    letter_words,
    letters,
    rulings,
    verdicts,
    words,
    writing,
)
from shared import code_words, language

for _words in (
    code_words.CODES,
    words.JUDGING,
    words.RULING,
    letter_words.WRITING,
    letter_words.LISTED,
    import_words.IMPORTING,
):
    language.add(_words)


def blueprints() -> Sequence[Blueprint]:
    """Every page's routes."""
    own = [module.blueprint for module in (verdicts, rulings, writing, letters, importing)]
    return [*own, *later.blueprints()]
