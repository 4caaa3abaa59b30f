"""What beat asks for, how often, and over which queue.

Owns: the queues and the schedule. Every entry expires, so that a worker that was away finds the
newest call only; nothing of the domain waits in the broker.
"""

from collections.abc import Mapping
from typing import Any

SWEEP_EVERY, REPAIR_EVERY, DELIVER_EVERY, ANNOUNCE_EVERY = 1.0, 5.0, 5.0, 5.0
HOUR = 3600.0

FOLLOWUP, SWEEP, LETTERS, WEBHOOKS = QUEUES = ("followup", "sweep", "letters", "webhooks")
ROUTES: Mapping[str, str] = {
    "followup.receive": FOLLOWUP,
    "followup.sweep": SWEEP,
    "followup.repair": FOLLOWUP,
    "followup.deliver": LETTERS,
    "followup.announce": WEBHOOKS,
    "followup.audit": FOLLOWUP,
}


def _every(seconds: float, task: str, expires: float) -> Mapping[str, Any]:
    options = {"queue": ROUTES[task], "expires": expires}
    return {"task": task, "schedule": seconds, "options": options}


SCHEDULE: Mapping[str, Mapping[str, Any]] = {
    "sweep": _every(SWEEP_EVERY, "followup.sweep", expires=2 * SWEEP_EVERY),
    "repair": _every(REPAIR_EVERY, "followup.repair", expires=REPAIR_EVERY),
    "deliver": _every(DELIVER_EVERY, "followup.deliver", expires=DELIVER_EVERY),
    "announce": _every(ANNOUNCE_EVERY, "followup.announce", expires=ANNOUNCE_EVERY),
    "audit": _every(6 * HOUR, "followup.audit", expires=HOUR),
}
