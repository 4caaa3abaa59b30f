"""Identifiers.

Owns: UUID version 7 (RFC 9562, section 5.7), which sorts by the time at which it was made, and in
one process by the order (section 6.2, method 1): a letter's recommendations stay in their order.
"""

import os
import time
from threading import Lock

COUNTED = 1 << 12
"""So many of one millisecond are counted; the next takes the millisecond after."""
_lock = Lock()
_last = 0


def new_id() -> str:
    """A fresh identifier; later ones sort after earlier ones, other processes' to the
    millisecond."""
    moment = _moment()
    millis, count = divmod(moment, COUNTED)
    tail = int.from_bytes(os.urandom(8)) >> 2
    digits = f"{millis << 80 | 0x7 << 76 | count << 64 | 0x2 << 62 | tail:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _moment() -> int:
    """Now in parts of a millisecond, and later than any before."""
    global _last  # noqa: PLW0603  (the process's own clock hand)
    with _lock:
        _last = max(time.time_ns() // 1_000_000 * COUNTED, _last + 1)
        return _last
