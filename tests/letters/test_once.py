"""Several deliverers, and one that dies, send each letter once; at most once more, recognisably."""

import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from services.followup.letters import departures, lease, tables
from services.followup.letters.deliver import deliver
from services.followup.letters.mail import Transport, transport
from services.followup.letters.postroom import Postroom
from services.followup.place import Place
from shared.clock import HandClock
from shared.db import open_engine
from tests.letters.conftest import URL, House, QuietFeed
from tests.letters.story import DIRECTORATE, KANWIL, OMBUDSMAN, UNIT, Story, numbered, wib
from tests.servers.turns import in_turn

MONDAY = "2022-03-14 08:00"
OFFICES = (UNIT, KANWIL, OMBUDSMAN, DIRECTORATE)


class Dies:
    """A worker that is killed after the server took the letter and before it could say so."""

    def __init__(self, road: Transport) -> None:
        self._road = road

    def send(self, mail: EmailMessage) -> None:
        self._road.send(mail)
        os._exit(9)


def overdue(house: House, count: int) -> None:
    """Escalations of that many cases, each told to every office."""
    house.clock.instant = wib("2022-03-12 00:00")
    for number in range(1, count + 1):
        story = Story(**numbered(number)).until("2022-03-12 00:00")
        line = story.last("escalated")
        house.keep(story, [replace(line, to=tuple(one.code for one in OFFICES))])
    house.clock.instant = wib(MONDAY)


def work(urls: tuple[str, str], smtp: str, instant: datetime, *, dies: bool = False) -> None:
    """One deliverer in a process of its own."""
    engine, registry = (open_engine(url) for url in urls)
    clock = HandClock(instant)
    road: Transport = transport(smtp, Path("unused"), "tindak.example")
    place = Place(engine, QuietFeed(clock), clock)
    deliver(Postroom(place, registry, Dies(road) if dies else road, URL, "tindak@babel.example"))
    os._exit(0)  # whatever threads the fork brought along


def spawned(house: House, *, dies: bool = False) -> multiprocessing.process.BaseProcess:
    urls = tuple(
        e.url.render_as_string(hide_password=False) for e in (house.engine, house.registry)
    )
    child = multiprocessing.get_context("spawn").Process(
        target=work, args=(urls, house.server.url, house.clock.now()), kwargs={"dies": dies}
    )
    child.start()
    return child


def test_threads_that_deliver_at_once_send_each_letter_once(house: House) -> None:
    overdue(house, 3)
    with ThreadPoolExecutor(4) as pool:
        sent = sum(pool.map(lambda _: deliver(house.room()), range(4)))
    assert sent == len(house.server.letters) == len(OFFICES)
    assert {one.state for one in house.letters()} == {"sent"}
    assert len({one["Message-ID"] for one in house.server.letters}) == len(OFFICES)


def test_processes_that_deliver_at_once_send_each_letter_once(house: House) -> None:
    overdue(house, 3)
    children = [spawned(house) for _ in range(3)]
    for child in children:
        child.join(60)
        assert child.exitcode == 0
    recipients = [str(one["To"].addresses[0].addr_spec) for one in house.server.letters]
    assert sorted(recipients) == sorted(f"{one.code.lower()}@babel.example" for one in OFFICES)
    assert {one.state for one in house.letters()} == {"sent"}


def test_a_worker_killed_before_it_could_mark_repeats_once_under_the_same_name(
    house: House,
) -> None:
    overdue(house, 1)
    child = spawned(house, dies=True)
    child.join(60)
    assert child.exitcode == 9
    assert len(house.server.letters) == 1
    deliver(house.room())
    assert len(house.server.letters) == len(OFFICES)  # the others leave; the leased one waits
    house.let_real_time_pass()
    deliver(house.room())
    house.let_real_time_pass()
    deliver(house.room())
    assert len(house.server.letters) == len(OFFICES) + 1
    names = [one["Message-ID"] for one in house.server.letters]
    assert names[0] == names[-1]
    assert len(set(names)) == len(OFFICES)


def test_letters_that_come_while_others_leave_leave_next(house: House) -> None:
    overdue(house, 1)
    departures.gather(house.engine, house.clock.now(), "tindak.example", ["KANWIL-BABEL"])
    overdue(house, 2)
    assert deliver(house.room()) == 2 * len(OFFICES)
    assert {one.state for one in house.letters()} == {"sent"}


def test_what_is_claimed_is_nobody_elses_while_the_lease_lasts(house: House) -> None:
    overdue(house, 1)
    departures.gather(house.engine, house.clock.now(), "tindak.example", ["KANWIL-BABEL"])
    found = [lease.claim(house.engine, tables.departure) for _ in range(len(OFFICES) + 1)]
    assert len({one.id for one in found if one}) == len(OFFICES)
    assert found[-1] is None


def test_two_who_claim_at_once_claim_two(house: House) -> None:
    if house.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one lock for all")
    overdue(house, 1)
    departures.gather(house.engine, house.clock.now(), "tindak.example", ["KANWIL-BABEL"])

    def claim() -> lease.Claim | None:
        return lease.claim(house.engine, tables.departure)

    first, second = in_turn(house.engine, claim, claim)
    assert first is not None
    assert second is not None
    assert first.id != second.id


def test_two_who_gather_at_once_bind_each_letter_once(house: House) -> None:
    if house.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one lock for all")
    overdue(house, 1)

    def gather() -> None:
        departures.gather(house.engine, house.clock.now(), "tindak.example", ["KANWIL-BABEL"])

    in_turn(house.engine, gather, gather)
    assert sorted(one.office for one in house.departures()) == sorted(one.code for one in OFFICES)


def test_a_letter_gathered_before_an_outage_waits_for_its_end(house: House) -> None:
    overdue(house, 1)
    departures.gather(house.engine, house.clock.now(), "tindak.example", ["KANWIL-BABEL"])
    house.feed.reachable = False
    assert deliver(house.room()) == 0
    assert {one.state for one in house.letters()} == {"waiting"}
    house.feed.reachable = True
    house.let_real_time_pass()
    assert deliver(house.room()) == len(OFFICES)


@pytest.mark.parametrize("lease_lost", [True, False])
def test_only_the_holder_of_the_lease_marks(house: House, lease_lost: bool) -> None:
    overdue(house, 1)
    departures.gather(house.engine, house.clock.now(), "tindak.example", ["KANWIL-BABEL"])
    mine = lease.claim(house.engine, tables.departure)
    assert mine is not None
    if lease_lost:
        house.let_real_time_pass()
        taken = set()
        while other := lease.claim(house.engine, tables.departure):
            taken.add(other.id)
        assert mine.id in taken
    marked = departures.finish(house.engine, mine, "sent", None, house.clock.now())
    assert marked is not lease_lost
