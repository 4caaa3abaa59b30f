"""The broker forgets."""

import os
import signal
from contextlib import suppress
from random import Random

from redis.exceptions import RedisError

from tests.faults.grounds.ground import Ground
from tests.faults.kinds.kind import Kind, Lift, NotHere, nothing


def _flush(ground: Ground, _rng: Random) -> Lift:
    """`FLUSHALL`."""
    client = ground.broker()
    try:
        client.flushall()
    except RedisError as error:
        raise NotHere("the broker does not answer") from error
    finally:
        client.close()
    return nothing


def _cut_short(ground: Ground, rng: Random) -> Lift:
    """It dies, and the end of its append-only file is gone when it starts again."""
    found = ground.processes("broker")
    files = sorted(ground.broker_folder().glob("appendonlydir/*.incr.aof"))
    if not found or not files:
        raise NotHere("no append-only file")
    with suppress(ProcessLookupError):
        os.kill(found[0], signal.SIGSTOP)  # so that nobody starts it before its file is cut
    size = files[-1].stat().st_size
    os.truncate(files[-1], max(0, size - rng.randint(1, max(1, size))))
    ground.kill(found[0])
    return nothing


KINDS = [
    Kind("FLUSHALL", _flush, weight=3),
    Kind("broker restarted with its AOF cut short", _cut_short),
]
