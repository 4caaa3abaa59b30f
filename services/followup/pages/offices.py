"""The offices among which a filter lets the visitor choose."""

from collections.abc import Sequence

from shared import auth, pages
from shared.registry import Office

MOST = 80


def units(role: str = "unit") -> Sequence[Office]:
    """The units (or other offices of that role) in the visitor's sight, by name; none where they
    are too many to choose from, so that the visitor types a code or a name."""
    me = auth.me()
    found = [
        one for one in pages.book().by_code.values()
        if one.role == role and (me.region is None or one.region == me.region)
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.name) if len(found) <= MOST else ()
