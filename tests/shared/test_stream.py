"""The stream: gapless, in time's order, chained, and tampering found and named."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, MetaData, delete, update

from shared.clock import HandClock, SystemClock
from shared.db import open_engine, reading, writing
from shared.events import Draft, Event
from shared.stream import GENESIS, BadEvent, Page, Streams, envelope, from_envelope, sealed_hash
from tests.followup.test_cost import statements
from tests.servers.turns import in_turn

KANWIL, RIAU = "KANWIL-BABEL", "KANWIL-RIAU"
TICK = timedelta(microseconds=1)
metadata = MetaData()
streams = Streams(metadata)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    found = open_engine(database_url)
    metadata.create_all(found)
    yield found
    found.dispose()


def drafts(count: int, subject: str = "r1") -> list[Draft]:
    return [Draft("recommendation.received", subject, {"number": n}) for n in range(count)]


def append(engine: Engine, clock: Any, count: int = 1, name: str = KANWIL) -> list[Event]:
    with writing(engine) as conn:
        return streams.append(conn, clock, name, drafts(count))


def verify(engine: Engine) -> list[BadEvent]:
    with reading(engine) as conn:
        return list(streams.verify(conn))


def test_events_are_numbered_stamped_and_chained(engine: Engine, clock: HandClock) -> None:
    events = append(engine, clock, 2) + append(engine, clock, 1)
    assert [one.seq for one in events] == [1, 2, 3]
    assert [one.time for one in events] == [clock.now() + n * TICK for n in range(3)]
    previous = GENESIS
    for one in events:
        assert (one.previous_hash, one.hash) == (previous, sealed_hash(previous, one.body))
        previous = one.hash
    with reading(engine) as conn:
        assert streams.read(conn, KANWIL, 0, 10) == events
        assert streams.read(conn, KANWIL, 1, 1) == events[1:2]
        assert streams.heads(conn) == {KANWIL: (3, events[2].hash)}
    assert verify(engine) == []


def test_the_bytes_are_a_cloud_event(engine: Engine, clock: HandClock) -> None:
    (event,) = append(engine, clock)
    body = envelope(event)
    assert body.pop("previoushash") == GENESIS
    assert body.pop("hash") == event.hash
    assert body == {
        "specversion": "1.0",
        "id": event.id,
        "source": KANWIL,
        "type": "id.tindaklanjut.recommendation.received.v1",
        "subject": "r1",
        "time": "2022-01-25T02:00:00.000000Z",
        "datacontenttype": "application/json",
        "sequence": "000000000001",
        "data": {"number": 0},
    }
    assert json.loads(event.body) == body


def test_what_was_carried_is_known_again_or_refused(engine: Engine, clock: HandClock) -> None:
    (event,) = append(engine, clock)
    carried = json.loads(json.dumps(envelope(event)))
    assert from_envelope(carried) == event
    carried["data"]["number"] = 1
    with pytest.raises(ValueError, match=r"event 1 of KANWIL-BABEL does not match its hash"):
        from_envelope(carried)


def test_nothing_of_a_rolled_back_append_stays(engine: Engine, clock: HandClock) -> None:
    with engine.connect() as conn, conn.begin() as transaction:
        streams.append(conn, clock, KANWIL, drafts(2))
        transaction.rollback()
    assert append(engine, clock)[0].seq == 1


def test_a_clock_that_goes_back_does_not_turn_the_order(engine: Engine, clock: HandClock) -> None:
    (first,) = append(engine, clock)
    clock.instant -= timedelta(hours=1)
    (second,) = append(engine, clock)
    assert second.time == first.time + TICK
    with writing(engine) as conn:
        later = clock.now() + timedelta(days=1)
        (third,) = streams.append(conn, clock, KANWIL, drafts(1), not_before=later)
    assert third.time == later + TICK


def test_a_page_that_reaches_the_head_says_as_of(engine: Engine, clock: HandClock) -> None:
    append(engine, clock, 3)
    clock.instant += timedelta(minutes=1)
    with writing(engine) as conn:
        part = streams.page(conn, clock, KANWIL, 0, 2)
        whole = streams.page(conn, clock, KANWIL, 2, 2)
    assert ([one.seq for one in part.events], part.head, part.as_of) == ([1, 2], 3, None)
    assert ([one.seq for one in whole.events], whole.as_of) == ([3], clock.now())
    (after,) = append(engine, clock)
    assert after.time > clock.now()


def test_a_stream_of_nothing_says_as_of_too(engine: Engine, clock: HandClock) -> None:
    with writing(engine) as conn:
        page = streams.page(conn, clock, KANWIL, 0, 10)
    assert (page.events, page.head, page.as_of) == ((), 0, clock.now())
    assert append(engine, clock)[0].time == clock.now() + TICK


def test_pages_of_several_are_those_of_each(engine: Engine, clock: HandClock) -> None:
    append(engine, clock, 3)
    append(engine, clock, 2, RIAU)
    clock.instant += timedelta(minutes=1)
    with writing(engine) as conn:
        streams.begin(conn, ["KANWIL-ACEH", KANWIL])
        found = streams.pages(conn, clock, {KANWIL: 0, RIAU: 2, "KANWIL-ACEH": 0, "X": 0}, 2)
    told = {name: ([one.seq for one in page.events], page.as_of) for name, page in found.items()}
    assert told == {
        KANWIL: ([1, 2], None),
        RIAU: ([], clock.now()),
        "KANWIL-ACEH": ([], clock.now()),
    }
    (later,) = append(engine, clock, name=RIAU)
    assert later.time == clock.now() + TICK
    with writing(engine) as conn:
        (rest,) = streams.pages(conn, clock, {RIAU: 2}, 10).values()
    assert (rest.events, rest.as_of) == ((later,), later.time + TICK)


def test_events_of_subjects_are_found(engine: Engine, clock: HandClock) -> None:
    with writing(engine) as conn:
        for subject in ("a", "b", "a"):
            streams.append(conn, clock, KANWIL, drafts(1, subject))
        streams.append(conn, clock, "KANWIL-RIAU", drafts(1, "a"))
    with reading(engine) as conn:
        assert [(one.stream, one.seq) for one in streams.about(conn, "a")] == [
            (KANWIL, 1),
            (KANWIL, 3),
            ("KANWIL-RIAU", 1),
        ]
        assert [one.seq for one in streams.of(conn, KANWIL, ["a", "b"])] == [1, 2, 3]
        assert streams.of(conn, KANWIL, []) == []


def test_many_at_once_leave_no_gap_and_keep_time(engine: Engine) -> None:
    """Four writers and a reader; as_of never precedes an event that its reader could not see."""
    clock = SystemClock()
    failed: list[BaseException] = []
    promises: list[tuple[int, datetime]] = []
    reading_on = threading.Event()

    def work(call: Any) -> None:
        try:
            call()
        except BaseException as error:
            failed.append(error)

    def write() -> None:
        for _ in range(25):
            append(engine, clock, 2)

    def read() -> None:
        while not (promises and reading_on.is_set()):
            with writing(engine) as conn:
                page = streams.page(conn, clock, KANWIL, 0, 1000)
            assert page.as_of is not None
            promises.append((page.head, page.as_of))

    writers = [threading.Thread(target=work, args=(write,)) for _ in range(4)]
    reader = threading.Thread(target=work, args=(read,))
    for one in (*writers, reader):
        one.start()
    for one in writers:
        one.join(60)
    reading_on.set()
    reader.join(60)
    assert failed == []
    with reading(engine) as conn:
        events = streams.read(conn, KANWIL, 0, 1000)
    assert [one.seq for one in events] == list(range(1, 201))
    times = [one.time for one in events]
    assert times == sorted(set(times))
    assert verify(engine) == []
    for head, as_of in promises:
        assert all(one.seq <= head for one in events if one.time <= as_of)
        assert all(one.time < as_of for one in events if one.seq <= head)


def test_who_waited_for_the_stream_is_stamped_when_it_was_his(
    postgres_url: Any, clock: HandClock
) -> None:
    """Not when he began to wait: an hour passes meanwhile."""
    engine = open_engine(postgres_url())
    metadata.create_all(engine)
    append(engine, clock)
    asked = clock.now()

    def an_hour_passes() -> None:
        clock.instant = asked + timedelta(hours=1)

    def page() -> datetime | None:
        with writing(engine) as conn:
            return streams.page(conn, clock, KANWIL, 0, 10).as_of

    first, second = in_turn(
        engine, lambda: append(engine, clock), lambda: append(engine, clock), an_hour_passes
    )
    assert [one.seq for one in first + second] == [2, 3]
    assert first[0].time == asked + TICK
    assert second[0].time == asked + timedelta(hours=1)
    asked = clock.now()
    last, as_of = in_turn(engine, lambda: append(engine, clock), page, an_hour_passes)
    assert last[0].time < asked + timedelta(hours=1) == as_of
    engine.dispose()


def test_a_stream_that_somebody_holds_is_left_out_and_holds_up_no_other(
    postgres_url: Any, clock: HandClock
) -> None:
    """What is being said there has no instant yet, so nothing may be concluded of it; and who
    waited for it would hold the others meanwhile."""
    engine = open_engine(postgres_url())
    metadata.create_all(engine)
    append(engine, clock)
    append(engine, clock, name=RIAU)

    def pages() -> dict[str, Page]:
        with writing(engine) as conn:
            return streams.pages(conn, clock, {RIAU: 0, KANWIL: 0}, 10)

    with writing(engine) as held:
        streams.append(held, clock, RIAU, drafts(1))
        assert {name: page.head for name, page in pages().items()} == {KANWIL: 1}
    assert {name: page.head for name, page in pages().items()} == {KANWIL: 1, RIAU: 2}
    engine.dispose()


def test_streams_are_locked_in_the_order_of_their_names_whatever_was_asked_first(
    postgres_url: Any, clock: HandClock
) -> None:
    engine = open_engine(postgres_url())
    metadata.create_all(engine)
    asked = dict.fromkeys(("KANWIL-B", "KANWIL-AB", "KANWIL-A-C"), 0)
    with statements(engine) as said, writing(engine) as conn:
        streams.hold(conn, asked)
        streams.pages(conn, clock, asked, 9)
    locked = [(words, values) for words, values in said if "FOR UPDATE" in words]
    assert [values["which"] for _, values in locked[:3]] == ["KANWIL-A-C", "KANWIL-AB", "KANWIL-B"]
    assert 'COLLATE "C" FOR UPDATE SKIP LOCKED' in locked[3][0]
    engine.dispose()


def test_who_will_append_to_many_does_not_meet_who_makes_one_of_them(
    postgres_url: Any, clock: HandClock
) -> None:
    engine = open_engine(postgres_url())
    metadata.create_all(engine)
    append(engine, clock, name="KANWIL-A")

    def letter() -> int:
        with writing(engine) as conn:
            streams.append(conn, clock, "KANWIL-A", drafts(1))
            return streams.append(conn, clock, "KANWIL-B", drafts(1))[0].seq

    def sheet() -> None:
        with writing(engine) as conn:
            streams.hold(conn, ["KANWIL-B", "KANWIL-A"])

    assert in_turn(engine, letter, sheet)[0] == 1
    engine.dispose()


def test_two_streams_do_not_wait_for_each_other(postgres_url: Any, clock: HandClock) -> None:
    engine = open_engine(postgres_url())
    metadata.create_all(engine)
    append(engine, clock)
    append(engine, clock, name="KANWIL-RIAU")
    with writing(engine) as held:
        streams.append(held, clock, KANWIL, drafts(1))
        assert append(engine, clock, name="KANWIL-RIAU")[0].seq == 2
    engine.dispose()


WRONG = {
    "seq": 9,
    "id": "another",
    "name": "recommendation.withdrawn",
    "subject": "r2",
    "at": datetime(2022, 1, 1, tzinfo=UTC),
    "body": "{}",
    "previous_hash": "0" * 63 + "1",
    "hash": "1" * 64,
    "stream": "KANWIL-RIAU",
}


@pytest.mark.parametrize("column", WRONG)
@pytest.mark.parametrize("seq", [1, 2, 3])
def test_each_column_of_each_event_is_proven(
    engine: Engine, clock: HandClock, column: str, seq: int
) -> None:
    append(engine, clock, 3)
    table = streams.event
    with writing(engine) as conn:
        conn.execute(update(table).where(table.c.seq == seq).values({column: WRONG[column]}))
    assert (KANWIL, seq) in [(bad.stream, bad.seq) for bad in verify(engine)]


@pytest.mark.parametrize("body", ["", "no json", '{"source":"KANWIL-BABEL"}', "[]"])
@pytest.mark.parametrize("resealed", [False, True])
def test_bytes_that_are_no_event_are_named(
    engine: Engine, clock: HandClock, body: str, *, resealed: bool
) -> None:
    first, *_ = append(engine, clock, 3)
    table, changed = streams.event, {"body": body}
    if resealed:
        changed["hash"] = sealed_hash(first.hash, body)
    with writing(engine) as conn:
        conn.execute(update(table).where(table.c.seq == 2).values(changed))
    (bad,) = verify(engine)
    assert (bad.stream, bad.seq) == (KANWIL, 2)
    assert bad.reason == (
        "its bytes are no event of ours" if resealed else "its bytes do not match its hash"
    )


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_an_event_taken_out_is_missed(engine: Engine, clock: HandClock, seq: int) -> None:
    append(engine, clock, 3)
    with writing(engine) as conn:
        conn.execute(delete(streams.event).where(streams.event.c.seq == seq))
    assert [(bad.stream, bad.seq) for bad in verify(engine)] == [(KANWIL, seq)]


@pytest.mark.parametrize(
    "changed",
    [
        {"head": 4},
        {"head": 2},
        {"last_hash": GENESIS},
        {"last_at": datetime(2022, 1, 1, tzinfo=UTC)},
    ],
)
def test_the_streams_own_row_is_proven(
    engine: Engine, clock: HandClock, changed: dict[str, Any]
) -> None:
    append(engine, clock, 3)
    with writing(engine) as conn:
        conn.execute(update(streams.stream).values(changed))
    assert len(verify(engine)) == 1


def test_a_streams_row_taken_away_is_missed(engine: Engine, clock: HandClock) -> None:
    append(engine, clock)
    append(engine, clock, name="KANWIL-RIAU")
    with writing(engine) as conn:
        conn.execute(delete(streams.stream).where(streams.stream.c.name == KANWIL))
    assert [bad.stream for bad in verify(engine)] == [KANWIL]


def test_an_instant_that_cannot_be_read_is_named(sqlite_url: Any, clock: HandClock) -> None:
    engine = open_engine(sqlite_url())
    metadata.create_all(engine)
    append(engine, clock, 2)
    with writing(engine) as conn:
        conn.exec_driver_sql("UPDATE event SET at = 'soon' WHERE seq = 1")
    assert verify(engine) == [BadEvent(KANWIL, 1, "its columns do not match its bytes")]
    engine.dispose()
