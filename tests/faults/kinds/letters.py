"""What a mail server does to letters."""

from functools import partial
from random import Random

from tests.faults.grounds.ground import Ground
from tests.faults.kinds.kind import Kind, Lift
from tests.faults.post import MODES


def _turn(ground: Ground, _rng: Random, mode: str) -> Lift:
    ground.post.modes.append(mode)
    return partial(ground.post.modes.remove, mode)


KINDS = [
    Kind(mode, partial(_turn, mode=mode), seconds=0.0, days=days)
    for mode, days in zip(MODES, (2, 1, 2, 2), strict=True)
]
