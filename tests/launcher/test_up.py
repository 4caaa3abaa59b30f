"""`./tindak up` as a person lives with it: it answers, what dies comes back, nothing is left."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher.installation import LOCALHOST, answers
from launcher.waiting import until
from tests.house.sources import ROOT
from tests.launcher.processes import descendants, lives
from tests.servers.places import free_port

STOPS_WITHIN = 6
CHILDREN = ("valkey-server", "tindak-web", "tindak-worker")


class Up:
    """A running `tindak up` on a folder of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        self.process = self.start()
        self.told = ""

    def start(self, port: int = 0) -> "subprocess.Popen[str]":
        environment = {
            **{name: value for name, value in os.environ.items() if "TINDAK" not in name},
            "TINDAK_DATA": str(self.data),
        }
        command = [str(ROOT / "tindak"), "up", "--port", str(port or self.port)]
        return subprocess.Popen(
            command, cwd=ROOT, env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def hears(self) -> str:
        """The first line that it prints, once everything runs."""
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def ready(self) -> bool:
        return answers(LOCALHOST, self.port, "/readyz")

    def serves(self) -> bool:
        """It answers, and the last of its children was started."""
        return answers(LOCALHOST, self.port, "/healthz") and self.child(CHILDREN[-1]) != 0

    def child(self, what: str) -> int:
        """The process whose command line holds these words, below the supervisor."""
        for pid, command in descendants(self.process.pid).items():
            if what in command:
                return pid
        return 0


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Up]:
    made = Up(tmp_path / "data")
    try:
        until(made.serves, 60, "tindak up")
        made.told = made.hears()
        yield made
    finally:
        made.process.kill()
        made.process.communicate()


def test_what_is_killed_comes_back(up: Up) -> None:
    until(up.ready, 30, "the whole of it")
    before = {what: up.child(what) for what in CHILDREN}
    assert all(before.values())
    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    until(lambda: all(up.child(what) not in (0, before[what]) for what in CHILDREN), 20, "new ones")
    until(up.ready, 30, "the whole of it")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_asked_and_leaves_nothing(up: Up, how: signal.Signals) -> None:
    below = descendants(up.process.pid)
    assert len(below) >= len(CHILDREN)
    up.process.send_signal(how)
    out, err = up.process.communicate(timeout=STOPS_WITHIN)
    assert up.process.returncode == 0, err
    assert f"http://{LOCALHOST}:{up.port}" in up.told
    assert out.endswith("Stopped.\n")
    assert [command for pid, command in below.items() if lives(pid)] == []


def test_it_leaves_nothing_even_when_killed(up: Up) -> None:
    below = descendants(up.process.pid)
    up.process.kill()
    until(lambda: not any(lives(pid) for pid in below), 5, "the end of every child")


def test_a_second_one_is_refused_in_one_line(up: Up) -> None:
    second = up.start(free_port())
    _, err = second.communicate(timeout=20)
    assert second.returncode == 2
    assert err.startswith(f"tindak: {up.data} is in use by process {up.process.pid}")
    assert err.count("\n") == 1


def test_a_taken_port_is_told_in_one_line(up: Up, tmp_path: Path) -> None:
    other = Up.__new__(Up)
    other.data = tmp_path / "other"
    second = other.start(up.port)
    _, err = second.communicate(timeout=20)
    assert second.returncode == 2
    assert (
        err
        == f"tindak: {LOCALHOST}:{up.port} cannot be used (Address already in use): try --port.\n"
    )
