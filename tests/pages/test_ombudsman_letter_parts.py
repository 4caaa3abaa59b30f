"""A letter of many recommendations is shown in parts, and whole for who prints it."""

import html
import re

import pytest

from services.intake.pages.ombudsman.letters import PAGE
from tests.followup.test_cost import statements
from tests.intake.town import LETTER, Town
from tests.pages.visitor import Visitor, signed_in

MANY, MOST = 2 * PAGE + 5, 20
CODE = re.compile(r'class="title" href="/rekomendasi/(REK-[A-Z]+-\d+-\d+)"')


@pytest.fixture
def long_letter(intake: Town) -> str:
    """The address of a letter of very many recommendations."""
    points = [LETTER["recommendations"][number % 8] for number in range(MANY)]
    return f"/surat/{intake.letter(recommendations=points)['id']}"


def link(page: str, words: str) -> str:
    """Where the link with those words leads."""
    found = re.search(rf'href="([^"]+)">{words}</a>', page)
    assert found, f"no link {words}"
    return html.unescape(found[1])


def test_the_parts_together_are_the_letter(long_letter: str, staff: Visitor) -> None:
    found, page = CODE.findall(first := staff.get(long_letter)), first
    assert len(found) == PAGE
    assert f"Rekomendasi ({MANY})" in first
    while "Halaman berikutnya" in page:
        page = staff.get(link(page, "Halaman berikutnya"))
        found += CODE.findall(page)
    assert len(found) == len(set(found)) == MANY
    assert found == sorted(found)
    assert CODE.findall(staff.get(link(page, "Ke rekomendasi pertama"))) == found[:PAGE]
    whole = staff.get(link(first, "Tampilkan seluruh surat, untuk dicetak"))
    assert CODE.findall(whole) == found
    assert link(whole, "Tampilkan per halaman") == long_letter


def test_a_short_letter_is_shown_whole(small_intake: Town, small_staff: Visitor) -> None:
    page = small_staff.get(f"/surat/{small_intake.letter()['id']}")
    assert len(CODE.findall(page)) == len(LETTER["recommendations"])
    assert "semua=1" not in page
    assert "Halaman berikutnya" not in page


def test_a_part_costs_what_a_short_letter_does(
    intake: Town, long_letter: str, staff: Visitor
) -> None:
    short = f"/surat/{intake.letter(letter={**LETTER['letter'], 'number': 'N/1'})['id']}"
    engines = intake.app.extensions["tindak"].engines
    asked = []
    for path in (short, long_letter):
        with statements(engines.registry) as signed, statements(engines.own) as own:
            page = staff.get(path)
        asked.append(len(signed) + len(own))
        assert len(page) < 60_000
    assert asked[0] == asked[1] <= MOST


def test_what_was_done_is_told_wherever_it_stands_in_the_letter(
    long_letter: str, staff: Visitor
) -> None:
    last = CODE.findall(staff.get(f"{long_letter}?semua=1"))[-1]
    assert last in staff.text(f"{long_letter}?ditambah={last}").partition("Perihal")[0]
    assert staff.get(f"{long_letter}?ditambah=REK-X").count('role="status"') == 0


def test_of_a_letter_each_region_sees_its_own(small_intake: Town) -> None:
    letter = f"/surat/{small_intake.letter()['id']}"
    assert signed_in(small_intake.app, "KANWIL-SUMSEL").client.get(letter).status_code == 404
