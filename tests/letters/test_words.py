"""Every kind of letter says what its golden text says.

`REGOLD=1 pytest tests/letters/test_words.py` writes them anew; read the difference before it is
kept.
"""

import os
from pathlib import Path

import pytest

from services.followup.letters import words
from services.followup.letters.compose import Envelope, render
from services.followup.letters.matter import Matter, matter_of
from services.followup.letters.standing import why_dropped
from tests.letters.road import ROAD, Sample
from tests.letters.story import KANWIL, UNIT, wib

GOLDEN = Path(__file__).parent / "golden"
URL = "https://tindak.example"


def envelope(sample: Sample) -> Envelope:
    offices = {one.code: one for one in (sample.story.case.ombudsman, UNIT, KANWIL)}
    office = offices.get(sample.recipient, sample.story.case.superiors[-1])
    return Envelope(
        office=office.name,
        time_zone=office.time_zone,
        address="kantor@babel.example",
        sender="tindak@babel.example",
        message_id="<one@tindak.example>",
        host="tindak.example",
        at=wib(sample.at),
    )


def matter(sample: Sample) -> Matter:
    return matter_of(
        sample.story.case,
        sample.line,
        sample.recipient,
        calendar=sample.story.rules.calendar_at(wib(sample.at)),
        now=wib(sample.at),
        public_url=URL,
    )


@pytest.mark.parametrize("key", ROAD)
@pytest.mark.parametrize("form", ["txt", "html"])
def test_each_letter_says_what_its_golden_text_says(key: str, form: str) -> None:
    sample = ROAD[key]()
    assert words.key_of(sample.line) == key
    shown = render(f"letter.{form}", envelope(sample), [matter(sample)])
    path = GOLDEN / f"{key}.{form}"
    if os.environ.get("REGOLD"):
        path.write_text(shown)
    assert shown == path.read_text()


def test_every_kind_has_a_road_and_every_road_its_words() -> None:
    assert set(ROAD) == set(words.WORDS)


@pytest.mark.parametrize("key", ROAD)
def test_each_letter_stands_when_nothing_has_changed(key: str) -> None:
    sample = ROAD[key]()
    told = {one.id for one in sample.story.case.escalations}
    assert why_dropped(sample.story.case, sample.line, told, wib(sample.at)) is None


@pytest.mark.parametrize("key", ROAD)
def test_no_letter_blames_or_shouts(key: str) -> None:
    shown = matter(ROAD[key]())
    said = "\n".join((shown.title, shown.says, shown.ask, shown.english))
    assert "!" not in said
    assert "{" not in said
    assert "  " not in said
