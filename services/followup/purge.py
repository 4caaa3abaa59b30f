"""What need not be kept.

Owns: forgetting answers kept for repeated requests. Facts, journal and cards are never forgotten.
"""

from services.followup.place import Place
from shared import answers
from shared.clock import real_now
from shared.db import writing


def purge(place: Place) -> int:
    """Forget what is older than it must be kept; answers how many rows."""
    with writing(place.engine) as conn:
        return answers.purge(conn, real_now())
