"""celery-redbeat: an entry in Redis for each deadline, which its beat looks for every second."""

import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from celery import Celery
from celery.schedules import schedule
from redbeat import RedBeatScheduler, RedBeatSchedulerEntry

from bench.rivals import mark

NAME, BROKER = "celery-redbeat", True


class Once(schedule):  # type: ignore[misc]
    """A schedule of one instant: an interval since the entry was made."""


def _app(server: str) -> Celery:
    app = Celery("rival", broker=server, set_as_current=True)
    app.conf.update(
        task_ignore_result=True, worker_hijack_root_logger=False, redbeat_redis_url=_plain(server)
    )
    app.task(mark, name="mark", shared=False)
    return app


def _plain(server: str) -> str:
    """The address as redis-py writes it."""
    return server.replace("redis+socket://", "unix://").partition("?")[0]


def hold(server: str, instants: Sequence[float]) -> None:
    """An entry for each, whose interval ends then for the first time."""
    app = _app(server)
    now = datetime.now(UTC)
    for number, due in enumerate(instants):
        wait = timedelta(seconds=max(due - now.timestamp(), 0.001))
        entry = RedBeatSchedulerEntry(
            f"{due}-{number}-{now.timestamp()}", "mark", schedule(wait, app=app), args=[due],
            app=app, last_run_at=now,
        )  # fmt: skip
        entry.save()


def serve(server: str) -> None:
    """Its beat, and a worker in a thread of it."""
    app = _app(server)
    worker = app.Worker(pool_cls="threads", concurrency=4, loglevel="ERROR", quiet=True)
    threading.Thread(target=worker.start, daemon=True).start()
    app.Beat(scheduler_cls=RedBeatScheduler, max_interval=1, loglevel="ERROR").run()
