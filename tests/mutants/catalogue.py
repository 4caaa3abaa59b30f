"""Every mutant, by name.

Owns: that each of the ten safeguards that must never go unnoticed has one.
"""

from collections.abc import Mapping

from tests.mutants.asking import ASKING
from tests.mutants.hearing import HEARING
from tests.mutants.mutant import Mutant
from tests.mutants.speaking import SPEAKING

EVERY: Mapping[str, Mutant] = {one.name: one for one in (*HEARING, *SPEAKING, *ASKING)}
NEEDED = (
    "the as_of rule",
    "the cursor lock",
    "the unique rung key",
    "the gap check",
    "the comparison of heads",
    "advancing before applying",
    "the lease",
    "BEGIN IMMEDIATE",
    "the time stamp under the lock",
    "the check at departure",
)
