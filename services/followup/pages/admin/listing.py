"""Lists that go on.

Owns: how long a part of an administrator's list is, and the address of the next one.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar
from urllib.parse import urlencode

from flask import request

Row = TypeVar("Row")
PART = 50


def more(found: Sequence[Row], key: Callable[[Row], object], **kept: str) -> str | None:
    """Where the list goes on after its part, out of one row more than that; None where it ends."""
    if len(found) <= PART:
        return None
    given = {name: value for name, value in kept.items() if value}
    return f"{request.path}?{urlencode({**given, 'sesudah': key(found[PART - 1])})}"
