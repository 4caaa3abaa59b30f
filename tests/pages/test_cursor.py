"""A page goes on where its own list ended, or says that it cannot."""

import re

from tests.followup.house import House
from tests.pages.test_ombudsman_waiting import staff


def test_a_place_in_another_order_is_told(small_house: House) -> None:
    for _ in range(2):
        small_house.town.record()
    small_house.town.catch_up()
    visitor = staff(small_house)
    [place] = re.findall(r"cursor=([^\"&]+)", visitor.get("/register?limit=1"))
    visitor.get(f"/register?order=due&cursor={place}", 422)
