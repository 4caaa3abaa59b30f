"""Followup's tasks: each is one line.

Owns: the Celery app of followup, and that each process opens its databases itself (a forked one
may not use what its parent opened).
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from celery import Celery

from services.followup.clockwork import sweep
from services.followup.clockwork.broker import SETTINGS
from services.followup.hearing import receive, repair
from services.followup.place import Place


@dataclass(frozen=True)
class Desk:
    """What a worker works with: followup's place, the two ways in which things leave, and what
    watches over it all: the daily certificate, the weekly anchors and the heartbeat."""

    place: Place
    deliver: Callable[[], object]
    announce: Callable[[], object]
    certify: Callable[[], object]
    anchor: Callable[[], object]
    heartbeat: Callable[[], object]


class Worker(Celery):  # type: ignore[misc]
    """Followup's Celery app; `desk()` is what the asking process works with."""

    def __init__(self, broker_url: str, open_desk: Callable[[], Desk]) -> None:
        super().__init__("followup", broker=broker_url, set_as_current=False)
        self.conf.update(SETTINGS)
        self._open_desk = open_desk
        self._opened: dict[int, Desk] = {}
        self._opening = Lock()

    def desk(self) -> Desk:
        """The desk of this process, opened at the first call in it."""
        here = os.getpid()
        with self._opening:
            if here not in self._opened:
                self._opened = {here: self._open_desk()}
            return self._opened[here]


TASKS: Mapping[str, Callable[..., object]] = {
    "followup.receive": lambda desk, stream, events: receive.heed(desk.place, stream, events),
    "followup.sweep": lambda desk: sweep.sweep_in_turn(desk.place),
    "followup.repair": lambda desk: repair.repair(desk.place),
    "followup.deliver": lambda desk: desk.deliver(),
    "followup.announce": lambda desk: desk.announce(),
    "followup.audit": lambda desk: desk.certify(),
    "followup.anchor": lambda desk: desk.anchor(),
    "followup.heartbeat": lambda desk: desk.heartbeat(),
}


LIMITS: Mapping[str, Mapping[str, int]] = {
    "followup.audit": {"soft_time_limit": 3500, "time_limit": 3600},
}
"""Seconds for tasks whose work grows with the number of cases; all others have the usual ones."""


def build_worker(broker_url: str, open_desk: Callable[[], Desk]) -> Worker:
    """The Celery app with its tasks; nothing is opened yet."""
    app = Worker(broker_url, open_desk)
    for name, do in TASKS.items():
        app.task(_at_desk(app, do), name=name, shared=False, **LIMITS.get(name, {}))
    return app


def _at_desk(app: Worker, do: Callable[..., object]) -> Callable[..., None]:
    def task(*args: Any) -> None:
        do(app.desk(), *args)

    return task
