"""Frozen dataclasses to JSON and back.

Owns: the one form in which events, cases and cards are written and read. Dates and instants are
ISO 8601, instants in UTC with microseconds, so that the same fact is the same bytes. cattrs writes,
since msgspec leaves out microseconds that are zero; msgspec reads, ten times as fast.
"""

from datetime import UTC, date, datetime
from typing import Any, TypeVar

import msgspec
from cattrs.preconf.json import make_converter

T = TypeVar("T")
Unfit = msgspec.ValidationError
"""A body is not of the shape that it is read as; a ValueError."""


def instant_text(at: datetime) -> str:
    """RFC 3339 in UTC, always with six digits of a second: sorts as text."""
    in_utc = at if at.tzinfo is UTC else at.astimezone(UTC)
    return in_utc.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


_converter = make_converter()
_converter.register_unstructure_hook(datetime, instant_text)
_converter.register_unstructure_hook(date, date.isoformat)
_canonical = msgspec.json.Encoder(order="sorted")


def dump(value: object) -> Any:
    """A dataclass as plain dicts, lists and text."""
    return _converter.unstructure(value)


def load(cls: type[T], body: Any) -> T:
    """A dataclass from what `dump` gave; raises Unfit."""
    return msgspec.convert(body, cls)


def text(body: object) -> str:
    """What `dump` gave as canonical JSON: sorted keys, no white space, UTF-8 characters as they
    are."""
    return _canonical.encode(body).decode()


def parsed(text: str) -> Any:
    """What JSON says; raises ValueError."""
    return msgspec.json.decode(text)
