"""A list with words that very many have: the same pages in the same order, wherever they are."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from services.followup.core.policy import DEFAULT
from services.followup.looking import register
from services.followup.looking.orders import ORDERS
from services.followup.looking.register import Asked
from services.followup.search import find, walk, words
from services.followup.store import cursors, tables
from shared.db import reading, writing
from tests.followup.test_cost import row
from tests.followup.town import BABEL, WIB, Town

NOW = datetime(2022, 4, 1, tzinfo=WIB)
WITHOUT, WITH, PAGE = sum(walk.AT_ONCE) + 40, 60, 25


@pytest.fixture
def crowded(town: Town) -> Town:
    """Very many without the word, then some with it, so that it is no rare one; two have it among
    the first."""
    made = [
        {
            **row(number),
            "due_at": NOW + timedelta(minutes=number) if number % 3 else None,
            "search": "sop kunjungan" if number in (3, 7) or number >= WITHOUT else "sop",
        }
        for number in range(WITHOUT + WITH)
    ]
    with writing(town.place.engine) as conn:
        conn.execute(insert(tables.case_), made)
        words.keep_all(conn)
        assert find.having(conn, ["kunjungan"]) is None
    cursors.opened(town.place.engine, BABEL)
    return town


@pytest.mark.parametrize("order", ["recorded", "newest", "due"])
def test_every_page_is_told_once_and_in_order(crowded: Town, order: str) -> None:
    found, place = list[Any](), ""
    with reading(crowded.place.engine) as conn:
        asked = Asked({}, q="kunjungan", order=order)
        while rows := register.candidates(conn, asked, place, PAGE, now=NOW, policy=DEFAULT):
            found += rows
            place = ORDERS[order].place(rows[-1])
        numbers = {one.recommendation_id: one for one in found}
        every = register.candidates(
            conn, Asked({}, order=order), "", WITHOUT + WITH, now=NOW, policy=DEFAULT
        )
    assert len(found) == len(numbers) == WITH + 2
    wanted = [one.recommendation_id for one in every if one.recommendation_id in numbers]
    assert [one.recommendation_id for one in found] == wanted
