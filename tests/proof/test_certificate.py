"""The daily certificate: once a day, chained, signed; and what it finds where it is planted."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import delete, insert, update

from services.followup.certificate import kept, notary, turn
from services.followup.certificate.content import GENESIS, Head, Shown, hash_of, mark, read_text
from services.followup.certificate.signing import Signer, genuine, signer
from services.followup.certificate.tables import turn as turns
from services.followup.certificate.tally import tally
from services.followup.certificate.turn import TurnLost
from services.followup.remaking.rebuild import rebuild
from services.followup.store import cursors, tables
from services.followup.store.tables import streams
from shared import codec
from shared.clock import real_now
from shared.db import reading, writing
from tests.followup.town import BABEL, WIB
from tests.proof.certified import SEED, Certified

DUE = datetime(2022, 3, 12, tzinfo=WIB)


def test_it_says_what_was_looked_at_and_up_to_where(anywhere: Certified) -> None:
    made = anywhere.certify()
    assert made is not None
    assert (made.number, made.previous, made.clean) == (1, GENESIS, True)
    assert (made.open_cases, made.closed_cases) == (1, 1)
    assert made.rungs_expected == made.rungs_fired == 6
    assert (made.calendar_version, made.policy_version) == (1, 1)
    assert made.as_of == anywhere.town.clock.now()
    with reading(anywhere.engine) as conn:
        [cursor] = cursors.read_all(conn)
        own = streams.heads(conn)
    [intake, *others] = made.heads
    assert intake == Head("intake", BABEL, cursor.seq, cursor.hash, intake.until)
    assert {one.stream: (one.seq, one.hash) for one in others} == own
    [row] = anywhere.rows()
    assert read_text(row.text) == made
    assert row.hash == hash_of(row.text)
    assert genuine(row.text, row.signature, row.key)


def test_one_a_day_however_often_it_is_asked_for(past_due: Certified) -> None:
    assert past_due.certify()
    assert past_due.certify() is None
    past_due.on("2022-03-15 06:59")
    assert past_due.certify() is None
    past_due.on("2022-03-15 07:00")
    made = past_due.certify()
    assert made is not None
    assert (made.number, made.previous) == (2, past_due.rows()[0].hash)


def test_who_comes_while_another_audits_goes_away(anywhere: Certified) -> None:
    with turn.taken(anywhere.engine, notary.TURN) as renew:
        assert renew is not None
        assert anywhere.certify() is None
        with pytest.raises(notary.AnotherAudits):
            notary.certify(anywhere.notary)
    assert anywhere.certify()


def test_a_worker_that_died_at_it_loses_its_turn(anywhere: Certified) -> None:
    with writing(anywhere.engine) as conn:
        dead = {"name": notary.TURN, "holder": "dead", "until": real_now() + turn.SILENCE}
        conn.execute(insert(turns).values(dead))
    assert anywhere.certify() is None
    anywhere.spoil(update(turns).values(until=real_now() - timedelta(seconds=1)))
    assert anywhere.certify()


def test_a_turn_that_was_lost_is_noticed(here: Certified) -> None:
    with turn.taken(here.engine, "work", timedelta(0)) as renew:
        assert renew is not None
        renew()
        here.spoil(update(turns).values(holder="another"))
        with pytest.raises(TurnLost):
            renew()


def test_two_that_keep_at_once_keep_one(anywhere: Certified) -> None:
    """As two workers do whose turns overlapped."""
    engine, place = anywhere.engine, anywhere.town.place
    found, now = tally(place, lambda: None), anywhere.town.clock.now()
    begin = Barrier(2)

    def keep() -> bool:
        begin.wait()
        with writing(engine) as conn:
            return bool(kept.keep(conn, Signer(SEED), found, now, again=False))

    with ThreadPoolExecutor(2) as pool:
        outcomes = [one.result() for one in [pool.submit(keep), pool.submit(keep)]]
    assert sorted(outcomes) == [False, True]
    assert len(anywhere.rows()) == 1


def test_the_operator_may_ask_for_another(past_due: Certified) -> None:
    first = notary.certify(past_due.notary)
    assert (first.number, first.again) == (1, 1)
    daily = past_due.certify()
    assert daily is not None
    assert (daily.number, daily.again) == (2, 0)
    assert notary.certify(past_due.notary).again == 2


def test_while_intake_is_away_nothing_is_certified(past_due: Certified) -> None:
    past_due.town.intake.down = True
    assert past_due.certify() is None
    past_due.town.intake.down = False
    assert past_due.certify()


def test_what_no_sweep_has_come_to_is_not_vouched_for(past_due: Certified) -> None:
    past_due.town.on("2022-04-30 09:00")
    made = past_due.certify()
    assert made is not None
    assert made.clean
    assert made.as_of == datetime(2022, 3, 26, tzinfo=WIB) - timedelta(microseconds=1)


def test_a_missed_rung_is_found(past_due: Certified) -> None:
    past_due.spoil(delete(tables.journal).where(tables.journal.c.rung == "level_1"))
    made = past_due.certify()
    assert made is not None
    assert (made.findings, made.rungs_expected - made.rungs_fired) == ({"missing": 1}, 1)
    [row] = past_due.rows()
    [shown] = codec.load(list[Shown], row.shown)
    assert (shown.code, shown.rung, shown.expected_at) == ("REK-BABEL-2022-0001", "level_1", DUE)
    assert made.marks == (mark(shown),)


def test_a_doubled_and_an_early_rung_are_found(anywhere: Certified) -> None:
    again = {"id": "x", "stream": BABEL, "recommendation_id": anywhere.ids[0], "position": 99}
    told = {"at": DUE, "recorded_at": DUE, "kind": "escalated", "rung": "level_1", "round": 2}
    journal = tables.journal
    anywhere.spoil(
        insert(journal).values(**again, **told, to=[], body={}),
        update(journal)
        .where(journal.c.rung == "reminder_1", journal.c.recommendation_id == anywhere.ids[0])
        .values(at=DUE - timedelta(days=3)),
    )
    made = anywhere.certify()
    assert made is not None
    assert made.findings == {"doubled": 1, "early": 1}


def test_what_intake_rewrote_is_found(past_due: Certified) -> None:
    """The whole chain is made anew, so that it verifies."""
    town = past_due.town
    with town.intake.engine.begin() as conn:
        conn.execute(delete(town.intake.streams.event))
        conn.execute(delete(town.intake.streams.stream))
    for _ in range(4):
        town.record()
    made = past_due.certify()
    assert made is not None
    assert made.findings == {"tampered": 1}


def test_a_rebuild_under_way_is_no_finding(past_due: Certified) -> None:
    with writing(past_due.engine) as conn:
        conn.execute(delete(tables.journal))
        conn.execute(update(tables.case_).values(next_at=DUE))
        conn.execute(update(tables.cursor).values(known_to=None, seq=0, hash=GENESIS))
    past_due.town.intake.down = True
    assert past_due.certify() is None
    past_due.town.intake.down = False
    rebuild(past_due.town.place, BABEL)
    made = past_due.certify()
    assert made is not None
    assert made.clean


def test_a_signature_fits_its_text_and_key_alone() -> None:
    ours, theirs = Signer(SEED), Signer("0" * 64)
    signature = ours.sign("text")
    assert genuine("text", signature, ours.public)
    assert not genuine("test", signature, ours.public)
    assert not genuine("text", signature, theirs.public)
    assert not genuine("text", "00" + signature[2:], ours.public)
    assert not genuine("text", "no signature", ours.public)


def test_a_key_is_made_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: signer(None, tmp_path / "data").public, range(8)))
    assert len(set(made)) == 1
    assert (tmp_path / "data" / "signing-key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["signing-key"]
    assert signer(SEED, tmp_path / "data").public == Signer(SEED).public != made[0]


def test_an_early_day_is_that_of_utc(past_due: Certified) -> None:
    made = past_due.certify()
    assert made is not None
    assert made.day == datetime(2022, 3, 14, 2, tzinfo=UTC).date()
