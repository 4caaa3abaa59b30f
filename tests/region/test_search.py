"""A search finds what reading would, however many have the words and whatever the index has."""

import pytest
from sqlalchemy import insert, update

from services.followup.remaking.rebuild import rebuild
from services.followup.search import find, words
from services.followup.search.table import INDEX, case_words, is_there, mend
from shared.db import reading, writing
from tests.followup.town import BABEL, Town

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


def test_a_rebuild_puts_words_right(town: Town) -> None:
    """Of two cases, one in other words; and of one that never was."""
    one, _ = town.record(text=f"Pasang {RARE}."), town.record(text="Isi jam.")
    town.catch_up()
    with writing(town.place.engine) as conn:
        words.keep(conn, [("never", f"{RARE} {COMMON}")])
        its = case_words.c.recommendation_id == one
        conn.execute(update(case_words).where(its).values(search="lain"))
    words.index(town.place.engine)
    rebuild(town.place, BABEL)
    for _ in range(2):
        with reading(town.place.engine) as conn:
            assert find.having(conn, [RARE]) == [one]
            assert find.having(conn, [COMMON]) == []
            assert find.having(conn, ["lain"]) == []
        words.index(town.place.engine)


def test_words_of_a_number_that_was_given_before_are_found(town: Town) -> None:
    """The last number is free again: what gets it next is not taken for indexed."""
    town.record(text="Isi jam.")
    town.catch_up()
    with writing(town.place.engine) as conn:
        words.keep(conn, [("never", "apa pun")])
    words.index(town.place.engine)
    rebuild(town.place, BABEL)
    later = town.record(text=f"Pasang {RARE}.")
    town.catch_up()
    with reading(town.place.engine) as conn:
        assert find.having(conn, [RARE]) == [later]


def test_an_index_that_could_not_be_made_is_tried_again(searched: Town) -> None:
    with writing(searched.place.engine) as conn:
        assert mend(conn) == ""
        if postgresql := conn.dialect.name == "postgresql":
            conn.exec_driver_sql("DROP EXTENSION pg_trgm CASCADE")
            conn.exec_driver_sql("CREATE SCHEMA elsewhere")
            conn.exec_driver_sql("CREATE EXTENSION pg_trgm SCHEMA elsewhere")
            assert mend(conn).startswith("search: no index can be made, ")
            conn.exec_driver_sql("DROP EXTENSION pg_trgm")
        else:
            conn.exec_driver_sql(f"DROP TABLE {INDEX}")
        assert not is_there(conn)
        assert find.having(conn, [RARE, "00000"]) == ["r00000"]
        assert mend(conn) == "search: the index was missing and is made."
        assert is_there(conn)
        assert mend(conn) == ""
    assert words.index(searched.place.engine) == (0 if postgresql else MANY + 1)
    with reading(searched.place.engine) as conn:
        assert sorted(find.having(conn, [RARE]) or ()) == ["late", "r00000"]
