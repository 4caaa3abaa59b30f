"""What the broker does to events changes nothing; what does not fit stops one stream, visibly."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select, update

from services.followup.hearing import receive
from services.followup.hearing.feed import PAGE, FeedPage, FeedTampered, IntakeUnreachable, proven
from services.followup.hearing.receive import StreamStopped
from services.followup.hearing.repair import repair
from services.followup.store import cursors, tables
from shared.codec import text
from shared.db import reading, writing
from shared.events import LetterRecorded, RecommendationReceived
from shared.stream import envelope, sealed_hash
from tests.followup.town import BABEL, HEAD, STAFF, Town

EVERY_REMINDER = ["reminder_14", "reminder_7", "reminder_3", "reminder_1"]
DUE = "2022-03-12"


def test_an_event_opens_a_case(town: Town) -> None:
    one = town.record()
    town.catch_up()
    case = town.case(one)
    assert case.due_at == datetime(2022, 3, 11, 17, tzinfo=UTC)
    assert str(case.official_due_on) == "2022-03-11"


def test_unconfirmed_at_due_is_escalated_once(town: Town) -> None:
    one = town.record()
    town.catch_up()
    town.on(DUE)
    assert town.sweep() == 1
    assert town.sweep() == 0
    assert town.rungs(one) == [*EVERY_REMINDER, "level_1"]


def test_duplicates_and_disorder_change_nothing(town: Town) -> None:
    one = town.record()
    said = [town.confirm(one), town.verify(one, "implemented")]
    town.hear(said[1])
    first = town.case(one)
    for events in ((said[0],), said, said[::-1], (said[1], said[1])):
        town.hear(*events)
    assert town.case(one) == first
    assert first.status == "implemented"
    assert lines(town) == ["recorded", "confirmed", "verified"]


def test_a_gap_is_read_from_the_feed(town: Town) -> None:
    lost, last = town.record(), town.record()
    town.hear(town.confirm(last))
    assert town.case(lost).status == "received"
    assert town.case(last).status == "awaiting_verification"


def test_what_follows_the_cursor_needs_no_feed(town: Town) -> None:
    one = town.record()
    town.catch_up()
    event = town.confirm(one)
    town.intake.down = True
    town.hear(event)
    assert town.case(one).status == "awaiting_verification"


def test_what_is_known_already_needs_no_feed(town: Town) -> None:
    one = town.record()
    event = town.confirm(one)
    town.catch_up()
    town.intake.down = True
    town.hear(event)
    assert town.case(one).status == "awaiting_verification"


def test_a_gap_waits_for_intake(town: Town) -> None:
    one = town.record()
    event = town.confirm(one)
    town.intake.down = True
    with pytest.raises(IntakeUnreachable):
        town.hear(event)
    town.intake.down = False
    assert repair(town.place) == [BABEL]
    assert town.case(one).status == "awaiting_verification"


def test_a_stream_that_is_heard_anew_while_its_feed_is_read_is_no_forgery(town: Town) -> None:
    """A rebuild sets the cursor back between the reading and the lock: a gap, not a break."""
    one = town.record()
    town.catch_up()
    town.confirm(one)
    inner, waits = town.intake.events, [True]

    class SetBack:
        heads, pages = town.intake.heads, town.intake.pages

        def events(self, stream: str, after: int, limit: int = PAGE) -> FeedPage:
            page = inner(stream, after, limit)
            if waits.pop() if waits else False:
                with writing(town.place.engine) as conn:
                    cursors.lock(conn, stream)
                    cursors.set_back(conn, stream)
            return page

    receive.catch_up(replace(town.place, feed=SetBack()), BABEL)
    assert town.case(one).status == "awaiting_verification"
    assert (cursor(town).seq, cursor(town).poison) == (2, None)


def test_a_garbled_message_is_read_from_the_feed_instead(town: Town) -> None:
    one = town.record()
    town.catch_up()
    body = envelope(town.confirm(one))
    body["data"] = {**body["data"], "extent": "partial"}
    receive.receive(town.place, BABEL, [body])
    with reading(town.place.engine) as conn:
        row = conn.execute(
            select(tables.journal.c.body).where(tables.journal.c.kind == "confirmed")
        ).scalar_one()
    assert row["body"]["extent"] == "full"


def test_a_changed_event_in_the_feed_stops_the_stream(town: Town) -> None:
    one = town.record()
    town.catch_up()
    event = town.confirm(one)
    table = town.intake.streams.event
    with writing(town.intake.engine) as conn:
        forged = event.body.replace('"full"', '"partial"')
        conn.execute(update(table).where(table.c.seq == event.seq).values(body=forged))
    with pytest.raises(StreamStopped, match="does not match its hash"):
        town.catch_up()
    assert town.case(one).status == "received"
    assert "does not match its hash" in (cursor(town).poison or "")


def test_a_rewritten_past_stops_the_stream(town: Town) -> None:
    town.record()
    town.catch_up()
    with writing(town.place.engine) as conn:
        table = tables.cursor
        conn.execute(update(table).where(table.c.stream == BABEL).values(hash="1" * 64))
    town.record()
    with pytest.raises(StreamStopped, match="does not follow what was heard"):
        town.catch_up()


def test_a_feed_that_lost_events_stops_the_stream(town: Town) -> None:
    town.record()
    town.catch_up()
    table = town.intake.streams
    with writing(town.intake.engine) as conn:
        conn.execute(table.event.delete())
        conn.execute(update(table.stream).values(head=0, last_hash="0" * 64))
    with pytest.raises(StreamStopped, match="ends at 0, but 1 was heard"):
        town.catch_up()


def test_poison_stops_its_stream_alone_and_heals(town: Town) -> None:
    """An event about a recommendation that was never recorded fits nothing."""
    before, other = town.record(), town.record("KANWIL-RIAU")
    receipt = RecommendationReceived(
        "nobody", datetime(2022, 1, 26, tzinfo=UTC).date(), "addressee", None, HEAD
    )
    poison = town.intake.say(receipt)
    after = town.record()
    assert repair(town.place) == [BABEL, "KANWIL-RIAU"]
    assert town.case(before).status == "received"
    assert town.case(other).status == "received"
    stopped = cursor(town)
    assert (stopped.seq, stopped.poison_seq) == (1, poison.seq)
    assert "never recorded" in (stopped.poison or "")
    with reading(town.place.engine) as conn:
        held = select(func.count()).where(tables.case_.c.recommendation_id == after)
        assert conn.execute(held).scalar_one() == 0


def test_a_stopped_stream_goes_on_once_the_code_fits(town: Town) -> None:
    town.record()
    town.catch_up()
    with writing(town.place.engine) as conn:
        cursors.poison(conn, BABEL, 2, "an older program could not read it")
    two = town.record()
    town.catch_up()
    assert cursor(town).poison is None
    assert town.case(two).status == "received"


def test_pages_are_proven(town: Town) -> None:
    town.record()
    town.record()
    events = town.intake.events(BABEL, 0).events
    bodies = [envelope(event) for event in events]
    assert proven(BABEL, 0, bodies) == events
    with pytest.raises(FeedTampered, match="stands where 1 should"):
        proven(BABEL, 0, bodies[1:])
    with pytest.raises(FeedTampered, match="stands where 1 should"):
        proven("KANWIL-RIAU", 0, bodies)
    with pytest.raises(FeedTampered, match="does not follow 1"):
        proven(BABEL, 0, [bodies[0], {**bodies[1], **resealed(bodies[1])}])


def test_a_letter_is_no_case(town: Town) -> None:
    one = town.record()
    town.intake.say(
        LetterRecorded("l", "1", date(2022, 1, 25), "saran", "", "", "", "", (), (one,), STAFF)
    )
    town.catch_up()
    assert cursor(town).seq == 2
    assert lines(town) == ["recorded"]


def resealed(body: dict[str, object]) -> dict[str, str]:
    """The hashes of an event that was put after another past."""
    plain = {key: body[key] for key in body if key not in ("previoushash", "hash")}
    return {"previoushash": "2" * 64, "hash": sealed_hash("2" * 64, text(plain))}


def cursor(town: Town) -> cursors.Cursor:
    with reading(town.place.engine) as conn:
        found = cursors.read(conn, BABEL)
    assert found is not None
    return found


def lines(town: Town) -> list[str]:
    table = tables.journal
    with reading(town.place.engine) as conn:
        return list(conn.execute(select(table.c.kind).order_by(table.c.position)).scalars())
