"""No string of a page is said in one language alone: not in a dictionary, not in a template, not
on a page as it is shown."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from shared import language
from shared.offices import read_csv
from tests.house.sources import ROOT
from tests.intake.town import ELSEWHERE
from tests.intake.town import OFFICES as SOUTH
from tests.pages.bars import table
from tests.pages.bars.town import OPEN, ROLES, Town
from tests.pages.visitor import words

INDONESIAN, ENGLISH = 0, 1
SAME = {
    "Tindak Lanjut", "Status", "Register", "Token", "Webhook", "Level", "Video", "Audio", "SOP",
    "Admin", "SHA-256 …", "Ombudsman", "Operator", "Kanwil",
}  # fmt: skip
"""Words that both languages share."""
BOTH_BESIDE = {"shared/templates/front.html", "shared/templates/docs.html"}
"""Pages that say everything in both languages, or are a program's."""
LETTER = "services/followup/letters/"
"""Letters are Indonesian: their addressees are offices."""
NAMES = re.compile(r"Tindak Lanjut|\b(kB|MB|PDF|SHA-256)\b|aria-[a-z]+=\S*|-hint|-fault")
"""What needs no translation: names, units, and attributes that a macro adds to a tag."""
OFFICES = re.compile("|".join(re.escape(one["name"]) for one in read_csv(SOUTH + ELSEWHERE)))
SPOKEN = ("alt", "title", "placeholder", "aria-label", "data-label")
LEAST = 12
"""So many letters make a phrase that no data holds by chance."""


@pytest.fixture(scope="module")
def dictionary(town: Town) -> dict[str, language.Pair]:
    """What both services say; `town` has started them."""
    assert town
    return language.WORDS


def test_every_word_has_two_languages(dictionary: dict[str, language.Pair]) -> None:
    assert len(dictionary) > 300
    assert {key for key, pair in dictionary.items() if len(pair) != 2 or not all(pair)} == set()
    same = {key: one for key, (one, other) in dictionary.items() if one == other}
    assert {key: one for key, one in same.items() if not shared(one)} == {}


def test_both_languages_are_filled_with_the_same(dictionary: dict[str, language.Pair]) -> None:
    holes = re.compile(r"\{(\w*)\}")
    uneven = {
        key
        for key, (one, other) in dictionary.items()
        if set(holes.findall(one)) != set(holes.findall(other))
    }
    assert uneven == set()


def templates() -> list[Path]:
    found = [*(ROOT / "shared").rglob("*.html"), *(ROOT / "services").rglob("*.html")]
    names = {path: str(path.relative_to(ROOT)) for path in found}
    return sorted(
        path
        for path, name in names.items()
        if name not in BOTH_BESIDE and not name.startswith(LETTER)
    )


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_speaks_by_itself(path: Path) -> None:
    assert list(literals(path.read_text())) == []


@pytest.mark.parametrize("role", ROLES)
def test_no_page_mixes_its_languages(
    town: Town, dictionary: dict[str, language.Pair], role: str
) -> None:
    wrong = []
    for spoken, name in ((ENGLISH, "en"), (INDONESIAN, "id")):
        foreign = phrases(dictionary, spoken)
        for page in table.of(role):
            shown = words(_without_data(town.open(role, page.at(town), name).text))
            wrong += [f"{page.address} in {name}: {one}" for one in foreign if one in shown]
    assert not wrong, "\n".join(wrong)


def test_a_word_that_is_missing_would_be_noticed(town: Town) -> None:
    page = "<p>{{ t('x') }} Halaman</p><img alt='Foto {{ n }}'><input value=1>"
    assert list(literals(page)) == ["Halaman", "Foto"]
    foreign = phrases(language.WORDS, ENGLISH)
    shown = words(_without_data(town.open(OPEN, "/masuk", "id").text))
    assert any(one in shown for one in foreign)


def shared(text: str) -> bool:
    """Whether both languages write it so: a name, a sign, a hole to be filled."""
    plain = re.sub(r"\{\w*\}", "", text).strip()
    return plain in SAME or plain.capitalize() in SAME or not re.search(r"[A-Za-z]{3}", plain)


def literals(source: str) -> Iterator[str]:
    """The words that a template says without asking the dictionary."""
    plain = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.DOTALL)
    reader = _Reader()
    reader.feed(plain)
    for text in reader.found:
        if re.search(r"[A-Za-z]{2}", NAMES.sub("", text)):
            yield text


class _Reader(HTMLParser):
    """What an HTML text says to people: its texts, and the attributes that are spoken."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value.strip() for name, value in attrs if name in SPOKEN and value]

    def handle_data(self, data: str) -> None:
        self.found.append(" ".join(data.split()).strip(" ·.,:()–"))


def phrases(dictionary: dict[str, language.Pair], spoken: int) -> set[str]:
    """The phrases of the other language that this one never says."""
    ours = "\n".join(pair[spoken] for pair in dictionary.values())
    theirs = (pair[1 - spoken] for pair in dictionary.values())
    pieces = (piece.strip(" .,:;") for text in theirs for piece in re.split(r"\{\w*\}", text))
    return {one for one in pieces if len(one) >= LEAST and " " in one and one not in ours}


def _without_data(page: str) -> str:
    """The page without what people said and how offices are called."""
    plain = re.sub(r"<(blockquote|option|textarea)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return OFFICES.sub(" ", plain)
