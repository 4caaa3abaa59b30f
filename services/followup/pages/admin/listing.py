"""Lists that go on.

Owns: how long a part of an administrator's list is, the address of the next one, and the number
after which a part begins.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar
from urllib.parse import urlencode

from flask import request

Row = TypeVar("Row")
PART = 50
MOST_NUMBER = 2**31 - 1


def more(found: Sequence[Row], key: Callable[[Row], object], **kept: str) -> str | None:
    """Where the list goes on after its part, out of one row more than that; None where it ends."""
    if len(found) <= PART:
        return None
    given = {name: value for name, value in kept.items() if value}
    return f"{request.path}?{urlencode({**given, 'sesudah': key(found[PART - 1])})}"


def number(name: str) -> int:
    """The number in the address under that name, within what a database can count to; 0 where none
    stands there."""
    return min(max(request.args.get(name, 0, type=int), 0), MOST_NUMBER)
