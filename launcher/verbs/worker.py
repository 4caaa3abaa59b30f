"""`tindak worker` and `tindak beat`: the processes of the queue.

Owns: the flags that every worker has. What is left of the command line goes to Celery.
"""

import os

from launcher import fit
from shared import config

FLAGS = {
    "worker": ("--without-gossip", "--without-mingle", "--loglevel=warning"),
    "beat": ("--loglevel=warning", "--pidfile="),
}
WHAT = {
    "worker": "One worker of the queue, until SIGTERM; takes the flags of `celery worker`.",
    "beat": "The schedule of the queue, one per installation; takes the flags of `celery beat`.",
}


def run(argv: list[str]) -> int:
    """Be Celery's worker or beat."""
    verb, *rest = argv
    if rest not in (["--help"], ["-h"]):
        return _be(verb, rest)
    print(f"usage: tindak {verb} [Celery's flags]\n\n{WHAT[verb]}")
    return 0


def _be(verb: str, rest: list[str]) -> int:
    fit.require(verb, config.load(os.environ))
    # SIGTERM ends a worker at once: what it held is done again, and the database is the truth.
    # Celery looks at this when it is imported.
    os.environ.setdefault("REMAP_SIGTERM", "SIGQUIT")
    from services.followup.main import create_worker  # noqa: PLC0415

    create_worker().start(["--quiet", verb, *FLAGS[verb], *rest])
    return 0
