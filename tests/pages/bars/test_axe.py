"""Each page as each role sees it, in both languages (the second one in the dark), wide and narrow:
nothing that axe-core finds, nothing that runs over the edge, no button too small for a finger,
nothing out of the keyboard's reach."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.pages.bars import chromium, table
from tests.pages.bars.chromium import LANGUAGES, NARROW, SIZES, needs_chromium
from tests.pages.bars.look import AXE, faults, keyboard_faults
from tests.pages.bars.town import ROLES, Town

pytestmark = needs_chromium


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_wrong_with_any_page(
    browser: Browser, town: Town, address: str, role: str, language: str
) -> None:
    scheme = {"id": "light", "en": "dark"}[language]
    context = chromium.context(browser, address, town.secret(role), language, color_scheme=scheme)
    context.add_init_script(AXE)
    tab = context.new_page()
    wrong = [
        f"{page.address} as {role} in {language}: {one}"
        for page in table.of(role)
        for one in looked_at(tab, address + page.at(town), language)
    ]
    context.close()
    assert not wrong, "\n".join(wrong)


def looked_at(tab: Tab, address: str, language: str) -> Iterator[str]:
    """What is wrong with the page, wide and narrow. Colours depend on the scheme and hardly on the
    size: the dark ones are looked at on the narrow page alone, which is where they are used."""
    tab.goto(address)
    assert tab.get_attribute("html", "lang") == language
    for size in SIZES:
        tab.set_viewport_size(size)
        for one in faults(tab, colours=language == "id" or size is NARROW):
            yield f"{size['width']}: {one}"


@pytest.mark.parametrize("role", ROLES)
def test_the_keyboard_alone_suffices(browser: Browser, town: Town, address: str, role: str) -> None:
    context = chromium.context(browser, address, town.secret(role), viewport=NARROW)
    tab, wrong = context.new_page(), []
    for page in table.of(role):
        if page.roles[0] == role:
            tab.goto(address + page.at(town))
            wrong += [f"{page.address} as {role}: {one}" for one in keyboard_faults(tab)]
    context.close()
    assert not wrong, "\n".join(wrong)


def test_axe_would_notice(browser: Browser) -> None:
    tab = browser.new_page()
    tab.set_content("<html><body><img src='x'><input><button>x</button></body></html>")
    tab.evaluate(AXE)
    found = list(faults(tab))
    tab.close()
    for name in ("image-alt", "label", "html-has-lang", "0 h1", "title", "x: "):
        assert any(one.startswith(name) for one in found), (name, found)


def test_the_keyboard_would_notice(browser: Browser) -> None:
    tab = browser.new_page()
    tab.set_content("<a href='#'>a</a><button style='outline: none' tabindex=-1>b</button>")
    assert any("not reached" in one for one in keyboard_faults(tab))
    tab.set_content("<style>a { outline: none }</style><a href='#'>a</a>")
    assert any("no mark" in one for one in keyboard_faults(tab))
    tab.close()
