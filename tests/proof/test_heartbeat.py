"""The heartbeat beats while all is well, once a minute at most; its own faults disturb nothing."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import delete, update
from structlog.testing import capture_logs

from services.followup.certificate import notary
from services.followup.certificate.heartbeat import NAME, Heart, beat
from services.followup.remaking.rebuild import rebuild
from services.followup.store import pulse, tables
from shared.clock import real_now
from tests.followup.town import BABEL
from tests.letters.receiver import Receiver
from tests.proof.certified import Certified


@pytest.fixture
def listener() -> Iterator[Receiver]:
    """Who notices silence."""
    found = Receiver()
    yield found
    found.close()


def a_minute_passes(here: Certified) -> None:
    mine = tables.pulse.c.name == NAME
    here.spoil(update(tables.pulse).where(mine).values(at=real_now() - timedelta(minutes=1)))


def test_it_beats_once_a_minute_whoever_asks(anywhere: Certified, listener: Receiver) -> None:
    anywhere.certify()
    heart = Heart(anywhere.town.place, listener.url("/ping/tindak?k=1"), private=True)
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda _: beat(heart), range(8)))
    assert sorted(outcomes) == [False] * 7 + [True]
    assert [call.path for call in listener.calls] == ["/ping/tindak?k=1"]
    assert listener.calls[0].headers["Host"] == f"127.0.0.1:{listener.port}"
    a_minute_passes(anywhere)
    assert beat(heart)


def test_without_an_address_nothing_is_called(past_due: Certified) -> None:
    assert not beat(Heart(past_due.town.place, None))


def test_it_stops_while_something_is_wrong(past_due: Certified, listener: Receiver) -> None:
    heart = Heart(past_due.town.place, listener.url(), private=True)
    with capture_logs() as logs:
        assert not beat(heart)  # no certificate yet
        past_due.certify()
        a_minute_passes(past_due)
        assert beat(heart)
        past_due.spoil(delete(tables.journal).where(tables.journal.c.rung == "level_1"))
        notary.certify(past_due.notary)
        for _ in range(3):
            a_minute_passes(past_due)
            assert not beat(heart)
        rebuild(past_due.town.place, BABEL)
        notary.certify(past_due.notary)
        a_minute_passes(past_due)
        assert beat(heart)
    said = [one["event"] for one in logs if one["event"].startswith("heartbeat")]
    assert said == ["heartbeat_stops", "heartbeat_goes_on", "heartbeat_stops", "heartbeat_goes_on"]
    assert len(listener.calls) == 2


def test_it_stops_with_the_sweep(past_due: Certified, listener: Receiver) -> None:
    past_due.certify()
    heart = Heart(past_due.town.place, listener.url(), private=True)
    mine = tables.pulse.c.name == pulse.SWEEP
    past_due.spoil(update(tables.pulse).where(mine).values(at=real_now() - timedelta(minutes=2)))
    assert not beat(heart)
    assert listener.calls == []


def test_a_listener_that_fails_is_told_of_once(past_due: Certified, listener: Receiver) -> None:
    past_due.certify()
    heart = Heart(past_due.town.place, listener.url(), private=True)
    listener.answers += [500, 301]
    with capture_logs() as logs:
        for _ in range(3):
            beat(heart)
            a_minute_passes(past_due)
    logs = [one for one in logs if one["event"].startswith("heartbeat")]
    assert [one["event"] for one in logs] == ["heartbeat_stops", "heartbeat_goes_on"]
    assert logs[0]["reason"] == "the heartbeat's address failed: answered 500"
    assert past_due.ready()[0] == 200


def test_it_is_guarded_as_webhooks_are(past_due: Certified, listener: Receiver) -> None:
    past_due.certify()
    assert not beat(Heart(past_due.town.place, listener.url()))
    assert listener.calls == []
