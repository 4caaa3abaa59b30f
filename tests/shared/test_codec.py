"""The same fact is the same bytes, and comes back as it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.sql.elements import quoted_name

from shared import codec


@dataclass(frozen=True)
class Inner:
    on: date | None


@dataclass(frozen=True)
class Fact:
    at: datetime
    inner: tuple[Inner, ...]
    words: tuple[str, ...]
    body: Mapping[str, Any]
    number: int = 3


FACT = Fact(
    datetime(2022, 3, 11, 17, 0, 0, 1, tzinfo=UTC),
    (Inner(date(2022, 3, 11)), Inner(None)),
    ("a", "b"),
    {"x": [1, None]},
)


def test_a_dataclass_comes_back_as_it_was() -> None:
    body = codec.dump(FACT)
    assert body["at"] == "2022-03-11T17:00:00.000001Z"
    assert body["inner"] == [{"on": "2022-03-11"}, {"on": None}]
    assert codec.load(Fact, body) == FACT


@given(st.datetimes(timezones=st.timezones()), st.lists(st.none() | st.dates()), st.text())
def test_any_instant_date_and_text_comes_back(
    at: datetime, days: list[date | None], word: str
) -> None:
    fact = Fact(at, tuple(Inner(day) for day in days), (word,), {})
    try:
        in_utc = at.astimezone(UTC)
    except OverflowError:
        return
    found = codec.load(Fact, codec.dump(fact))
    assert found.at == in_utc
    assert (found.inner, found.words) == (fact.inner, fact.words)


@given(st.datetimes(timezones=st.just(UTC)), st.lists(st.none() | st.dates()), st.text())
def test_a_dataclass_is_written_as_its_plain_values_are(
    at: datetime, days: list[date | None], word: str
) -> None:
    fact = Fact(at, tuple(Inner(day) for day in days), (word,), {"at": [word, {"b": 1, "a": None}]})
    assert codec.text(fact) == codec.text(codec.dump(fact))


def test_instants_of_any_zone_are_the_same_text_and_sort_as_text() -> None:
    wit = datetime(2022, 3, 12, 2, tzinfo=timezone(timedelta(hours=9)))
    assert codec.instant_text(wit) == "2022-03-11T17:00:00.000000Z"
    later = codec.instant_text(wit + timedelta(microseconds=1))
    assert codec.instant_text(wit) < later


def test_a_misfit_is_refused() -> None:
    for wrong in ({}, {**codec.dump(FACT), "at": "soon"}, {**codec.dump(FACT), "inner": 3}):
        with pytest.raises(codec.Unfit):
            codec.load(Fact, wrong)


def test_canonical_text_sorts_keys_and_keeps_characters() -> None:
    assert codec.text({"b": 1, "a": "Kunjungan – é"}) == '{"a":"Kunjungan – é","b":1}'


def test_an_instant_is_the_same_text_wherever_it_stands() -> None:
    at = datetime(2022, 1, 1, tzinfo=timezone(timedelta(hours=7)))
    for body in ({"at": at}, [at], {"in": [{"at": at}]}):
        assert codec.text(body) == codec.text(codec.dump(body))
        assert "2021-12-31T17:00:00.000000Z" in codec.text(body)


def test_text_of_a_kind_of_its_own_is_text_and_nothing_else_is_guessed() -> None:
    assert codec.text({"name": quoted_name("unit", None)}) == '{"name":"unit"}'
    with pytest.raises(TypeError, match="object is no JSON"):
        codec.text({"name": object()})
