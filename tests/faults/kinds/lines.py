"""What happens to connections: reset, frozen half-open, slowed, refused."""

from collections.abc import Iterator
from functools import partial
from random import Random

from tests.faults.grounds.ground import Ground
from tests.faults.kinds.kind import BOTH, LARGE, Kind, Lift, nothing

WHERE = {
    "intake": ("connections to intake", BOTH),
    "broker": ("connections to the broker", LARGE),
    "database": ("connections to the database", LARGE),
}
HOW = (("reset", "reset", 0.0), ("frozen", "frozen half-open", 6.0), ("slow", "slowed", 3.0))


def _break(ground: Ground, _rng: Random, where: str, how: str) -> Lift:
    line = ground.lines[where]
    line.break_(how)
    return nothing if how == "reset" else partial(line.mend, how)


def _kinds() -> Iterator[Kind]:
    for where, (words, on) in WHERE.items():
        for fault, how, seconds in HOW:
            inject = partial(_break, where=where, how=fault)
            yield Kind(f"{words} {how}", inject, seconds=seconds, on=on)
    refused = partial(_break, how="refused")
    away = partial(refused, where="intake")
    yield Kind("intake out of reach of followup for a week", away, weight=1, days=7)
    yield Kind("intake out of reach of followup", away, seconds=3.0, hides=True)
    mute = partial(refused, where="intake's broker")
    yield Kind("the broker out of reach of intake", mute, seconds=6.0, on=LARGE, hides=True)


KINDS = [*_kinds()]
