"""Each page as each role sees it, in both languages, wide and narrow, in the light and in the dark,
and each form as it comes back when it is sent wrongly: nothing that axe-core finds, nothing that
runs over the edge, no button too small for a finger, nothing out of the keyboard's reach."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.pages.bars import faulty, table
from tests.pages.bars.chromium import LANGUAGES, NARROW, needs_chromium
from tests.pages.bars.glance import Gaze, Known
from tests.pages.bars.look import AXE, axe_faults, keyboard_faults, seen_faults
from tests.pages.bars.town import OPEN, ROLES, Town

pytestmark = needs_chromium


Look = Callable[[str, str], Gaze]


@pytest.fixture(scope="module")
def look(browser: Browser, town: Town, address: str) -> Look:
    """Opens a tab of that role and language; what one has found well the next need not ask."""
    known = Known()
    return lambda role, language: Gaze(browser, address, town.secret(role), language, known)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_wrong_with_any_page(town: Town, look: Look, role: str, language: str) -> None:
    gaze = look(role, language)
    wrong = [
        f"{name} as {role} in {language}: {one}"
        for name, page in answered(town, role, language)
        for one in gaze.faults(page)
    ]
    gaze.close()
    assert not wrong, "\n".join(wrong)


def answered(town: Town, role: str, language: str) -> Iterator[tuple[str, str]]:
    """What the role is shown at each address, and each form as it comes back after nonsense."""
    visitor, shown = town.browser(role, language), []
    for page in table.of(role):
        answer = visitor.get(page.at(town))
        assert answer.status_code == page.status, page.address
        shown.append((page.at(town), answer.get_data(as_text=True)))
    yield from shown
    for path, form in faulty.forms_of(shown):
        yield f"{path}, sent wrongly", faulty.sent(visitor, form).get_data(as_text=True)


@pytest.mark.parametrize("role", ROLES)
def test_the_keyboard_alone_suffices(town: Town, look: Look, role: str) -> None:
    gaze, visitor, wrong = look(role, "id"), town.browser(role), []
    gaze.tab.set_viewport_size(NARROW)
    for page in table.of(role):
        if page.roles[0] == role:
            gaze.tab.set_content(visitor.get(page.at(town)).get_data(as_text=True))
            wrong += [f"{page.address} as {role}: {one}" for one in keyboard_faults(gaze.tab)]
    gaze.close()
    assert not wrong, "\n".join(wrong)


def test_axe_would_notice(browser: Browser) -> None:
    tab = browser.new_page()
    tab.set_content("<html><body><img src='x'><input><button>x</button></body></html>")
    tab.evaluate(AXE)
    found = [*axe_faults(tab), *seen_faults(tab)]
    tab.close()
    for name in ("image-alt", "label", "html-has-lang", "0 h1", "title", "x: "):
        assert any(one.startswith(name) for one in found), (name, found)


WELL = """<!DOCTYPE html><html lang="{language}"><head><title>Baik · Tindak Lanjut</title>
<link rel="stylesheet" href="{address}/static/pages.css"></head><body>
<main id="isi"><h1>Baik</h1>{more}</main></body></html>"""
"""A page with nothing wrong, but for what is put into it."""


SHOWN = {
    "id": (
        ("<p>Kata</p><button>Kata</button>", ""),
        ("<p><font color='#bbbbbb'>Kata</font></p>", "360: in the light: color-contrast"),
        ("<h2>Rekomendasi yang REK-BABEL-2022-0001</h2>", "360: a code is broken"),
        ("<table width=600><tr><td>Kata</table>", "pixels too wide"),
    ),
    "en": (
        ("<p><font color='#1a1a1a'>Kata</font></p>", "1280: in the dark: color-contrast"),
        ("<p class='narrow'><img src='x'></p>", "360: image-alt"),
    ),
}
"""What is put into it, by language, and the fault that is found."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_form_of_a_page_is_looked_at(look: Look, address: str, language: str) -> None:
    gaze = look(OPEN, language)
    for more, said in SHOWN[language]:
        gaze.known = Known()
        page = WELL.format(language=language, address=address, more=more)
        found = list(gaze.faults(page))
        assert any(said in one for one in found) if said else not found, found
        assert list(gaze.faults(page)) == found  # what was wrong is not taken for known
    gaze.close()


def test_the_keyboard_would_notice(browser: Browser) -> None:
    tab = browser.new_page()
    tab.set_content("<a href='#'>a</a><button style='outline: none' tabindex=-1>b</button>")
    assert any("not reached" in one for one in keyboard_faults(tab))
    tab.set_content("<style>a { outline: none }</style><a href='#'>a</a>")
    assert any("no mark" in one for one in keyboard_faults(tab))
    tab.close()
