"""The manners of every form and list: what is wrong is said at its field, what was typed stays,
and nothing stands empty without a word."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pytest
from werkzeug.test import Client

from tests.pages.bars import table
from tests.pages.bars import town as towns
from tests.pages.bars.town import OPEN, ROLES, Town
from tests.pages.visitor import words

ASKS_NOTHING = {
    "/keluar", "/pelaksanaan", "/penerimaan", "/tenggat", "/langganan", "/akui", "/tautan/",
    "/timbang", "/setujui", "/cabut", "/nonaktif", "/sandi", "/jabatan/", "/ulang", "/lepas",
    "/buang", "/impor/",
}  # fmt: skip
"""Forms of a button alone, or that take whatever they are given as a beginning."""
EMPTY = (
    ("unit", "/tugas"), ("unit", "/tugas/menunggu"), ("unit", "/tugas/arsip"),
    ("kanwil", "/eskalasi"), ("kanwil", "/register"), ("kanwil", "/wilayah/KANWIL-BABEL"),
    ("kanwil", "/perkiraan"), ("ombudsman", "/verifikasi"), ("ombudsman", "/surat"),
    ("ombudsman", "/verifikasi/permintaan"),
    (OPEN, "/statistik"),
)  # fmt: skip


@dataclass
class Form:
    """A form as a browser sees it."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)
    """The fields that somebody fills in, hidden ones and choices left out."""
    free: bool = True
    """Whether all of them take any words: then only their lack can be wrong."""


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
            if kind in ("radio", "checkbox", "file"):
                return
            form.fields[given["name"]] = given.get("value", "")
            if kind != "hidden":
                form.typed.add(given["name"])
                form.free &= tag == "textarea"


def test_every_form_says_at_the_field_what_is_wrong(town: Town) -> None:
    wrong, tried = [], set()
    for role in ROLES:
        for page in table.of(role):
            browser = town.browser(role)
            shown = browser.get(page.at(town))
            for form in Forms(shown.get_data(as_text=True)).forms:
                form.action = form.action or page.at(town)
                if form.method != "post" or asks_nothing(form) or form.action in tried:
                    continue
                tried.add(form.action)
                wrong += [
                    f"{page.address} as {role}, {form.action}: {one}"
                    for one in answered_wrongly(browser, form)
                ]
    assert not wrong, "\n".join(wrong)
    assert len(tried) >= 10, tried


def asks_nothing(form: Form) -> bool:
    return not form.typed or any(one in form.action for one in ASKS_NOTHING)


def answered_wrongly(browser: Client, form: Form) -> list[str]:
    """What is wrong with the answer to that form, sent with nonsense in every field."""
    words_of = (lambda _: "") if form.free else "x{}y".format
    typed = {name: words_of(number) for number, name in enumerate(sorted(form.typed))}
    answer: Any = browser.post(form.action, data={**form.fields, **typed, "do": "check"})
    page = answer.get_data(as_text=True)
    if answer.status_code not in (401, 422):
        return [f"answered {answer.status_code}"]
    wrong = []
    if not any(one.endswith("-fault") for one in Forms(page).ids):
        wrong.append("no fault at its field")
    if 'role="alert"' not in page:
        wrong.append("no summary")
    lost = [
        name
        for name, text in typed.items()
        if text not in page and "password" not in name and not chosen(page, name)
    ]
    return [*wrong, *(f"{name} is lost" for name in lost)]


def chosen(page: str, name: str) -> bool:
    """Whether the field is one in which nothing else than what it offers can stand."""
    return bool(re.search(rf'<select[^>]* name="{re.escape(name)}"', page)) or bool(
        re.search(rf'type="(date|number)"[^>]* name="{re.escape(name)}"', page)
    )


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A town in which nothing has happened yet."""
    made = towns.empty(tmp_path_factory.mktemp("empty"))
    yield made
    made.close()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("role", "path"), EMPTY)
def test_what_is_empty_says_what_to_do(nowhere: Town, role: str, path: str, language: str) -> None:
    answer = nowhere.open(role, path, language)
    assert answer.status_code == 200
    main = answer.get_data(as_text=True).partition("<h1>")[2].partition("<footer>")[0]
    assert "<tbody>" not in main
    sentences = [one for one in words(main).split(".") if len(one.split()) >= 4]
    assert len(sentences) >= 2, main
