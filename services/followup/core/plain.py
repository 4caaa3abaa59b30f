"""Values as JSON can hold them.

Owns: how a date and an instant are written in an event's data and in a journal line's body, the
same as `shared.codec` writes them (a test compares the two); the core itself knows no codec.
"""

from datetime import UTC, date, datetime
from typing import Any


def plain(value: Any) -> Any:
    """Dates and instants as ISO 8601 text, tuples as lists, all the way down."""
    match value:
        case datetime():
            in_utc = value.astimezone(UTC).isoformat(timespec="microseconds")
            return in_utc.removesuffix("+00:00") + "Z"
        case date():
            return value.isoformat()
        case dict():
            return {key: plain(each) for key, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
        case _:
            return value
