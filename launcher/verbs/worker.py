"""`tindak worker` and `tindak beat`: the processes of the queue.

Owns: the flags that every worker has. What is left of the command line goes to Celery.
"""

import os
import sys
from typing import NoReturn

from launcher import fit
from shared import config

APP = "services.followup.main:celery"
FLAGS = {
    "worker": ("--without-gossip", "--without-mingle", "--loglevel=warning"),
    "beat": ("--loglevel=warning", "--pidfile="),
}


WHAT = {
    "worker": "One worker of the queue, until SIGTERM; takes the flags of `celery worker`.",
    "beat": "The schedule of the queue, one per installation; takes the flags of `celery beat`.",
}


def run(argv: list[str]) -> int:
    """Become Celery's worker or beat."""
    verb, *rest = argv
    if rest not in (["--help"], ["-h"]):
        _become(verb, rest)
    print(f"usage: tindak {verb} [Celery's flags]\n\n{WHAT[verb]}")
    return 0


def _become(verb: str, rest: list[str]) -> NoReturn:
    fit.require(verb, config.load(os.environ))
    # SIGTERM ends a worker at once: what it held is done again, and the database is the truth.
    os.environ.setdefault("REMAP_SIGTERM", "SIGQUIT")
    command = [sys.executable, "-P", "-m", "celery", f"--app={APP}", "--quiet", verb]
    os.execv(sys.executable, [*command, *FLAGS[verb], *rest])  # noqa: S606  (ourselves)
