"""Events reach followup's queue, and no broker delays an answer."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import Celery

from launcher import broker, waiting
from services.followup.clockwork.broker import KEY_PREFIX, SETTINGS, TRANSPORT
from services.intake import publish
from services.intake.publish import Publisher
from shared.clock import real_now
from shared.events import Event
from shared.stream import from_envelope
from tests.intake import town as towns
from tests.intake.town import KANWIL, LETTER, OMBUDSMAN, Mould, Town
from tests.servers.places import temporary_folder
from tests.servers.valkey import Valkey

QUEUE = publish.QUEUE


def received(url: str, count: int) -> list[Event]:
    """The next `count` events that a worker of followup's would be given."""
    events: list[Event] = []
    with Celery("test", broker=url, set_as_current=False) as app:
        app.conf.update(SETTINGS)
        with app.connection_for_read() as connection:
            inbox = connection.SimpleQueue(app.amqp.queues[QUEUE])
            while len(events) < count:
                message = inbox.get(timeout=5)
                message.ack()
                assert message.headers["task"] == "followup.receive"
                stream, bodies = message.payload[0]
                assert stream == KANWIL
                events += [from_envelope(body) for body in bodies]
            inbox.close()
    return events


def declare_all(url: str) -> None:
    """Makes followup's queues, as its workers do at their start."""
    with Celery("test", broker=url, set_as_current=False) as app:
        app.conf.update(SETTINGS)
        with app.connection_for_read() as connection:
            for queue in app.amqp.queues.values():
                queue(connection.default_channel).declare()


@pytest.fixture
def wired(mould: Mould, tmp_path: Path, valkey: Valkey) -> Iterator[Town]:
    """Intake with a broker."""
    made = towns.build(mould, valkey.url, tmp_path / "data")
    yield made
    towns.close(made)


def count(publisher: Publisher, name: str) -> float:
    """The value of one of its counters."""
    families = [family for one in publisher.collectors for family in one.collect()]
    [found] = [family for family in families if family.name == f"tindak_intake_events_{name}"]
    return found.samples[0].value


def test_both_sides_mean_the_same_keys() -> None:
    assert publish.KEY_PREFIX == KEY_PREFIX == TRANSPORT["global_keyprefix"]
    assert publish.TASK in SETTINGS["task_routes"]
    assert SETTINGS["task_routes"][publish.TASK]["queue"] == QUEUE


def test_what_is_posted_reaches_followups_queue(wired: Town, valkey: Valkey) -> None:
    wired.letter()
    wired.confirmed(wired.first(number="N/2"))
    told = received(valkey.url, 12)
    assert [event.seq for event in told] == list(range(1, 13))
    assert [event.body for event in told] == [from_envelope(body).body for body in wired.events()]


def test_what_is_refused_reaches_nobody(wired: Town, valkey: Valkey) -> None:
    about = wired.first()
    wired.voice(OMBUDSMAN).post("/letters", {"letter": {}})
    wired.verified(about, "implemented")
    wired.first(number="N/2")
    assert [event.seq for event in received(valkey.url, 4)] == [1, 2, 3, 4]


def test_ready_means_that_the_broker_answers(wired: Town, valkey: Valkey) -> None:
    client = wired.app.test_client()
    assert client.get("/readyz").status_code == 200
    valkey.kill()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert (answer.json or {})["checks"]["broker"]["ok"] is False
    assert client.get("/healthz").status_code == 200


def test_a_dead_broker_delays_nothing(town: Town) -> None:
    """Ten answers that each waited for it would take twice as long as is allowed here."""
    town.voice(OMBUDSMAN).get("/recommendations")
    before = real_now()
    for number in range(10):
        town.first(number=f"N/{number}")
    assert (real_now() - before).total_seconds() < 10 * publish.WAIT_SECONDS / 2


def test_a_frozen_broker_delays_nothing(mould: Mould, tmp_path: Path) -> None:
    """It takes connections and says nothing, ever."""
    path = temporary_folder("frozen") / "s"
    with socket.socket(socket.AF_UNIX) as frozen:
        frozen.bind(str(path))
        frozen.listen(16)
        made = towns.build(mould, broker.url(path), tmp_path / "data")
        before = real_now()
        made.letter()
        for number in range(9):
            made.first(number=f"N/{number}")
        assert (real_now() - before).total_seconds() < 10 * publish.WAIT_SECONDS / 2
        towns.close(made)


def test_a_broker_that_comes_back_is_used_again(wired: Town, valkey: Valkey) -> None:
    wired.first()
    assert len(received(valkey.url, 2)) == 2
    valkey.kill()
    wired.first(number="N/2")
    publisher = wired.app.extensions["publisher"]
    waiting.until(lambda: count(publisher, "dropped") == 2, 10, "the drop")
    valkey.start()
    wired.first(number="N/3")
    assert [event.seq for event in received(valkey.url, 2)] == [5, 6]


def test_what_there_is_no_room_for_is_dropped_and_counted(town: Town) -> None:
    town.letter()
    events = [from_envelope(body) for body in town.events()]
    publisher = Publisher(town.settings.broker_url, most_waiting=3)
    publisher.hand(events)
    publisher.hand(events)
    assert count(publisher, "dropped") >= len(events)
    publisher.stop(0)


def test_what_there_is_no_room_for_waits_for_nobody(town: Town) -> None:
    """A broker that says nothing holds up the publisher for seconds, and whoever hands not at all:
    at most four events would find room each time it gives up."""
    town.letter()
    events = [from_envelope(body) for body in town.events()]
    path = temporary_folder("frozen") / "s"
    with socket.socket(socket.AF_UNIX) as frozen:
        frozen.bind(str(path))
        frozen.listen(16)
        publisher = Publisher(broker.url(path), most_waiting=3)
        before = real_now()
        publisher.hand(events)
        publisher.hand(events)
        assert (real_now() - before).total_seconds() < publish.WAIT_SECONDS
        assert count(publisher, "dropped") > 0
        publisher.stop(0)


def publishers() -> set[threading.Thread]:
    """The publishers' threads that run; libraries have timers of their own."""
    return {one for one in threading.enumerate() if one.name == "publisher"}


def test_a_stop_sends_what_waits_and_ends_the_thread(town: Town, valkey: Valkey) -> None:
    town.letter()
    before = publishers()
    publisher = Publisher(valkey.url)
    publisher.hand(from_envelope(body) for body in town.events())
    publisher.stop(5)
    assert publishers() <= before
    assert count(publisher, "published") == 9
    assert len(received(valkey.url, 9)) == 9
    publisher.stop()


def test_the_metrics_tell(wired: Town, valkey: Valkey) -> None:
    wired.voice(OMBUDSMAN).post("/letters", LETTER)
    received(valkey.url, 9)
    text = wired.app.test_client().get("/metrics").text
    assert "tindak_intake_events_published_total" in text
    assert "tindak_intake_events_dropped_total 0.0" in text
    assert 'route="/api/v1/letters"' in text


def test_no_other_queue_hears_of_it(wired: Town, valkey: Valkey) -> None:
    declare_all(valkey.url)
    wired.first()
    received(valkey.url, 2)
    client = valkey.client()
    assert [key for key in client.keys("*") if b"_kombu" not in key] == []
    client.close()
