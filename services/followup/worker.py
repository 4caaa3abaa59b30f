"""Followup's tasks: each is one line.

Owns: the Celery app of followup, and that each process opens its databases itself (a forked one
may not use what its parent opened).
"""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from celery import Celery

from services.followup import audit, purge, receive, repair, sweep
from services.followup.broker import SETTINGS
from services.followup.place import Place

Open = Callable[[], Place]


class Worker(Celery):  # type: ignore[misc]
    """Followup's Celery app; `place()` is what the asking process works with."""

    def __init__(self, broker_url: str, open_place: Open) -> None:
        super().__init__("followup", broker=broker_url, set_as_current=False)
        self.conf.update(SETTINGS)
        self._open_place = open_place
        self._opened: dict[int, Place] = {}

    def place(self) -> Place:
        """The place of this process, opened at the first call in it."""
        here = os.getpid()
        if here not in self._opened:
            self._opened = {here: self._open_place()}
        return self._opened[here]


def build_worker(broker_url: str, open_place: Open, deliver: Callable[[Place], object]) -> Worker:
    """The Celery app with its tasks; nothing is opened yet."""
    app = Worker(broker_url, open_place)

    @app.task(name="followup.receive", shared=False)
    def _receive(stream: str, events: Sequence[Mapping[str, Any]]) -> None:
        receive.receive(app.place(), stream, events)

    @app.task(name="followup.sweep", shared=False)
    def _sweep() -> None:
        sweep.sweep(app.place())

    @app.task(name="followup.repair", shared=False)
    def _repair() -> None:
        repair.repair(app.place())

    @app.task(name="followup.deliver", shared=False)
    def _deliver() -> None:
        deliver(app.place())

    @app.task(name="followup.audit", shared=False)
    def _audit() -> None:
        audit.report(app.place())

    @app.task(name="followup.purge", shared=False)
    def _purge() -> None:
        purge.purge(app.place())

    return app
