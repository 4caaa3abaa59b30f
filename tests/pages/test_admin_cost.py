"""What an administrator's page costs does not depend on how much there is."""

from datetime import date

import pytest
from sqlalchemy import insert

from shared import accounts, tokens
from shared.clock import real_now
from shared.db import writing
from shared.registry_tables import account
from tests.followup.house import House
from tests.followup.test_cost import statements
from tests.pages.test_admin import ROOMS
from tests.pages.test_admin_amend import proposed
from tests.pages.visitor import Visitor, signed_in

MOST = 20


def crowd(house: House) -> None:
    """Much of everything."""
    with writing(house.registry) as conn:
        for number in range(60):
            tokens.create(conn, "unit", "RT-MTK", f"token {number}")
            person = {"id": f"p-{number}", "email": f"p{number}@example.go.id", "name": "P"}
            rest = {"password_hash": "", "admin": False, "created_at": real_now()}
            conn.execute(insert(account).values(person | rest))
            accounts.hold(conn, person["id"], "RT-MTK", "operator", from_on=date(2022, 1, 1))
    for _ in range(60):
        house.town.record()
    house.town.catch_up()


def cost(house: House, visitor: Visitor, path: str) -> int:
    registry = house.app.extensions["tindak"].engines.registry
    with statements(registry) as asked, statements(house.town.place.engine) as own:
        page = visitor.get(path)
    assert len(page) < 150_000
    return len(asked) + len(own)


@pytest.fixture
def admin(small_house: House) -> Visitor:
    return signed_in(small_house.app, None)


def test_every_page_asks_few_things_however_much_there_is(
    small_house: House, admin: Visitor
) -> None:
    rooms = [*ROOMS, proposed(admin)]
    before = {room: cost(small_house, admin, room) for room in rooms}
    crowd(small_house)
    after = {room: cost(small_house, admin, room) for room in [*ROOMS, proposed(admin)]}
    assert {room: number for room, number in after.items() if number > MOST} == {}
    assert list(after.values()) == list(before.values())
