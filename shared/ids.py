"""Identifiers.

Owns: UUID version 7 (RFC 9562, section 5.7), which sorts by the time at which it was made.
"""

import os
import time
import uuid


def new_id() -> str:
    """A fresh identifier; later ones sort after earlier ones (to the millisecond)."""
    millis = time.time_ns() // 1_000_000
    value = (millis << 80) | int.from_bytes(os.urandom(10))
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return str(uuid.UUID(int=value))
