"""What the Ombudsman says of a letter that stands: proof that it arrived, one more recommendation.

Owns: both pages and their words.
"""

from collections.abc import Sequence

from flask import Blueprint

from services.intake.pages.ombudsman.later import addition, proof, words
from shared import language

language.add(words.PROVING)
language.add(words.ADDING)


def blueprints() -> Sequence[Blueprint]:
    """Each page's routes."""
    return [proof.blueprint, addition.blueprint]
