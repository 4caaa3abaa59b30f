"""`kill -9`, of whatever there is. Whoever keeps the installation starts it again."""

from contextlib import suppress
from functools import partial
from random import Random

from redis.exceptions import RedisError

from tests.faults.grounds.ground import Ground, children
from tests.faults.kinds.kind import BOTH, LARGE, Kind, Lift, NotHere, nothing


def _kill(ground: Ground, rng: Random, role: str) -> Lift:
    found = sorted(ground.processes(role))
    if not found:
        raise NotHere(role)
    pid = rng.choice(found)
    if role == "web":  # either of its two processes
        pid = rng.choice([pid, *children(pid)])
    ground.kill(pid)
    return nothing


def _kill_database(ground: Ground, _rng: Random) -> Lift:
    """All of its processes at once, as a machine goes down: a server whose postmaster alone dies
    would refuse to start while its children live."""
    for pid in ground.processes("database"):
        for one in [pid, *children(pid)]:
            ground.kill(one)
    return nothing


def _forget_work(ground: Ground, _rng: Random) -> Lift:
    """No worker lives for a while, and what the broker kept for them meanwhile is gone."""

    def kill() -> None:
        for pid in ground.processes("worker"):
            ground.kill(pid)

    def forget() -> None:
        kill()  # those that were started again meanwhile
        client = ground.broker()
        with suppress(RedisError):  # it has died meanwhile: then it forgets by itself
            client.flushall()
        client.close()

    kill()
    return forget


KINDS = [
    Kind("kill -9 of a pool child", partial(_kill, role="child"), weight=3, on=LARGE),
    *(
        Kind(f"kill -9 of {name}", partial(_kill, role=role), on=BOTH)
        for name, role in (("a worker", "worker"), ("beat", "beat"), ("a web process", "web"),
                           ("the broker", "broker"))
    ),
    Kind("kill -9 of the database server", _kill_database, on=LARGE),
    Kind("kill -9 of every worker, then FLUSHALL", _forget_work, seconds=2.0, hides=True),
]  # fmt: skip
