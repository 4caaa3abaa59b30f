"""Lists in pages, by a cursor that nobody can forge."""

from typing import Any

import pytest
from sqlalchemy import insert

from shared.db import writing
from tests.shared.conftest import House
from tests.shared.example import thing


@pytest.fixture
def headers(house: House) -> dict[str, str]:
    with writing(house.engines.own) as conn:
        conn.execute(insert(thing), [{"id": f"{n}", "name": f"name {n:02}"} for n in range(25)])
    return house.token("unit", "RT-MTK")


def get(house: House, headers: dict[str, str], path: str = "things", **query: object) -> Any:
    return house.client().get(f"/api/v1/{path}", headers=headers, query_string=query)


def test_pages_follow_each_other_to_the_end(house: House, headers: dict[str, str]) -> None:
    names: list[str] = []
    query: dict[str, Any] = {"limit": 10}
    sizes = []
    while True:
        page = get(house, headers, **query).json
        names += [item["name"] for item in page["items"]]
        sizes.append(len(page["items"]))
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert names == [f"name {n:02}" for n in range(25)]
    assert sizes == [10, 10, 5]


def test_a_full_last_page_says_that_it_is_the_last(house: House, headers: dict[str, str]) -> None:
    assert get(house, headers, limit=25).json["next"] is None


def test_what_comes_meanwhile_neither_repeats_nor_hides(
    house: House, headers: dict[str, str]
) -> None:
    first = get(house, headers, limit=10).json
    with writing(house.engines.own) as conn:
        conn.execute(insert(thing).values(id="new", name="name 00 and more"))
    second = get(house, headers, limit=10, cursor=first["next"]).json
    assert second["items"][0]["name"] == "name 10"


@pytest.mark.parametrize("limit", [0, -1, 201, "many", ""])
def test_a_limit_is_one_to_two_hundred(
    house: House, headers: dict[str, str], limit: object
) -> None:
    answer = get(house, headers, limit=limit)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == ["limit"]


def test_a_cursor_that_was_changed_or_comes_from_elsewhere_is_refused(
    house: House, headers: dict[str, str]
) -> None:
    cursor = get(house, headers, limit=1).json["next"]
    wrong = ["", "x", cursor[:-1], cursor + "x", "x" + cursor]
    answers = [get(house, headers, cursor=one) for one in wrong]
    answers.append(get(house, headers, "others", cursor=cursor))
    for answer in answers:
        assert answer.status_code == 422
        assert list(answer.json["errors"]) == ["cursor"]


def test_an_unknown_filter_is_not_passed_over_in_silence(
    house: House, headers: dict[str, str]
) -> None:
    assert list(get(house, headers, unti="RT-MTK").json["errors"]) == ["unti"]
