"""Frozen dataclasses to JSON and back.

Owns: the one converter that events, cases and cards are written and read with. Dates and
instants are ISO 8601, instants in UTC with microseconds, so that the same fact is the same bytes.
"""

import json
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from cattrs.preconf.json import make_converter

T = TypeVar("T")


def instant_text(at: datetime) -> str:
    """RFC 3339 in UTC, always with six digits of a second: sorts as text."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


_converter = make_converter()
_converter.register_unstructure_hook(datetime, instant_text)
_converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
_converter.register_unstructure_hook(date, lambda day: day.isoformat())
_converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))


def dump(value: object) -> Any:
    """A dataclass as plain dicts, lists and text."""
    return _converter.unstructure(value)


def load(cls: type[T], body: Any) -> T:
    """A dataclass from what `dump` gave; raises cattrs' ClassValidationError if it misfits."""
    return _converter.structure(body, cls)


def text(body: object) -> str:
    """Canonical JSON: sorted keys, no white space, UTF-8 characters as they are."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
