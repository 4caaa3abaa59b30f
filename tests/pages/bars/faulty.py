"""The forms of the pages, and what comes back where nonsense is typed into them.

Owns: reading a page's forms as a browser does, and sending each with nonsense in every field.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from werkzeug.test import Client

ASKS_NOTHING = {
    "/keluar", "/tenggat", "/langganan", "/akui", "/tautan/",
    "/timbang", "/setujui", "/cabut", "/nonaktif", "/sandi", "/jabatan/", "/ulang", "/lepas",
    "/buang", "/impor/",
}  # fmt: skip
"""Forms of a button alone, or that take whatever they are given as a beginning."""


@dataclass
class Form:
    """A form as a browser sees it."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)
    """The fields that somebody fills in, hidden ones and choices left out."""
    file: bool = False
    """Whether a file belongs to it."""
    free: bool = True
    """Whether all of them take any words: then only their lack can be wrong."""

    def nonsense(self) -> dict[str, str]:
        """Something wrong for every field."""
        words_of = (lambda _: "") if self.free else "x{}y".format
        return {name: words_of(number) for number, name in enumerate(sorted(self.typed))}


class Forms(HTMLParser):
    """The forms of a page, and the ids of what says a fault."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.ids: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get")))
        elif tag in ("input", "textarea", "select") and self.forms and "name" in given:
            form, kind = self.forms[-1], given.get("type", "text")
            form.file |= kind == "file"
            if kind in ("radio", "checkbox", "file"):
                return
            form.fields[given["name"]] = given.get("value", "")
            if kind != "hidden":
                form.typed.add(given["name"])
                form.free &= tag == "textarea"


def forms_of(shown: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Form]]:
    """Each form that something can be typed into, once, with the address of its page; `shown` are
    addresses and their pages."""
    tried: set[str] = set()
    for path, page in shown:
        for form in Forms(page).forms:
            form.action = form.action or path
            if form.method == "post" and not asks_nothing(form) and form.action not in tried:
                tried.add(form.action)
                yield path, form


def asks_nothing(form: Form) -> bool:
    """Whether nothing can be typed wrongly into it, or somebody has prepared what is in it."""
    prepared = any(name.startswith("kind.") for name in form.typed)
    nothing = not (form.typed or form.file) or prepared
    return nothing or any(one in form.action for one in ASKS_NOTHING)


def sent(browser: Client, form: Form) -> Any:
    """The answer to that form, sent with nonsense in every field by the button that goes on."""
    pressed = {"do": "check", "lanjut": "full"}
    return browser.post(form.action, data={**form.fields, **form.nonsense(), **pressed})
