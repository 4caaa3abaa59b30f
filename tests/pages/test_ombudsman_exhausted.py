"""Where the ladder has ended, the Ombudsman sees who waits, however many were judged before."""

from tests.followup.house import House
from tests.pages.test_ombudsman_waiting import staff
from tests.pages.visitor import words


def test_what_was_judged_hides_nothing_that_waits(small_house: House) -> None:
    town = small_house.town
    judged, waiting = [town.record() for _ in range(21)], town.record()
    town.catch_up()
    town.on("2022-06-01T09:00")
    town.sweep()
    for about in judged:
        town.verify(about, "not_implemented")
    town.catch_up()
    page = staff(small_house).get("/verifikasi")
    assert "Tangga eskalasi habis (1)" in words(page)
    assert f"/penilaian/{waiting}" in page
