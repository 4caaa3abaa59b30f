"""The feed: in order, whole, provable, and no further than what is known."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from services.intake.store import streams
from shared.clock import HandClock
from shared.db import writing
from shared.stream import from_envelope
from tests.intake.town import KANWIL, OMBUDSMAN, Town

PATH = f"/streams/{KANWIL}/events"


def feed(town: Town, **query: object) -> dict[str, Any]:
    answer = town.voice("service").get(PATH, **query)
    assert answer.status_code == 200, answer.text
    return answer.json or {}


def test_pages_follow_each_other_to_the_head(town: Town) -> None:
    town.letter()
    first, second = feed(town, limit=5), feed(town, after=5, limit=5)
    assert [len(first["events"]), len(second["events"])] == [5, 4]
    assert (first["head"], first["as_of"], second["head"]) == (9, None, 9)
    assert second["as_of"] > second["events"][-1]["time"]
    events = [from_envelope(body) for body in first["events"] + second["events"]]
    assert [event.seq for event in events] == list(range(1, 10))
    for before, after in pairwise(events):
        assert after.previous_hash == before.hash
        assert after.time > before.time


def test_an_event_is_a_cloud_event(town: Town) -> None:
    about = town.first()
    event = feed(town)["events"][1]
    assert event["specversion"] == "1.0"
    assert event["type"] == "id.tindaklanjut.recommendation.recorded.v1"
    assert (event["source"], event["subject"]) == (KANWIL, about)
    assert event["datacontenttype"] == "application/json"
    assert {"sequence", "previoushash", "hash", "id", "time", "data"} <= set(event)


def test_what_comes_after_a_reading_is_later_than_it(town: Town) -> None:
    """Also under a clock that stands still."""
    town.first()
    as_of = datetime.fromisoformat(feed(town)["as_of"])
    town.first(number="N/2")
    later = feed(town, after=2)["events"]
    assert min(datetime.fromisoformat(one["time"]) for one in later) > as_of


def test_an_empty_stream_is_known_to_be_empty(town: Town) -> None:
    body = feed(town)
    assert (body["events"], body["head"]) == ([], 0)
    assert body["as_of"] is not None


def test_a_stream_is_a_kanwils_and_asking_makes_no_other(town: Town) -> None:
    with town.unchanged():
        for name in ("KANWIL-NOWHERE", "RT-MTK", OMBUDSMAN):
            assert town.voice("service").get(f"/streams/{name}/events").status_code == 404


def test_the_heads_of_all_streams(town: Town) -> None:
    town.first()
    [one] = (town.voice("service").get("/streams").json or {})["streams"]
    assert (one["name"], one["head"]) == (KANWIL, 2)
    assert one["hash"] == feed(town)["events"][-1]["hash"]


@pytest.mark.parametrize("query", [{"after": -1}, {"limit": 0}, {"limit": 1001}, {"afer": 1}])
def test_a_wrong_query_is_named(town: Town, query: dict[str, int]) -> None:
    answer = town.voice("service").get(PATH, **query)
    assert (answer.status_code, list((answer.json or {})["errors"])) == (422, list(query))


def test_a_stream_that_was_written_verifies(town: Town) -> None:
    town.confirmed(town.first())
    with writing(town.app.extensions["tindak"].engines.own) as conn:
        assert list(streams.verify(conn)) == []


def test_the_clock_of_another_host_may_go_back(town: Town) -> None:
    town.first()
    clock: HandClock = town.clock
    clock.instant -= timedelta(seconds=30)
    town.first(number="N/2")
    times = [one["time"] for one in feed(town)["events"]]
    assert times == sorted(times)
