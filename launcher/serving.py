"""One web process: granian around a WSGI application.

Owns: how granian is started (threads, limits of time), and that its worker process dies with
its main process, as that dies with whoever started it.
"""

import os
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from launcher import tether

KILL_AFTER = 4  # seconds that open requests are given at the end
THREADS = 16  # a page of followup may wait for a page of intake in the same process


def serve(factory: str, host: str, port: int, workers: int = 1, threads: int = THREADS) -> None:
    """Serve the application that `module:function` makes, until SIGTERM or SIGINT."""
    server = Granian(
        factory,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_AFTER,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=partial(_load, factory, os.getpid()), wrap_loader=False)


def _load(factory: str, parent: int) -> Callable[..., Any]:
    """Run in the worker process: granian's own loader would import from the caller's folder."""
    tether.bind_to(parent)
    module, _, name = factory.partition(":")
    application: Callable[..., Any] = getattr(import_module(module), name)()
    return application
