"""The project's documents, as the tests of this folder read them."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from tests.house.sources import ROOT

PATHS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
SETTING = re.compile(r"\bTINDAK_[A-Z][A-Z_]*[A-Z]\b")
_BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_QUOTED = re.compile(r"'(?:[^']*)'")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_WITH_VALUE = frozenset({"-X", "-H", "-d", "-F", "-o"})


@dataclass(frozen=True)
class Request:
    """What one `curl` of a document asks: `body` as it is typed, variables unfilled."""

    method: str
    path: str
    query: tuple[str, ...]
    body: str | None
    form: tuple[str, ...]


def blocks(text: str) -> list[str]:
    """The fenced blocks of a document."""
    return _BLOCK.findall(text)


def commands(text: str, name: str) -> Iterator[list[str]]:
    """The words of each command of that name in the fenced blocks; what is set before it and
    variables stay as they are."""
    for block in blocks(text):
        if name not in block:
            continue
        for line in _lines(block):
            words = shlex.split(line)
            while words and re.match(r"[A-Z_]+=", words[0]):
                words.pop(0)
            if words and words[0] == name:
                yield words[1:]


def requests(text: str) -> Iterator[Request]:
    """Each `curl` of a document."""
    for words in commands(text, "curl"):
        given: dict[str, list[str]] = {}
        url = ""
        rest = iter(words)
        for word in rest:
            if word in _WITH_VALUE:
                given.setdefault(word, []).append(next(rest))
            elif not word.startswith("-"):
                url = word
        yield _request(given, url)


def links(text: str) -> list[str]:
    """Where the document points to, outside of its fenced blocks."""
    return _LINK.findall(_BLOCK.sub("", text))


def anchors(text: str) -> set[str]:
    """The names under which the document's headings are linked."""
    titles = _HEADING.findall(_BLOCK.sub("", text))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def readable(path: Path) -> str:
    """A document's name for people."""
    return str(path.relative_to(ROOT))


def _lines(block: str) -> list[str]:
    """A block's commands: lines that a backslash or an open quotation continues are one."""
    lines: list[str] = []
    open_line = ""
    for line in block.splitlines():
        open_line += line
        if open_line.endswith("\\"):
            open_line = open_line[:-1]
        elif "'" in _QUOTED.sub("", open_line):
            open_line += "\n"
        else:
            lines.append(open_line)
            open_line = ""
    return lines


def _request(given: dict[str, list[str]], url: str) -> Request:
    bodies, form = given.get("-d", []), tuple(given.get("-F", []))
    parts = urlsplit(re.sub(r"^\$ALAMAT", "http://here", url))
    default = "POST" if bodies or form else "GET"
    return Request(
        method=given.get("-X", [default])[0],
        path=parts.path,
        query=tuple(name for name, _ in parse_qsl(parts.query)),
        body=bodies[0] if bodies else None,
        form=tuple(part.partition("=")[0] for part in form),
    )
