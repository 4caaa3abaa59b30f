"""The pages of intake: what the addressee says of a recommendation."""

from services.intake.pages import saying, words
from shared import language

language.add(words.SAYING)
blueprint = saying.blueprint
