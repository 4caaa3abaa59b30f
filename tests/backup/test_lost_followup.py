"""A followup database that is lost: the same cases as before, then time's own lines anew."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from launcher.backup.bring_back import NotItsPast
from services.followup.hearing import receive
from services.followup.hearing.heal import FOLDED
from services.followup.hearing.receive import StreamStopped
from services.followup.letters import origin
from services.followup.main import HISTORY
from services.followup.remaking.rebuild import rebuild
from services.followup.store import cursors, decrees
from services.followup.store.tables import cursor
from services.followup.watch.audit import audit
from services.intake.store.tables import streams
from shared.db import reading, writing
from shared.events import ActionConfirmed, Draft
from shared.migrate import upgrade
from shared.stream import GENESIS
from tests.backup.conftest import Empty
from tests.backup.original import Original, Place3, go_on
from tests.intake.town import KANWIL

Rows = Mapping[str, list[Any]]


def folded(place: Place3) -> Rows:
    """Cases, escalations, requests, journal, cards and states, but for the instant at which a
    worker wrote a line."""
    found = place.rows("followup", *FOLDED)
    recorded_at = [one.name for one in FOLDED[0].c].index("recorded_at")
    lines = found["journal"]
    lines[:] = [row[:recorded_at] + row[recorded_at + 1 :] for row in lines]
    return found


@pytest.fixture
def place(original: Original, twin: Empty) -> Place3:
    """The whole of it on another machine, at the instant of the backup."""
    made = twin("2022-06-02T16:30")
    made.bring_back(original.file)
    return made


def forget(place: Place3, *tables: Any) -> None:
    with writing(place.engines["followup"]) as conn:
        for table in tables:
            conn.execute(delete(table))
        conn.execute(update(cursor).values(seq=0, hash=GENESIS, known_to=None, head=0))


def lose_followup(original: Original, twin: Empty, place: Place3) -> Place3:
    """A new machine for followup, beside the intake that is alive."""
    new = twin()
    engines = {**place.engines, "followup": new.engines["followup"]}
    return Place3(engines, place.data, place.clock, place.apps)


def test_decisions_and_the_feed_alone_give_the_same_byte_for_byte(
    original: Original, place: Place3
) -> None:
    before = folded(original.place)
    assert [len(rows) for rows in before.values() if rows]
    followup = place.followup(original.secret)
    forget(place, *FOLDED)
    rebuild(followup, KANWIL)
    assert folded(place) == before
    assert place.findings() == []


def test_a_rebuild_of_what_was_restored_gives_the_same(original: Original, place: Place3) -> None:
    rebuild(place.followup(original.secret), KANWIL)
    assert folded(place) == folded(original.place)


def test_what_intake_said_since_is_heard_and_time_speaks_after_it(
    original: Original, twin: Empty, place: Place3
) -> None:
    """The whole machine goes on; its followup is lost and returns from the older backup."""
    followup = place.followup(original.secret)
    silent = original.story.ids[-1]
    with writing(place.engines["intake"]) as conn:
        said = streams.about(conn, silent)[0]
        fact = {**said.data, "recommendation_id": "later", "code": "REK-BABEL-2022-0099"}
        streams.append(conn, place.clock, KANWIL, [Draft(said.name, "later", fact)])
    place.clock.instant = place.clock.instant.replace(month=8)
    go_on(followup)
    wanted = folded(place)
    assert any("later" in map(str, row) for row in wanted["case_"])
    lost = lose_followup(original, twin, place)
    lost.bring_back(original.file, "followup")
    assert folded(lost) == folded(original.place)
    returned = lost.followup(original.secret)
    go_on(returned)
    assert folded(lost) == wanted
    assert audit(returned) == []
    assert "waiting" not in lost.letters(), "the lost one may have sent them"


def test_an_intake_of_another_past_is_refused_before_anything_is_written(
    original: Original, twin: Empty, place: Place3
) -> None:
    lost = lose_followup(original, twin, place)
    with writing(place.engines["intake"]) as conn:
        conn.execute(update(streams.event).values(hash="0" * 64))
    with pytest.raises(NotItsPast, match="that intake does not have"):
        lost.bring_back(original.file, "followup")
    with reading(lost.engines["followup"]) as conn:
        assert lost.engines["followup"].dialect.get_table_names(conn) == []


@pytest.mark.parametrize("then", ["behind", "level", "ahead"])
def test_followup_stops_beside_an_intake_that_came_back_older(
    original: Original, twin: Empty, place: Place3, then: str
) -> None:
    """Intake forgot the last event that followup heard; it may have said others since."""
    older = twin("2022-06-02T16:30")
    older.bring_back(original.file)
    with writing(older.engines["intake"]) as conn:
        table = streams.event
        head = streams.heads(conn)[KANWIL][0]
        last = conn.execute(select(table).where(table.c.seq == head - 1)).one()
        conn.execute(delete(table).where(table.c.seq == head))
        values = {"head": last.seq, "last_hash": last.hash, "last_at": last.at}
        conn.execute(update(streams.stream).values(values))
        drafts = [Draft(ActionConfirmed.name, "other", {})] * ["behind", "level", "ahead"].index(
            then
        )
        streams.append(conn, older.clock, KANWIL, drafts)
    before = folded(older)
    followup = older.followup(original.secret)
    with pytest.raises(StreamStopped, match=r"but \d+ was heard|not the one|does not follow"):
        receive.catch_up(followup, KANWIL)
    older.clock.instant = older.clock.instant.replace(month=9)
    go_on_stopped(older, original)
    assert folded(older) == before
    with reading(followup.engine) as conn:
        held = cursors.read(conn, KANWIL)
    assert held is not None
    assert held.poison is not None


def go_on_stopped(place: Place3, original: Original) -> None:
    with pytest.raises(StreamStopped):
        go_on(place.followup(original.secret))


def test_a_database_that_begins_empty_holds_what_is_older(original: Original, twin: Empty) -> None:
    """Followup is lost and there is no backup: nobody is told again what was said long ago."""
    place = twin()
    for name in ("registry", "intake"):
        place.bring_back(original.file, name)
    engine = place.engines["followup"]
    upgrade(engine, HISTORY)
    decrees.seed(engine)
    for _ in range(2):
        origin.begun(engine, place.clock)
    go_on(place.followup(original.secret))
    assert set(place.letters()) == {"held"}
