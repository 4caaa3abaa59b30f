"""Lists of a past day: in one order across their pages, and true to what was heard by then."""

import re
from datetime import date, timedelta

import pytest

from services.followup.pages.tasks import MANY
from tests.followup.house import House
from tests.pages.visitor import Visitor, signed_in

UNIT, KANWIL = "LP-SGL", "KANWIL-BABEL"
CODE = re.compile(r'class="title" href="/rekomendasi/(REK-[A-Z]+-\d+-\d+)')
NEXT = re.compile(r'class="button second" href="([^"]+)">Halaman berikutnya')
PAST = "2022-02-10"


@pytest.fixture
def crowd(house: House) -> list[str]:
    """More than a page, the later recorded due the earlier; their codes in the order of dates."""
    number = MANY + 3
    for one in range(number):
        due_on = date(2022, 3, 1) + timedelta(days=number - one)
        house.town.record(due_on=due_on, due_kind="letter")
    house.town.catch_up()
    house.town.on("2022-02-14T09:00")
    return [f"REK-BABEL-2022-{one:04d}" for one in range(number, 0, -1)]


def through(visitor: Visitor, path: str) -> list[str]:
    """The codes of all pages from that one on, as they follow each other."""
    page = visitor.get(path)
    found = CODE.findall(page)
    if led := NEXT.search(page):
        found += through(visitor, led[1].replace("&amp;", "&"))
    return found


@pytest.mark.parametrize(
    ("office", "path"), [(UNIT, "/tugas?"), (KANWIL, "/register?order=due&limit=20&")]
)
def test_what_was_due_first_stands_first_on_whatever_page(
    house: House, crowd: list[str], office: str, path: str
) -> None:
    assert through(signed_in(house.app, office), f"{path}pada={PAST}") == crowd


def test_the_newest_of_a_past_day_stand_first(house: House, crowd: list[str]) -> None:
    kanwil = signed_in(house.app, KANWIL)
    path = f"/register?order=newest&limit=20&pada={PAST}"
    assert through(kanwil, path) == sorted(crowd, reverse=True)


def test_the_longest_submitted_of_a_past_day_stand_first(house: House) -> None:
    abouts = [house.town.record() for _ in range(3)]
    house.town.catch_up()
    for day, about in enumerate(reversed(abouts), 1):
        house.town.on(f"2022-02-0{day}T09:00")
        house.town.confirm(about)
        house.town.catch_up()
    house.town.on("2022-02-14T09:00")
    found = through(signed_in(house.app, UNIT), f"/tugas/menunggu?pada={PAST}")
    assert found == [f"REK-BABEL-2022-000{number}" for number in (3, 2, 1)]


@pytest.fixture
def unheard(house: House) -> House:
    """Two that fell due in March, the first while intake was heard, the other after it."""
    house.town.record()
    house.town.record(due_on=date(2022, 3, 16), due_kind="letter")
    house.town.catch_up()
    house.town.on("2022-03-14T09:00")
    house.town.catch_up()
    house.town.intake.down = True
    house.town.on("2022-04-01T09:00")
    return house


@pytest.mark.parametrize(
    ("office", "path"), [(KANWIL, f"/wilayah/{KANWIL}"), ("DITJENPAS", "/wilayah")]
)
@pytest.mark.parametrize("asked", ["", "?pada=2022-03-20"])
def test_a_region_tells_unheard_from_overdue(
    unheard: House, office: str, path: str, asked: str
) -> None:
    visitor = signed_in(unheard.app, office)
    shown = visitor.text(path + asked)
    assert "1 terlambat, 0 jatuh tempo" in shown
    assert "1 lewat tanggalnya, tetapi belum disebut terlambat" in shown
    assert "ditunggu sejak Senin, 14 Maret 2022 pukul 09.00 WIB." in shown
    assert "timeliness=past_due_awaiting_data" in visitor.get(path + asked)


def test_its_numbers_lead_to_lists_of_the_same_day(unheard: House) -> None:
    kanwil = signed_in(unheard.app, KANWIL)
    page = kanwil.get(f"/wilayah/{KANWIL}?pada=2022-03-20")
    found = {
        name: through(kanwil, led.replace("&amp;", "&"))
        for led, name in re.findall(r'href="(/register\?[^"]+timeliness=(\w+)[^"]+)"', page)
        if "pada=2022-03-20" in led
    }
    assert found == {
        "overdue": ["REK-BABEL-2022-0001"],
        "past_due_awaiting_data": ["REK-BABEL-2022-0002"],
    }


def test_a_region_that_was_heard_has_no_such_column(house: House) -> None:
    house.town.record()
    house.town.catch_up()
    house.town.on("2022-04-01T09:00")
    page = signed_in(house.app, KANWIL).text(f"/wilayah/{KANWIL}?pada=2022-03-20")
    assert "1 terlambat" in page
    assert "menunggu data" not in page
