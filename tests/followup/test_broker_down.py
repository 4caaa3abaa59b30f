"""Broker down is not service down: intake answers, nothing is lost, and all of it arrives."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher import waiting
from tests.conftest import FreshUrl
from tests.followup.house import House
from tests.followup.town import BABEL
from tests.followup.worker_town import Workers, workers
from tests.servers.proxy import Line
from tests.servers.valkey import Valkey


class Reached(Valkey):
    """A broker that is reached over a line which can be cut."""

    def __init__(self) -> None:
        super().__init__()
        self.line = Line(self.socket)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.line.port}/0"

    def close(self) -> None:
        self.line.close()
        super().close()


@pytest.fixture
def broker() -> Iterator[Reached]:
    made = Reached()
    yield made
    made.close()


@pytest.fixture
def town(fresh_url: FreshUrl, tmp_path: Path, broker: Reached) -> Iterator[Workers]:
    with workers(fresh_url, tmp_path, broker) as made:
        yield made


@pytest.fixture
def small_town(sqlite_url: FreshUrl, tmp_path: Path, broker: Reached) -> Iterator[Workers]:
    """The same on SQLite alone, where the engine makes no difference."""
    with workers(sqlite_url, tmp_path, broker) as made:
        yield made


def cut(broker: Reached, how: str) -> None:
    {"refused": broker.line.refuse, "frozen": broker.line.freeze}[how]()


@pytest.mark.parametrize("how", ["refused", "frozen"])
def test_what_is_posted_without_a_broker_arrives_when_it_is_back(
    town: Workers, broker: Reached, how: str
) -> None:
    """The line breaks under a connection that stands; worker and beat live through it."""
    town.start("worker", "--pool", "threads", "--concurrency", "2")
    town.start("beat")
    first = town.record(2)
    waiting.until(lambda: town.cases() == 2, 30, "what is posted with the broker up")
    town.on("2022-02-14 10:00")
    cut(broker, how)
    later = town.record(3)  # 201, and durable
    town.confirm(first[0])
    assert town.place.feed.heads()[BABEL] == 8
    broker.line.open()
    waiting.until(lambda: town.cases() == 5, 60, "what was posted with the broker down")
    town.on("2022-03-12 00:01")
    town.await_fired("level_1", 4, 60)
    assert town.fired("level_1") == sorted([first[1], *later])
    assert town.audit() == []


@pytest.mark.parametrize("how", ["refused", "frozen"])
def test_intake_says_that_the_broker_does_not_answer_and_goes_on(
    small_town: Workers, broker: Reached, how: str
) -> None:
    client = small_town.intake.test_client()
    assert client.get("/readyz").status_code == 200
    cut(broker, how)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    checks = answer.json["checks"] if answer.json else {}
    assert checks["broker"] == {"ok": False, "detail": "does not answer"}
    assert {name for name, one in checks.items() if not one["ok"]} == {"broker"}
    small_town.record(1)
    assert client.get("/healthz").status_code == 200
    broker.line.open()
    assert client.get("/readyz").status_code == 200


def test_followup_says_that_no_worker_runs_and_answers(house: House) -> None:
    """Without a broker no task reaches a worker; without intake there is nothing new to hear."""
    one = house.town.record()
    house.town.catch_up()
    house.town.intake.down = True
    answer = house.app.test_client().get("/readyz")
    checks = answer.json["checks"] if answer.json else {}
    assert answer.status_code == 503
    assert checks["lag"]["detail"] == "no repair runs: there was none yet"
    assert checks["sweep"]["detail"] == "no sweep runs: there was none yet"
    assert house.get("LP-SGL", f"/cases/{one}")["status"] == "received"
    card = house.get("LP-SGL", f"/cases/{one}/deadline")
    assert card["official_due_on"] == "2022-03-11"
    assert house.app.test_client().get("/healthz").status_code == 200
