"""Keeps the processes of the embedded default alive, and ends them all.

Owns: starting children in order, each when the one before is ready; starting again, with growing
pauses, what dies; the log that they share; stopping. Works in one thread, the caller's.
"""

import logging
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Event, Thread
from typing import Union

from launcher import offspring, tether, waiting
from launcher.offspring import Forked
from launcher.oneline import OneLine
from shared.clock import real_now

PAUSES = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0)
STEADY = timedelta(seconds=30)
LOG_BYTES = 10_000_000
READY_WITHIN = 60.0
GRACE = 4.0
LOOK_EVERY = 0.2


class StartFailed(OneLine):
    """A child ended before it was ready; the text says which, and what it said last."""


@dataclass(frozen=True)
class Child:
    """A process to keep: how it is started and when it is ready. One with a `command` is started
    as that program; one without is forked off, to `become` what it is. `once`: it is ready when it
    has ended well, and is not kept."""

    name: str
    command: Sequence[str] = ()
    ready: Callable[[], bool] = lambda: True
    once: bool = False
    become: Callable[[], int] = lambda: 0


Process = Union["subprocess.Popen[bytes]", Forked]


@dataclass
class _Running:
    child: Child
    process: Process
    since: datetime
    failures: int = 0
    again_at: datetime | None = None


class Supervisor:
    """The running children. Use as a context: leaving it, however, stops every one of them."""

    def __init__(self, environment: Mapping[str, str], log_folder: Path) -> None:
        self._environment = environment
        self._running: list[_Running] = []
        self._listeners: list[Thread] = []
        log_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.log_path = log_folder / "tindak.log"
        self._log = RotatingFileHandler(self.log_path, maxBytes=LOG_BYTES, backupCount=3)
        self._log.setFormatter(logging.Formatter("%(asctime)s %(name)s | %(message)s"))

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._log.close()

    @property
    def children(self) -> dict[str, int]:
        """Each child's name and the number of its present process."""
        return {one.child.name: one.process.pid for one in self._running}

    def start(self, child: Child, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Start, do something meanwhile, and wait until it is ready; raises StartFailed."""
        running = _Running(child, self._spawn(child), real_now())
        self._running.append(running)
        meanwhile()
        try:
            waiting.until(lambda: self._ready(running), READY_WITHIN, child.name)
        except waiting.TooLong as error:
            raise StartFailed(f"{error} {self.log_path} says more.") from error
        if child.once:
            self._running.remove(running)

    def watch(self, ended: Event) -> None:
        """Start again whatever dies, until `ended` is set."""
        while not ended.wait(LOOK_EVERY):
            for running in self._running:
                self._look_after(running)

    def stop(self) -> None:
        """Ask all but the first to stop, together, then the first, which the others stand on."""
        for group in (self._running[1:], self._running[:1]):
            for running in group:
                if running.process.poll() is None:
                    running.process.terminate()
            end = real_now() + timedelta(seconds=GRACE)
            for running in group:
                left = max(0.0, (end - real_now()).total_seconds())
                tether.end(running.process, left)
        self._running.clear()
        for listener in self._listeners:
            listener.join(1)

    def _ready(self, running: _Running) -> bool:
        code = running.process.poll()
        if code is not None:
            self._listeners[-1].join(1)
        ready = code == 0 if running.child.once else code is None and running.child.ready()
        if code is not None and not ready:
            raise StartFailed(f"{running.child.name} ended ({code}); {self.log_path} says why.")
        return ready

    def _look_after(self, running: _Running) -> None:
        now = real_now()
        if running.process.poll() is None:
            return
        if running.again_at is None:
            if now - running.since > STEADY:
                running.failures = 0
            pause = PAUSES[min(running.failures, len(PAUSES) - 1)]
            running.failures += 1
            running.again_at = now + timedelta(seconds=pause)
            self._note("tindak", f"{running.child.name} ended ({running.process.returncode})")
        if now >= running.again_at:
            tether.kill(running.process)
            running.process = self._spawn(running.child)
            running.since, running.again_at = now, None

    def _spawn(self, child: Child) -> Process:
        process = self._begun(child)
        listener = Thread(target=self._keep_words, args=(child.name, process), daemon=True)
        listener.start()
        self._listeners = [one for one in self._listeners if one.is_alive()] + [listener]
        return process

    def _begun(self, child: Child) -> Process:
        if child.command:
            return tether.start(
                child.command, environment=self._environment, output=subprocess.PIPE
            )
        return offspring.fork(f"tindak-{child.name}", child.become, self._environment)

    def _keep_words(self, name: str, process: Process) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                self._note(name, line.decode(errors="replace").rstrip())

    def _note(self, name: str, words: str) -> None:
        record = logging.LogRecord(name, logging.INFO, "", 0, words, None, None)
        self._log.handle(record)
