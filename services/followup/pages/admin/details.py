"""What a check of health found, for people.

Owns: the details of readiness (which programs read, in English) said in the visitor's language.
What a program said of itself, such as a database's own message, stays as it is and is called so.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from services.followup.pages.footer import NATION
from shared import language

Pair = tuple[str, str]
_AT = r"(?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)"
_SAID: Mapping[str, Pair] = {
    r"does not answer": ("Tidak menjawab.", "It does not answer."),
    r"(?P<events>\d+) events behind in (?P<streams>\d+) streams": (
        "Tertinggal {events} peristiwa dalam {streams} aliran.",
        "{events} events behind in {streams} streams.",
    ),
    r"no repair runs: there was none yet": (
        "Worker belum pernah membandingkan aliran.",
        "The worker has not compared the streams yet.",
    ),
    rf"no repair runs: the last one was at {_AT}": (
        "Worker terakhir membandingkan aliran {at}.",
        "The worker compared the streams last {at}.",
    ),
    r"no sweep runs: there was none yet": (
        "Worker belum pernah memeriksa.",
        "The worker has not looked yet.",
    ),
    rf"no sweep runs: the last one was at {_AT}": (
        "Worker terakhir memeriksa {at}.",
        "The worker looked last {at}.",
    ),
}
_OWN: Pair = ("Pesan programnya: {text}", "The program's own message: {text}")
_BEHIND = re.compile(r"(?P<known>.+?) \((?P<own>.+)\)", re.DOTALL)


def said(detail: str) -> str:
    """The detail as the visitor's language says it; what is not known is quoted."""
    both = _BEHIND.fullmatch(detail)
    if both and (known := _known(both["known"])):
        return f"{known} {_quoted(both['own'])}"
    return _known(detail) or _quoted(detail)


def _known(detail: str) -> str:
    for pattern, pair in _SAID.items():
        if found := re.fullmatch(pattern, detail):
            values = {name: _value(name, text) for name, text in found.groupdict().items()}
            return language.pick(*pair).format(**values)
    return ""


def _value(name: str, text: str) -> str:
    if name != "at":
        return str(language.dates().number(int(text)))
    return str(language.dates().instant(datetime.fromisoformat(text), NATION))


def _quoted(text: str) -> str:
    return language.pick(*_OWN).format(text=text)
