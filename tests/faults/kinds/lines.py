"""What happens to connections: reset, frozen half-open, slowed, refused."""

from functools import partial
from random import Random

from tests.faults.grounds.ground import Ground
from tests.faults.kinds.kind import BOTH, LARGE, Kind, Lift, nothing

WHERE = {"intake": BOTH, "broker": LARGE, "database": LARGE}


def _break(ground: Ground, _rng: Random, where: str, how: str) -> Lift:
    line = ground.lines[where]
    line.break_(how)
    return nothing if how == "reset" else partial(line.mend, how)


KINDS = [
    Kind(
        f"connections to {'the ' if where != 'intake' else ''}{where} {how}",
        partial(_break, where=where, how=fault),
        seconds=seconds,
        on=on,
    )
    for where, on in WHERE.items()
    for fault, how, seconds in (
        ("reset", "reset", 0.0),
        ("frozen", "frozen half-open", 6.0),
        ("slow", "slowed", 3.0),
    )
] + [
    Kind(
        "intake out of reach of followup for a week",
        partial(_break, where="intake", how="refused"),
        weight=1,
        days=7,
    ),
    Kind("intake out of reach", partial(_break, where="intake", how="refused"), seconds=3.0),
]
