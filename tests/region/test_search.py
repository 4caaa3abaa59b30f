"""A search finds what reading would, however many have the words and whatever the index has."""

import pytest
from sqlalchemy import insert

from services.followup.search import find, words
from services.followup.search.table import case_words
from shared.db import reading, writing
from tests.followup.town import Town

MANY = find.MOST + 100
RARE, COMMON = "papan", "kunjungan"


@pytest.fixture
def searched(town: Town) -> Town:
    """A common word in all, a rare one in the first, and both only read as yet in the last."""
    rows = [
        {"recommendation_id": f"r{number:05}", "search": f"rek-2022-{number:05}\nsop {COMMON}"}
        for number in range(MANY)
    ]
    rows[0]["search"] += f" {RARE}"
    with writing(town.place.engine) as conn:
        conn.execute(insert(case_words), rows)
    assert words.index(town.place.engine) in (0, MANY)
    with writing(town.place.engine) as conn:
        words.keep(conn, [("late", f"{RARE} {COMMON}")])
    return town


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (RARE, ["r00000", "late"]),
        (f"{RARE} {COMMON}", ["r00000", "late"]),
        ("2022-00042", ["r00042"]),
        ("00042 sop", ["r00042"]),
        ("apa%", []),
        ('a"pan', []),
        (COMMON, None),
        ("so", None),
    ],
)
def test_the_index_finds_what_there_is(
    searched: Town, asked: str, wanted: list[str] | None
) -> None:
    with reading(searched.place.engine) as conn:
        found = find.having(conn, find.words_of(asked))
    assert found == wanted if wanted is None else sorted(found or ()) == sorted(wanted)


def test_what_is_kept_twice_is_found_once(searched: Town) -> None:
    with writing(searched.place.engine) as conn:
        words.keep(conn, [("late", f"{RARE} {COMMON}")])
    words.index(searched.place.engine)
    with reading(searched.place.engine) as conn:
        assert sorted(find.having(conn, [RARE]) or ()) == ["late", "r00000"]
