"""One web process: granian around a WSGI application.

Owns: how granian is started (threads, limits of time), that its worker process dies with its
main process (as that dies with whoever started it), and whose word on a caller's address counts.
"""

import os
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from launcher import tether

KILL_AFTER = 3  # seconds that open requests are given at the end
THREADS = 16  # in one process a page of followup waits for a page of intake


def serve(factory: str, host: str, port: int, workers: int, proxies: str) -> None:
    """Serve the application that `module:function` makes, until SIGTERM or SIGINT.

    `proxies` names those whose X-Forwarded-For is believed: addresses, networks, or `*`.
    """
    server = Granian(
        factory,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_AFTER,
        log_level=LogLevels.warning,
    )
    load = partial(_load, factory, proxies, os.getpid())
    server.serve(target_loader=load, wrap_loader=False)


def _load(factory: str, proxies: str, parent: int) -> Callable[..., Any]:
    """Run in the worker process: granian's own loader would import from the caller's folder."""
    tether.bind_to(parent)
    module, _, name = factory.partition(":")
    application: Callable[..., Any] = getattr(import_module(module), name)()
    if proxies:
        application = wrap_wsgi_with_proxy_headers(application, proxies)
    return application
