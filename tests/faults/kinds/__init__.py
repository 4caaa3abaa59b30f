"""What can break, one module for each sort of thing."""

from collections.abc import Mapping, Sequence

from tests.faults.kinds import broker, disk, kills, letters, lines, messages
from tests.faults.kinds.kind import Kind

KINDS: Mapping[str, Kind] = {
    one.name: one
    for module in (kills, broker, lines, messages, letters, disk)
    for one in module.KINDS
}


def of(database: str) -> Sequence[Kind]:
    """The kinds that can befall the installation on that database."""
    return [one for one in KINDS.values() if database in one.on]


def drawn(database: str) -> dict[str, tuple[int, float, int]]:
    """Weight, seconds and days of each, as a plan is drawn from."""
    return {one.name: (one.weight, one.seconds, one.days) for one in of(database)}
