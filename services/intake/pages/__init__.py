"""The pages of intake: what the addressee says of a recommendation, and how evidence is shown."""

from services.intake.pages import exhibits, foot, questions, receipt, words
from services.intake.pages.blueprint import blueprint
from services.intake.pages.confirming import form, pieces, sending
from shared import code_words, language

for _words in (words.RECEIPT, words.ACTION, words.LOOKING, code_words.CODES):
    language.add(_words)

__all__ = ["blueprint", "exhibits", "foot", "form", "pieces", "questions", "receipt", "sending"]
