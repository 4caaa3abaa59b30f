"""Celery's own `eta`: the worker holds every deadline in its memory until it falls due."""

from collections.abc import Sequence
from datetime import UTC, datetime

from celery import Celery

from bench.rivals import mark

NAME, BROKER = "celery eta", True


def _app(server: str) -> Celery:
    app = Celery("rival", broker=server, set_as_current=False)
    app.conf.update(task_ignore_result=True, task_acks_late=True, worker_hijack_root_logger=False)
    app.task(mark, name="mark", shared=False)
    return app


def hold(server: str, instants: Sequence[float]) -> None:
    """A task for each."""
    app = _app(server)
    for due in instants:
        app.send_task("mark", args=(due,), eta=datetime.fromtimestamp(due, UTC))


def serve(server: str) -> None:
    """A worker."""
    flags = ("--pool", "threads", "--concurrency", "4", "--loglevel", "error")
    _app(server).worker_main(["worker", "--without-gossip", "--without-mingle", *flags])
