"""Events that come twice, late, or in the wrong order.

Owns: sending real events once more over the broker, as intake sends them.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from celery import Celery
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from services.intake.publish import QUEUE, SETTINGS, TASK
from services.intake.store.tables import streams
from shared.db import open_engine, reading
from shared.events import Event
from shared.stream import envelope
from tests.faults.grounds.ground import Ground
from tests.faults.kinds.kind import Kind, Lift, NotHere, nothing

Twist = Callable[[Random, Sequence[Event]], list[list[Event]]]


def _twice(_rng: Random, events: Sequence[Event]) -> list[list[Event]]:
    return [list(events[-5:])] * 2


def _late(rng: Random, events: Sequence[Event]) -> list[list[Event]]:
    """What was heard long ago, or an old one by itself."""
    first = rng.randrange(len(events))
    return [list(events[first : first + rng.randint(1, 4)])]


def _disordered(rng: Random, events: Sequence[Event]) -> list[list[Event]]:
    """One by one and shuffled, and a message whose own events stand upside down."""
    last = list(events[-8:])
    singles = [[one] for one in last]
    rng.shuffle(singles)
    return [*singles, last[::-1]]


def _send(ground: Ground, rng: Random, twist: Twist) -> Lift:
    found = _events(ground)
    if not found:
        raise NotHere("nothing was said yet")
    app = Celery("twister", broker=ground.environment["TINDAK_BROKER_URL"], set_as_current=False)
    app.conf.update(SETTINGS)
    try:
        for stream in sorted(found):
            for message in twist(rng, found[stream]):
                body: list[Any] = [envelope(one) for one in message]
                app.send_task(TASK, args=(stream, body), queue=QUEUE, retry=False)
    except (OSError, RedisError, OperationalError) as error:
        raise NotHere("the broker does not answer") from error
    finally:
        app.close()
    return nothing


def _events(ground: Ground) -> dict[str, list[Event]]:
    """What each stream of intake holds, read past every line."""
    engine = open_engine(ground.environment["TINDAK_INTAKE_DATABASE_URL"], pool_size=1)
    try:
        with reading(engine) as conn:
            names = conn.execute(select(streams.stream.c.name)).scalars().all()
            return {name: found for name in names if (found := streams.read(conn, name, 0, 500))}
    except SQLAlchemyError as error:
        raise NotHere("the database does not answer") from error
    finally:
        engine.dispose()


def _kind(name: str, twist: Twist) -> Kind:
    return Kind(name, lambda ground, rng: _send(ground, rng, twist))


KINDS = [
    _kind("events sent twice", _twice),
    _kind("events sent late", _late),
    _kind("events sent in the wrong order", _disordered),
]
