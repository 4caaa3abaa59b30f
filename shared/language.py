"""In which language a page speaks.

Owns: the choice (the browser's cookie, else Indonesian), and the dictionaries: each word of a page
has one key and both languages side by side, so that none can be missing.
"""

from collections.abc import Mapping
from types import ModuleType

from flask import g, request

from shared import cookies, english, indonesian

Pair = tuple[str, str]
INDONESIAN, ENGLISH = "id", "en"
LANGUAGES = (INDONESIAN, ENGLISH)
WORDS: dict[str, Pair] = {}


class WordTaken(Exception):
    """Two rooms give one key to different words: the program must not start."""


def add(words: Mapping[str, Pair]) -> None:
    """These words may be said from now on; raises WordTaken."""
    for key, pair in words.items():
        if WORDS.setdefault(key, pair) != pair:
            raise WordTaken(key)


def name() -> str:
    """`id` or `en`, for this request."""
    if "language" not in g:
        g.language = _asked()
    found: str = g.language
    return found


def say(key: str, **values: object) -> str:
    """The words of that key with the values filled in; raises KeyError where there are none."""
    words = pick(*WORDS[key])
    if not values:
        return words
    if name() == ENGLISH:
        words = english.counted(words, values)
    return words.format(**values)


def word(group: str, code: str) -> str:
    """The word for a code, such as ("status", "sent"); a code that has none is said as it is."""
    pair = WORDS.get(f"{group}.{code}")
    return pick(*pair) if pair else code.replace("_", " ")


def pick(first: str, second: str) -> str:
    """The Indonesian or the English one of the two."""
    return second if name() == ENGLISH else first


def dates() -> ModuleType:
    """`indonesian` or `english`: how dates are said."""
    return english if name() == ENGLISH else indonesian


def _asked() -> str:
    asked = request.cookies.get(cookies.LANGUAGE, INDONESIAN)
    return asked if asked in LANGUAGES else INDONESIAN
