"""What a fault is.

Owns: its shape: a name, how often and how long, how it is injected, and what lifts it again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.faults.grounds.ground import Ground

BOTH = ("sqlite", "postgresql")
LARGE = ("postgresql",)
Lift = Callable[[], None]


class NotHere(Exception):
    """The fault found nothing to break; it does not count as injected."""


def nothing() -> None:
    """What lifts a blow."""


@dataclass(frozen=True)
class Kind:
    """One kind of fault; `seconds` 0 is a blow, `days` are of the simulated clock. `within`: it
    ends with its moment at the latest, since nobody could move the clock meanwhile. `hides`: what
    is said meanwhile may stay unheard by followup; one of these strikes before every deadline."""

    name: str
    inject: Callable[[Ground, Random], Lift]
    weight: int = 2
    seconds: float = 0.0
    days: int = 0
    within: bool = False
    hides: bool = False
    on: tuple[str, ...] = BOTH
