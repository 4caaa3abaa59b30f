"""Words that depend on what they tell of."""

import pytest

from shared.english import counted
from tests.followup.house import House
from tests.pages.test_followup import english
from tests.pages.visitor import signed_in

UNIT, PAGE = "LP-SGL", "/rekomendasi/REK-BABEL-2022-0001"


def test_what_fell_due_before_a_weekend_is_not_due_today(small_house: House) -> None:
    small_house.town.record()
    small_house.town.catch_up()
    unit = signed_in(small_house.app, UNIT)
    small_house.town.on("2022-03-11T09:00")
    assert "hari ini" in unit.text("/tugas").partition("Perlu dikerjakan")[2]
    small_house.town.on("2022-03-12T09:00")
    assert "Terlambat, lewat kurang dari 1 hari kerja" in unit.text("/tugas")
    assert "Overdue, less than 1 working day past" in english(unit).text("/tugas")


def test_the_applications_own_rule_is_named_in_the_readers_language(small_house: House) -> None:
    small_house.town.record()
    small_house.town.catch_up()
    for office, path in ((UNIT, PAGE), (None, "/admin/kebijakan")):
        visitor = signed_in(small_house.app, office)
        assert "Ketentuan bawaan aplikasi" in visitor.text(path)
        said = english(visitor).text(path)
        assert "Ketentuan bawaan" not in said
        assert "The application's own rule" in said


@pytest.mark.parametrize(
    ("words", "values", "said"),
    [
        ("{count} recommendations", {"count": 1}, "{count} recommendation"),
        ("{count} recommendations", {"count": "2"}, "{count} recommendations"),
        ("{count} recommendations", {"count": 11}, "{count} recommendations"),
        ("{looked} open cases weighed", {"looked": "1"}, "{looked} open case weighed"),
        ("{a} letters with {b} offices", {"a": 1, "b": 2}, "{a} letter with {b} offices"),
        ("Version {number} is in force", {"number": 1}, "Version {number} is in force"),
    ],
)
def test_one_is_not_said_as_many(words: str, values: dict[str, object], said: str) -> None:
    assert counted(words, values) == said


def test_one_recommendation_is_told_in_english(small_house: House) -> None:
    small_house.town.record()
    small_house.town.catch_up()
    kanwil = english(signed_in(small_house.app, "KANWIL-BABEL"))
    assert "1 recommendation " in kanwil.text("/register")
    small_house.town.record()
    small_house.town.catch_up()
    assert "2 recommendations " in kanwil.text("/register")
