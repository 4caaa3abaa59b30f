"""A number at which the counting stopped is not told as if it were exact."""

from sqlalchemy import insert, select

from services.followup.looking.register import MOST_COUNTED
from services.followup.store.tables import case_
from shared.db import writing
from tests.followup.house import House
from tests.pages.test_followup import english
from tests.pages.visitor import signed_in

UNIT, KANWIL = "LP-SGL", "KANWIL-BABEL"


def crowd(house: House) -> None:
    """One more than is counted, all alike."""
    house.town.record()
    house.town.catch_up()
    with writing(house.town.place.engine) as conn:
        row = dict(conn.execute(select(case_)).one()._mapping)
        rest = [
            row | {"recommendation_id": f"{number:036d}", "code": f"REK-{number}"}
            for number in range(MOST_COUNTED)
        ]
        conn.execute(insert(case_), rest)


def test_more_than_are_counted_are_told_as_more(small_house: House) -> None:
    crowd(small_house)
    unit, kanwil = signed_in(small_house.app, UNIT), signed_in(small_house.app, KANWIL)
    assert "(lebih dari 10.000)" in unit.text("/tugas")
    assert "Lebih dari 10.000 rekomendasi" in kanwil.text("/register")
    assert "(more than 10,000)" in english(unit).text("/tugas")
