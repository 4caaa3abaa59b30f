"""The kinds of values that bodies carry.

Owns: how a text, a civil date, a choice and an instant are read and written in JSON, and their
bounds. Wrong ones are named with what would be right.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from marshmallow import ValidationError, fields, validate

from services.intake.core import numbers
from shared.codec import instant_text

LONG, SHORT, LINE = 20_000, 5_000, 500
FIRST_YEAR, LAST_YEAR = 2000, 2099
DAY_PATTERN = "^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"
"""What the description says of a day: those two years, as a schema can."""
SAYS_SOMETHING = r"[^\s\u001C-\u001F\u0085]"
"""What the description says of a text that is stripped (those are spaces to Python alone)."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TURNED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff\u202d\u202e]")


class Words(fields.String):
    """A text without the spaces around it, of 1 to `most` characters; of none, too, where it may
    be left out for an empty one."""

    def __init__(self, most: int, **options: Any) -> None:
        least = 0 if options.get("load_default") == "" else 1
        if least:
            options.setdefault("metadata", {"pattern": SAYS_SOMETHING})
        super().__init__(validate=validate.Length(least, most), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = str(super()._deserialize(value, attr, data, **kwargs)).strip()
        if _UNKEEPABLE.search(text):
            raise ValidationError("This text holds a character that cannot be kept.")
        return text


class Number(Words):
    """A letter's number: what one sees of it is all of it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        number = super()._deserialize(value, attr, data, **kwargs)
        unseen = numbers.unseen(number)
        if unseen is not None:
            code = f"U+{ord(unseen):04X}"
            raise ValidationError(f"The number holds an invisible character ({code}): remove it.")
        return number


class Day(fields.Date):
    """A civil date such as 2022-01-25."""

    def __init__(self, **options: Any) -> None:
        super().__init__(metadata={"pattern": DAY_PATTERN}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise ValidationError(_remedy(value))
        day = super()._deserialize(value, attr, data, **kwargs)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(f"Dates lie between the years {FIRST_YEAR} and {LAST_YEAR}.")
        return day


class Instant(fields.Field[datetime]):
    """An instant, written in UTC."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else instant_text(value)


def choice(known: Collection[str], **options: Any) -> fields.String:
    """One of these words."""
    return fields.String(validate=validate.OneOf(tuple(known)), **options)


def choices(known: Collection[str], least: int, **options: Any) -> fields.List[Any]:
    """At least `least` of these words, each once."""
    rules: list[Callable[[Any], Any]] = [validate.Length(least, len(known)), _each_once]
    return fields.List(choice(known), validate=rules, metadata={"uniqueItems": True}, **options)


def lines(most: int, **options: Any) -> fields.List[Any]:
    """Up to `most` short texts."""
    return fields.List(Words(LINE), validate=validate.Length(0, most), **options)


def _remedy(value: object) -> str:
    """How the date should have been written; 10/11/2026 is read in both ways."""
    turned = _TURNED.fullmatch(value.strip()) if isinstance(value, str) else None
    if turned is None:
        return "Write the date as 2022-01-25."
    first, second, year = map(int, turned.groups())
    orders = ((first, second), (second, first))
    days = [f"{year:04}-{month:02}-{day:02}" for day, month in orders if _exists(year, month, day)]
    return f"Write {' or '.join(dict.fromkeys(days)) or '2022-01-25'}: year, month, day."


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and year > 0 and 1 <= day <= monthrange(year, month)[1]


def _each_once(values: list[str]) -> None:
    if len(set(values)) < len(values):
        raise ValidationError("Name each once.")
