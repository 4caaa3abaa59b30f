"""The one place that reads the time."""

import json
import math
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.clock import (
    AnchoredClock,
    ClockSettingError,
    HandClock,
    SystemClock,
    open_clock,
    real_now,
    write_anchor,
)

START = datetime(2022, 1, 25, 2, tzinfo=UTC)


def test_without_a_setting_the_hosts_clock_is_read(tmp_path: Path) -> None:
    clock = open_clock(None, tmp_path)
    assert isinstance(clock, SystemClock)
    assert not clock.simulated
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - real_now()) < timedelta(seconds=1)
    assert not list(tmp_path.iterdir())


def test_a_standing_clock_stands(tmp_path: Path) -> None:
    clock = open_clock("2022-01-25T09:00:00+07:00@0", tmp_path)
    assert clock.simulated
    assert clock.now() == clock.now() == START
    assert clock.seconds_until(START + timedelta(seconds=1)) == math.inf
    assert clock.seconds_until(START) == 0


def test_a_fast_clock_runs_as_fast_as_it_says(tmp_path: Path) -> None:
    clock = open_clock("2022-01-25T02:00:00Z@3600", tmp_path)
    assert 0 <= (clock.now() - START).total_seconds() < 3600
    wait = clock.seconds_until(clock.now() + timedelta(hours=1))
    assert wait == pytest.approx(1, abs=0.1)


def test_a_restart_goes_on_where_it_was(tmp_path: Path) -> None:
    open_clock("2022-01-25T02:00:00Z@0", tmp_path)
    again = open_clock("2030-01-01T00:00:00Z@0", tmp_path)
    assert again.now() == START


def test_a_kept_anchor_counts_where_nothing_is_set(tmp_path: Path) -> None:
    open_clock("2022-01-25T02:00:00Z@0", tmp_path)
    beside = open_clock(None, tmp_path)
    assert beside.simulated
    assert beside.now() == START


def test_whoever_moves_the_clock_moves_it_for_all(tmp_path: Path) -> None:
    one = open_clock("2022-01-25T02:00:00Z@0", tmp_path)
    other = open_clock("2022-01-25T02:00:00Z@0", tmp_path)
    assert isinstance(one, AnchoredClock)
    assert other.now() == START
    one.set(START + timedelta(days=1), 0)
    path = tmp_path / "clock.json"
    os.utime(path, ns=(1, 1))  # whatever the file system's grain: the stamp differs
    assert other.now() == one.now() == START + timedelta(days=1)
    assert [one.name for one in tmp_path.iterdir()] == ["clock.json"]


def test_the_anchor_is_kept_in_utc(tmp_path: Path) -> None:
    open_clock("2022-01-25T09:00:00+07:00@2.5", tmp_path)
    body = json.loads((tmp_path / "clock.json").read_text())
    assert (body["instant"], body["speed"]) == ("2022-01-25T02:00:00+00:00", 2.5)
    write_anchor(tmp_path / "clock.json", START, 1)
    assert json.loads((tmp_path / "clock.json").read_text())["speed"] == 1


@pytest.mark.parametrize(
    "setting",
    ["now", "2022-01-25@1", "2022-01-25T09:00:00@1", "2022-01-25T09:00:00Z@fast",
     "2022-01-25T09:00:00Z@-1", "2022-01-25T09:00:00Z@nan", "2022-01-25T09:00:00Z@inf", "@1"],
)  # fmt: skip
def test_a_setting_that_cannot_be_read_is_refused(tmp_path: Path, setting: str) -> None:
    with pytest.raises(ClockSettingError):
        open_clock(setting, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_hand_clock_reads_what_it_was_set_to() -> None:
    clock = HandClock(START)
    clock.instant = START + timedelta(hours=1)
    assert clock.now() == START + timedelta(hours=1)
    assert clock.seconds_until(START) == 0
    assert clock.seconds_until(START + timedelta(hours=2)) == math.inf
