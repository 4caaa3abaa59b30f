"""The manners of every form and list: what is wrong is said at its field, what was typed stays,
and nothing stands empty without a word."""

import re
from typing import Any

import pytest
from werkzeug.test import Client

from tests.pages.bars import faulty, table
from tests.pages.bars import town as towns
from tests.pages.bars.faulty import Form, Forms
from tests.pages.bars.town import OPEN, ROLES, Town
from tests.pages.visitor import words

EMPTY = (
    ("unit", "/tugas"), ("unit", "/tugas/menunggu"), ("unit", "/tugas/arsip"),
    ("kanwil", "/eskalasi"), ("kanwil", "/register"), ("kanwil", "/wilayah/KANWIL-BABEL"),
    ("kanwil", "/perkiraan"), ("ombudsman", "/verifikasi"), ("ombudsman", "/surat"),
    ("ombudsman", "/verifikasi/permintaan"),
    (OPEN, "/statistik"),
)  # fmt: skip


def test_every_form_says_at_the_field_what_is_wrong(town: Town) -> None:
    wrong, tried = [], set()
    for role in ROLES:
        browser = town.browser(role)
        places = [page.at(town) for page in table.of(role)]
        shown = ((one, browser.get(one).get_data(as_text=True)) for one in places)
        for path, form in faulty.forms_of(shown):
            if form.action not in tried:
                tried.add(form.action)
                found = answered_wrongly(browser, form)
                wrong += [f"{path} as {role}, {form.action}: {one}" for one in found]
    assert not wrong, "\n".join(wrong)
    assert len(tried) >= 10, tried


def answered_wrongly(browser: Client, form: Form) -> list[str]:
    """What is wrong with the answer to that form, sent with nonsense in every field."""
    answer = faulty.sent(browser, form)
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
        for name, text in form.nonsense().items()
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
