"""What can break, one module for each sort of thing."""

from collections.abc import Mapping, Sequence

from tests.faults.kinds import broker, disk, kills, letters, lines, messages
from tests.faults.kinds.kind import Kind
from tests.faults.plan import Lot

KINDS: Mapping[str, Kind] = {
    one.name: one
    for module in (kills, broker, lines, messages, letters, disk)
    for one in module.KINDS
}


def of(database: str) -> Sequence[Kind]:
    """The kinds that can befall the installation on that database."""
    return [one for one in KINDS.values() if database in one.on]


def drawn(database: str) -> list[Lot]:
    """Them as the lots from which a plan is drawn."""
    return [Lot(one.name, one.weight, one.seconds, one.days, one.hides) for one in of(database)]
