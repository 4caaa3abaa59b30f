"""What the embedded default's supervisor promises: order, restart, and no process left."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from launcher import places
from launcher.supervisor import Child, StartFailed, Supervisor
from launcher.waiting import until
from tests.launcher.processes import lives

SLEEPER = (sys.executable, "-c", "import time; print('awake', flush=True); time.sleep(600)")
WITH_GRANDCHILD = (
    sys.executable,
    "-c",
    "import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', "
    "'import time; time.sleep(600)']).pid, flush=True); import time; time.sleep(600)",
)


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    with Supervisor(os.environ, tmp_path / "log") as made:
        yield made


def test_a_child_is_ready_before_the_next_is_started(supervisor: Supervisor) -> None:
    seen: list[set[str]] = []

    def first_is_ready() -> bool:
        seen.append(set(supervisor.children))
        return len(seen) > 2

    supervisor.start(Child("first", SLEEPER, first_is_ready))
    supervisor.start(Child("second", SLEEPER))
    assert seen == [{"first"}] * 3
    assert list(supervisor.children) == ["first", "second"]


def test_a_job_that_runs_once_is_not_kept(supervisor: Supervisor) -> None:
    supervisor.start(Child("job", (sys.executable, "-c", "print('done')"), once=True))
    assert supervisor.children == {}
    assert "job | done" in supervisor.log_path.read_text()


@pytest.mark.parametrize("once", [True, False])
def test_what_ends_badly_at_its_start_ends_the_start(supervisor: Supervisor, once: bool) -> None:
    wrong = (sys.executable, "-c", "import sys; sys.exit('no such setting')")
    with pytest.raises(StartFailed, match="wrong ended"):
        supervisor.start(Child("wrong", wrong, lambda: False, once=once))
    assert "no such setting" in supervisor.log_path.read_text()


def test_a_killed_child_is_started_again(supervisor: Supervisor) -> None:
    supervisor.start(Child("first", SLEEPER))
    supervisor.start(Child("second", SLEEPER))
    before = supervisor.children
    os.kill(before["second"], signal.SIGKILL)
    # Children die with the thread that starts them, so the watching stays in this one.
    ended = Event()
    Thread(target=_end_when, args=(ended, lambda: supervisor.children != before)).start()
    supervisor.watch(ended)
    after = supervisor.children
    assert after["first"] == before["first"]
    assert after["second"] != before["second"]
    assert lives(after["second"])


def _end_when(ended: Event, condition: object) -> None:
    assert callable(condition)
    until(condition, 10, "the new process")
    ended.set()


def test_stopping_leaves_no_process(tmp_path: Path) -> None:
    with Supervisor(os.environ, tmp_path) as supervisor:
        supervisor.start(Child("parent", WITH_GRANDCHILD))
        child = supervisor.children["parent"]
        until(lambda: "parent |" in supervisor.log_path.read_text(), 5, "the grandchild")
        grandchild = int(supervisor.log_path.read_text().split("parent | ")[1])
        assert lives(child)
        assert lives(grandchild)
    assert not lives(child)
    until(lambda: not lives(grandchild), 5, "the end of the grandchild")


def test_children_die_with_a_killed_supervisor(tmp_path: Path) -> None:
    program = f"""
import os
from pathlib import Path
from threading import Event
from launcher.supervisor import Child, Supervisor
with Supervisor(os.environ, Path({str(tmp_path)!r})) as supervisor:
    supervisor.start(Child("sleeper", {SLEEPER!r}))
    print(supervisor.children["sleeper"], flush=True)
    supervisor.watch(Event())
"""
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout is not None
        child = int(supervisor.stdout.readline())
        assert lives(child)
        supervisor.kill()
    until(lambda: not lives(child), 5, "the end of the child")


def test_one_that_is_forked_has_its_own_environment_and_words(tmp_path: Path) -> None:
    def become() -> int:
        words = os.environ["GREETING"], Path("/proc/self/comm").read_text()
        os.write(1, " ".join(words).encode())
        time.sleep(600)
        return 0

    with Supervisor({"GREETING": "hello"}, tmp_path) as supervisor:
        supervisor.start(Child("greeter", become=become))
        until(lambda: "hello" in supervisor.log_path.read_text(), 5, "its words")
        assert "greeter | hello tindak-greeter" in supervisor.log_path.read_text()
        child = supervisor.children["greeter"]
        assert lives(child)
    assert not lives(child)
    assert "GREETING" not in os.environ


def test_a_killed_supervisor_leaves_its_folder_free(tmp_path: Path) -> None:
    """Once its children are gone; and they are, soon."""
    program = f"""
import os, time
from pathlib import Path
from threading import Event
from launcher import places
from launcher.supervisor import Child, Supervisor
data = Path({str(tmp_path)!r})
with places.held(data), Supervisor(os.environ, data / "log") as supervisor:
    supervisor.start(Child("sleeper", become=lambda: time.sleep(600) or 0))
    print(supervisor.children["sleeper"], flush=True)
    supervisor.watch(Event())
"""
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout is not None
        child = int(supervisor.stdout.readline())
        with pytest.raises(places.InUse, match=str(supervisor.pid)), places.held(tmp_path):
            pass
        supervisor.kill()
    until(lambda: not lives(child), 5, "the end of the child")
    with places.held(tmp_path):
        pass


def test_the_folder_is_held_by_no_child(tmp_path: Path) -> None:
    with Supervisor({}, tmp_path / "log") as supervisor:
        with places.held(tmp_path):
            supervisor.start(Child("sleeper", become=_sleeps))
        until(lambda: "awake" in supervisor.log_path.read_text(), 5, "its words")
        with places.held(tmp_path):
            assert lives(supervisor.children["sleeper"])


def test_what_a_terminal_says_at_the_fork_is_not_for_the_child(tmp_path: Path) -> None:
    """As the terminal does, before the child has a session of its own."""
    signals = [signal.SIGINT, signal.SIGHUP]

    def become() -> int:
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
        os.write(1, f"blocked {sorted(blocked)}\n".encode())
        return _sleeps()

    def press() -> None:
        for one in signals:
            os.kill(os.getpid(), one)

    os.register_at_fork(after_in_child=press)
    try:
        with Supervisor({}, tmp_path) as supervisor:
            supervisor.start(Child("forked", become=become))
            until(lambda: "blocked" in supervisor.log_path.read_text(), 5, "its words")
            assert "forked | blocked []" in supervisor.log_path.read_text()
            assert lives(supervisor.children["forked"])
    finally:
        signals.clear()


def _sleeps() -> int:
    os.write(1, b"awake\n")
    time.sleep(600)
    return 0


def _stumbles() -> int:
    raise LookupError


@pytest.mark.parametrize(
    ("becomes", "code"),
    [(lambda: 3, 3), (lambda: sys.exit(3), 3), (lambda: sys.exit("no"), 1), (_stumbles, 1)],
)
def test_one_that_is_forked_ends_with_its_code(
    tmp_path: Path, becomes: Callable[[], int], code: int
) -> None:
    with (
        Supervisor({}, tmp_path) as supervisor,
        pytest.raises(StartFailed, match=rf"job ended \({code}\)"),
    ):
        supervisor.start(Child("job", become=becomes, once=True))
