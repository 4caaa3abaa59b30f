"""What SECURITY.md claims, a test that exists shows."""

import re

import pytest

from tests.house.sources import ROOT

TEXT = (ROOT / "SECURITY.md").read_text()
ROWS = [line for line in TEXT.split("## Secrets")[0].splitlines() if line.startswith("| ")][1:]


@pytest.mark.parametrize("row", ROWS)
def test_every_threat_names_a_test_that_exists(row: str) -> None:
    links = re.findall(r"\]\(([^)]+)\)", row)
    assert links
    for link in links:
        assert (ROOT / link).is_file(), link
        assert link.endswith(".txt") or "def test_" in (ROOT / link).read_text(), link


def test_there_are_as_many_as_the_issue_names() -> None:
    assert len(ROWS) >= 15
