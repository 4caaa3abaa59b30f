"""The no-miss check."""

from services.followup.place import Place


def report(place: Place) -> int:
    """How many findings."""
    return 0
