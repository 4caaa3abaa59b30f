"""Frozen dataclasses to JSON and back.

Owns: the one form in which events, cases and cards are written and read. Dates and instants are
ISO 8601, instants in UTC with microseconds, so that the same fact is the same bytes. cattrs writes,
since msgspec leaves out microseconds that are zero; msgspec reads, ten times as fast.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec
from cattrs.preconf.json import JsonConverter, make_converter

T = TypeVar("T")
Unfit = msgspec.ValidationError
"""A body is not of the shape that it is read as; a ValueError."""


def instant_text(at: datetime) -> str:
    """RFC 3339 in UTC, always with six digits of a second: sorts as text."""
    return _text_of(at if at.tzinfo is UTC else at.astimezone(UTC))


@lru_cache(maxsize=1024)
def _text_of(at: datetime) -> str:
    """Kept, since one case says its few instants in its columns, its body and its lines."""
    return at.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def _made(day: Callable[[date], Any]) -> JsonConverter:
    converter = make_converter()
    converter.register_unstructure_hook(datetime, instant_text)
    converter.register_unstructure_hook(date, day)
    return converter


def _as_it_is(value: Any) -> Any:
    return value


@cache
def _timeless(kind: Any) -> bool:
    """Whether a value of that type has no instant in it, so that msgspec itself writes it whole."""
    if kind in {str, int, bool, type(None), date, Ellipsis}:
        return True
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return all(_timeless(hints[field.name]) for field in fields(kind))
    return bool(get_args(kind)) and all(map(_timeless, get_args(kind)))


def _of_words(body: object) -> bool:
    """Whether it is a list of texts, as most columns are: nothing in it must be looked for."""
    return isinstance(body, list | tuple) and all(type(one) is str for one in body)


_converter = _made(date.isoformat)
_writer = _made(_as_it_is)
_writer.register_unstructure_hook_func(_timeless, _as_it_is)


def _plain(value: Any) -> str:
    """Text of a kind of its own, such as SQLAlchemy's names, is text; nothing else is guessed."""
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no JSON")


_canonical = msgspec.json.Encoder(order="sorted", enc_hook=_plain)


def dump(value: object) -> Any:
    """A dataclass as plain dicts, lists and text."""
    return _converter.unstructure(value)


def load(cls: type[T], body: Any) -> T:
    """A dataclass from what `dump` gave; raises Unfit."""
    return msgspec.convert(body, cls)


def read(cls: type[T], text: str) -> T:
    """A dataclass from the text that `text` made of it; raises Unfit."""
    return msgspec.json.decode(text, type=cls)


def text(body: object) -> str:
    """A dataclass, what `dump` gave, or anything between, as canonical JSON: sorted keys, no white
    space, UTF-8 characters as they are. The same text whichever, of the dataclass for less."""
    return plain_text(body if _of_words(body) else _writer.unstructure(body))


def plain_text(body: object) -> str:
    """As `text`, of what is plain already, such as what `dump` gave: nothing in it is a dataclass
    or an instant. A third of the work."""
    return _canonical.encode(body).decode()


def parsed(text: str) -> Any:
    """What JSON says; raises ValueError."""
    return msgspec.json.decode(text)
