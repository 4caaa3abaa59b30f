"""What the processes of `up` share.

Owns: which modules the supervisor has read, and that it has made both services' web application
and the worker's, before it forks web and worker off itself. Nothing is left open and no thread is
begun: neither would bear the fork.
"""

import gc
import os
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.followup.clockwork.worker import Worker

MODULES = (
    "launcher.verbs.web",
    "launcher.both",
    "services.followup.site",
    "services.followup.clockwork.alone",
    "services.followup.clockwork.beat",
    "sqlalchemy.dialects.sqlite",
    "celery.apps.worker",
    "celery.concurrency.thread",
    "celery.worker.consumer",
    "kombu.transport.redis",
)


def read() -> None:
    """Import them all."""
    os.environ.setdefault("REMAP_SIGTERM", "SIGQUIT")  # Celery looks at it when it is imported
    for name in MODULES:
        import_module(name)


@cache
def worker() -> "Worker":
    """The one worker's app, made once."""
    from services.followup import main  # noqa: PLC0415  (not before `read`)
    from services.followup.clockwork import alone  # noqa: PLC0415  (not before `read`)

    return alone.made(main.create_worker())


def make(environment: Mapping[str, str]) -> None:
    """Make the applications of the installation with that environment, which becomes ours too.
    What is there by now is kept out of the collector's way: it would write to pages, and a page
    that is written to is shared no more."""
    from launcher import both  # noqa: PLC0415

    os.environ.update(environment)
    both.before_forks()
    worker()
    gc.collect()
    gc.freeze()


def work() -> int:
    """Be that worker, in a process forked off."""
    from services.followup.clockwork import alone  # noqa: PLC0415

    return alone.work(worker())
