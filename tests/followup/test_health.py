"""Probes and numbers: what is behind, what stands, what nobody sweeps."""

from typing import Any

import pytest

from services.followup.hearing.repair import repair
from tests.followup.house import House
from tests.followup.town import Town


@pytest.fixture
def town(house: House) -> Town:
    return house.town


def test_ready_once_workers_have_been_here(house: House, town: Town) -> None:
    assert ready(house)[0] == 503
    repair(town.place)
    town.sweep()
    status, checks = ready(house)
    assert status == 200, checks
    assert {"database", "lag", "registry", "streams", "sweep"} <= set(checks)


def test_a_stream_that_stands_is_named(house: House, town: Town) -> None:
    one = town.record()
    repair(town.place)
    town.confirm(one)
    with town.intake.engine.begin() as conn:
        conn.execute(town.intake.streams.event.update().values(hash="0" * 64))
    repair(town.place)
    status, checks = ready(house)
    assert status == 503
    assert "KANWIL-BABEL" in checks["streams"]["detail"]
    assert metric(house, 'tindak_followup_stream_stands{stream="KANWIL-BABEL"}') == 1
    assert metric(house, 'tindak_followup_lag_events{stream="KANWIL-BABEL"}') == 1


def test_a_stuck_case_is_named(house: House, town: Town) -> None:
    one = town.record()
    town.verify(one, "a_new_word")
    repair(town.place)
    town.sweep()
    status, checks = ready(house)
    assert (status, checks["streams"]["ok"], checks["cases"]["ok"]) == (503, True, False)
    assert one in checks["cases"]["detail"]
    assert metric(house, "tindak_followup_stuck_cases") == 1


def test_intake_out_of_reach_is_lag(house: House, town: Town) -> None:
    town.intake.down = True
    repair(town.place)
    status, checks = ready(house)
    assert (status, checks["lag"]["detail"]) == (503, "the line is cut")


def test_what_nobody_sweeps_shows(house: House, town: Town) -> None:
    town.record()
    town.catch_up()
    assert metric(house, "tindak_followup_unswept_seconds") == 0
    town.on("2022-02-17 08:01")
    assert metric(house, "tindak_followup_unswept_seconds") == 60


def ready(house: House) -> tuple[int, Any]:
    answer = house.app.test_client().get("/readyz")
    return answer.status_code, (answer.json or {})["checks"]


def metric(house: House, name: str) -> float:
    lines = house.app.test_client().get("/metrics").text.splitlines()
    [line] = [line for line in lines if line.startswith(name + " ")]
    return float(line.rpartition(" ")[2])
