"""The words of the Ombudsman's pages: each code has one, and letters say the same."""

import pytest

from services.followup.letters import names
from services.intake.core import words
from shared import code_words


@pytest.mark.parametrize(
    ("said", "known"),
    [
        (code_words.STATUS, words.STATUSES),
        (code_words.SERVICE, words.SERVICES),
        (code_words.INSTRUMENT, words.INSTRUMENTS),
        (code_words.COMPONENT, words.COMPONENTS),
        (code_words.MALADMINISTRATION, words.MALADMINISTRATION),
        (code_words.SEVERITY, words.SEVERITIES),
        (code_words.EXTENT, words.EXTENTS),
        (code_words.EVIDENCE, words.EVIDENCE_KINDS),
    ],
)
def test_each_code_has_its_word(said: dict[str, object], known: tuple[str, ...]) -> None:
    assert set(said) == set(known)


@pytest.mark.parametrize(
    ("pairs", "letters"),
    [
        (code_words.STATUS, names.STATUSES),
        (code_words.SERVICE, names.SERVICES),
        (code_words.INSTRUMENT, names.INSTRUMENTS),
        (code_words.EXTENT, names.EXTENTS),
    ],
)
def test_letters_say_the_same(pairs: dict[str, tuple[str, str]], letters: dict[str, str]) -> None:
    assert {code: pair[0] for code, pair in pairs.items()} == letters
