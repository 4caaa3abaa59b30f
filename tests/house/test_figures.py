"""The document's figures are those that measurements kept."""

from bench import paper
from bench.__main__ import BENCHES


def test_no_table_of_figures_is_written_by_hand() -> None:
    text = paper.DOCUMENT.read_text()
    assert paper.filled(text) == text


def test_each_part_of_the_document_is_a_measurement() -> None:
    names = {name for _, name, _ in paper.PART.findall(paper.DOCUMENT.read_text())}
    assert len(names) > 10
    assert names <= BENCHES.keys()


def test_the_rule_would_notice() -> None:
    text = "<!-- figures: nothing -->\n| 1 ms |\n<!-- end -->"
    assert paper.filled(text) != text
