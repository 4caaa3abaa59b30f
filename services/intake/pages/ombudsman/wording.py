"""A fault in the visitor's language.

Owns: finding which message a text is, taking out what fills it, and saying both as people would:
codes by their words, dates as dates. A text that is not known is said as it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from services.intake.pages.ombudsman.fault_words import FAULTS
from shared import language

_NAME = re.compile(r"\\{(\w+)\\}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_AS_TYPED, _NOTHING = "days", "none"
_GROUPS = {"instrument": "instrument", "status": "status", "service": "service"}


def says(text: object) -> str:
    """The message as pages say it."""
    for pattern, pair in _patterns():
        found = pattern.fullmatch(str(text))
        if found:
            values = {name: _value(name, value) for name, value in found.groupdict().items()}
            return language.pick(*pair).format(**values)
    return str(text)


def all_of(errors: Mapping[str, Sequence[object]]) -> dict[str, str]:
    """The first fault of each path."""
    return {path: says(faults[0]) for path, faults in errors.items() if faults}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[str, str]], ...]:
    return tuple(_compiled())


def _compiled() -> Iterator[tuple[re.Pattern[str], tuple[str, str]]]:
    for template, pair in FAULTS.items():
        yield re.compile(_NAME.sub(r"(?P<\1>.+?)", re.escape(template)), re.DOTALL), pair


def _value(name: str, value: str) -> str:
    if value == _NOTHING:
        return language.say("import.nothing")
    if name in _GROUPS:
        return language.word(_GROUPS[name], value)
    if name != _AS_TYPED and _DAY.fullmatch(value):
        return str(language.dates().short_date(date.fromisoformat(value)))
    return value
