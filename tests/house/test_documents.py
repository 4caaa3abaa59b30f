"""What the documents tell people to type can be typed."""

import re

import pytest

from launcher.verbs import VERBS
from tests.house.sources import ROOT, tracked

DOCUMENTS = [path for path in tracked() if path.suffix == ".md"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_verb_that_a_document_names_exists(path: str) -> None:
    named = set(re.findall(r"\./tindak ([a-z]+)", (ROOT / path).read_text()))
    assert named - VERBS.keys() - {"help"} == set()


def test_readme_names_the_two_commands_to_begin_with() -> None:
    text = (ROOT / "README.md").read_text()
    assert "./tindak demo" in text
    assert "./tindak test" in text
