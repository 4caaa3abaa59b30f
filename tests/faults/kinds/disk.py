"""The disk on which everything lies has no room left."""

from random import Random

from tests.faults.grounds.ground import Ground
from tests.faults.kinds.kind import Kind, Lift


def _fill(ground: Ground, _rng: Random) -> Lift:
    ground.disk.fill(ground.everything())
    return ground.disk.empty


KINDS = [Kind("disk full", _fill, seconds=1.5, within=True)]
