"""The one worker of an installation on one machine, with beat in it.

Owns: how that worker is run: without Celery's command line, whose import costs six megabytes, and
with beat in a thread of it, which saves a process. Where there are several workers, beat is a
process of its own.
"""

import os
import signal
from threading import Thread
from typing import Any

import structlog
from celery.beat import Service
from celery.bootsteps import StartStopStep

from services.followup.clockwork.beat import NextDue
from services.followup.clockwork.worker import Worker

THREADS = 4
"""A mail server that hangs holds up one of them, never the sweep."""
_log = structlog.get_logger("beat")


def made(app: Worker) -> Worker:
    """That app as the only worker's, ready to `work` in whatever process is forked off."""
    app.steps["worker"].add(Alongside)
    app.finalize()
    return app


def work(app: Worker) -> int:
    """Work until SIGTERM; answers the exit code."""
    worker = app.Worker(
        pool_cls="threads",
        concurrency=THREADS,
        loglevel="WARNING",
        quiet=True,
        without_gossip=True,
        without_mingle=True,
    )
    worker.start()
    return int(worker.exitcode or 0)


def beat_of(app: Worker) -> Service:
    """Beat by the schedule of that app; by itself it would take another one, kept in a file."""
    return Service(app, scheduler_cls=NextDue)


class Alongside(StartStopStep):  # type: ignore[misc]
    """Beat, in a thread of its worker. Where it fails the worker ends too, and whoever keeps the
    worker starts both again."""

    def start(self, worker: Any) -> None:
        self._service = beat_of(worker.app)
        Thread(target=self._run, name="beat", daemon=True).start()

    def stop(self, worker: Any) -> None:
        self._service.stop()

    def _run(self) -> None:
        try:
            self._service.start()
        except Exception as error:  # whatever it is: a worker without beat would look well
            _log.error("beat_failed", error=str(error), exc_info=error)
            os.kill(os.getpid(), signal.SIGTERM)
