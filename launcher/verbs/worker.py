"""`tindak worker` and `tindak beat`: the processes of the queue.

Owns: the flags that every worker has. What is left of the command line goes to Celery.
"""

import os
import sys

from shared import config

APP = "services.followup.main:celery"
FLAGS = {
    "worker": ("--without-gossip", "--without-mingle", "--loglevel=warning"),
    "beat": ("--loglevel=warning", "--pidfile="),
}


def run(argv: list[str]) -> int:
    """Become Celery's worker or beat."""
    verb, *rest = argv
    config.load(os.environ)
    # SIGTERM ends a worker at once: what it held is done again, and the database is the truth.
    os.environ.setdefault("REMAP_SIGTERM", "SIGQUIT")
    command = [sys.executable, "-P", "-m", "celery", f"--app={APP}", "--quiet", verb]
    os.execv(sys.executable, [*command, *FLAGS[verb], *rest])  # noqa: S606  (ourselves)
