"""What beat asks for, how often, and over which queue.

Owns: the queues and the schedule. Every entry expires, so that a worker that was away finds the
newest call only; nothing of the domain waits in the broker. What is done once a day or a week is
asked for every minute: the database knows whether it is done.
"""

from collections.abc import Mapping
from typing import Any

SWEEP_EVERY, REPAIR_EVERY, DELIVER_EVERY, ANNOUNCE_EVERY = 1.0, 5.0, 5.0, 5.0
CERTIFY_EVERY, ANCHOR_EVERY, HEARTBEAT_EVERY = 60.0, 60.0, 20.0

FOLLOWUP, SWEEP, LETTERS, WEBHOOKS = QUEUES = ("followup", "sweep", "letters", "webhooks")
ROUTES: Mapping[str, str] = {
    "followup.receive": FOLLOWUP,
    "followup.sweep": SWEEP,
    "followup.repair": FOLLOWUP,
    "followup.deliver": LETTERS,
    "followup.announce": WEBHOOKS,
    "followup.audit": FOLLOWUP,
    "followup.anchor": FOLLOWUP,
    "followup.heartbeat": WEBHOOKS,
}


def _every(seconds: float, task: str, expires: float) -> Mapping[str, Any]:
    options = {"queue": ROUTES[task], "expires": expires}
    return {"task": task, "schedule": seconds, "options": options}


SCHEDULE: Mapping[str, Mapping[str, Any]] = {
    "sweep": _every(SWEEP_EVERY, "followup.sweep", expires=2 * SWEEP_EVERY),
    "repair": _every(REPAIR_EVERY, "followup.repair", expires=REPAIR_EVERY),
    "deliver": _every(DELIVER_EVERY, "followup.deliver", expires=DELIVER_EVERY),
    "announce": _every(ANNOUNCE_EVERY, "followup.announce", expires=ANNOUNCE_EVERY),
    "audit": _every(CERTIFY_EVERY, "followup.audit", expires=CERTIFY_EVERY),
    "anchor": _every(ANCHOR_EVERY, "followup.anchor", expires=ANCHOR_EVERY),
    "heartbeat": _every(HEARTBEAT_EVERY, "followup.heartbeat", expires=HEARTBEAT_EVERY),
}
