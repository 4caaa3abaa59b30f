"""The feed: in order, whole, provable, and no further than what is known."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from services.intake.store import streams
from shared.clock import HandClock
from shared.db import writing
from shared.events import Draft
from shared.stream import from_envelope
from tests.intake.town import KANWIL, OMBUDSMAN, Town

PATH = f"/streams/{KANWIL}/events"
FAR = "KANWIL-SUMSEL"


def feed(town: Town, **query: object) -> dict[str, Any]:
    answer = town.voice("service").get(PATH, **query)
    assert answer.status_code == 200, answer.text
    return answer.json or {}


def feeds(town: Town, *after: str, **query: object) -> list[dict[str, Any]]:
    answer = town.voice("service").get("/streams/events", after=after, **query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = (answer.json or {})["streams"]
    return found


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


def test_several_streams_are_read_as_of_one_instant(town: Town) -> None:
    town.letter()
    with writing(town.app.extensions["tindak"].engines.own) as conn:
        streams.append(conn, town.clock, FAR, [Draft("recommendation.received", "r", {})])
    first, last = feeds(town, f"{KANWIL}:8", f"{FAR}:0")
    assert [one["sequence"] for one in first["events"] + last["events"]] == [f"{9:012}", f"{1:012}"]
    assert [(one["name"], one["head"]) for one in (first, last)] == [(KANWIL, 9), (FAR, 1)]
    assert first["as_of"] > first["events"][-1]["time"]
    [alone] = feeds(town, f"{KANWIL}:9")
    assert alone == {**first, "events": [], "as_of": alone["as_of"]}
    assert alone["as_of"] > first["as_of"]


def test_what_finds_no_room_is_read_on_and_has_no_as_of(town: Town) -> None:
    town.letter()
    first, last = feeds(town, f"{KANWIL}:0", f"{FAR}:0", limit=4)
    assert (len(first["events"]), first["as_of"], first["head"]) == (4, None, 9)
    assert last["as_of"] is not None, "nothing was ever said there"
    [rest] = feeds(town, f"{KANWIL}:4")
    assert (len(rest["events"]), rest["as_of"] is None) == (5, False)


def test_of_several_none_may_be_nobodys(town: Town) -> None:
    with town.unchanged():
        answer = town.voice("service").get("/streams/events", after=[f"{KANWIL}:0", "RT-MTK:0"])
        assert answer.status_code == 404
    for wrong in ([], ["KANWIL"], [f"{KANWIL}:-1"], [f"{KANWIL}:1"] * 65):
        answer = town.voice("service").get("/streams/events", after=wrong)
        assert answer.status_code == 422
        assert all(name.startswith("after") for name in (answer.json or {})["errors"])


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
