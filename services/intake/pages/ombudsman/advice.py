"""What a second reader would say of a letter before it is sent.

Owns: advice, not faults: nothing here keeps a letter from being sent. Pure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Said = tuple[int, str]
_IDENTITY_NUMBER = re.compile(r"(?<!\d)\d{16}(?!\d)")
_TERSE = 40


def advice(points: Sequence[Mapping[str, Any]]) -> Iterator[Said]:
    """The number of each block about which something is to be said, and the key of its words."""
    seen: dict[tuple[str, str], int] = {}
    for number, point in enumerate(points):
        text, finding = point.get("text", ""), point.get("finding", "")
        if _IDENTITY_NUMBER.search(f"{text}\n{finding}"):
            yield number, "advice.identity"
        if 0 < len(text) < _TERSE:
            yield number, "advice.terse"
        if text and text.casefold() == finding.casefold():
            yield number, "advice.same_as_finding"
        if seen.setdefault((point.get("unit", ""), text.casefold()), number) != number:
            yield number, "advice.twice"
