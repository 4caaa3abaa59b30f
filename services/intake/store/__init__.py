"""The store of intake: its tables and every statement that it makes.

Owns: nothing of its own; it gathers what the modules beside it offer.
"""

from services.intake.store.loading import (
    awaiting,
    evidence_of,
    load,
    load_letter,
    load_two,
)
from services.intake.store.lookback import MOST_OF_A_KIND, Writer, latest, named, of_pairs
from services.intake.store.recording import (
    add_letter,
    add_recommendations,
    hold,
    number_free,
    take_numbers,
    taken,
)
from services.intake.store.saving import save
from services.intake.store.tables import metadata, streams
from services.intake.store.uploads import add_evidence

__all__ = [
    "MOST_OF_A_KIND",
    "Writer",
    "add_evidence",
    "add_letter",
    "add_recommendations",
    "awaiting",
    "evidence_of",
    "hold",
    "latest",
    "load",
    "load_letter",
    "load_two",
    "metadata",
    "named",
    "number_free",
    "of_pairs",
    "save",
    "streams",
    "take_numbers",
    "taken",
]
