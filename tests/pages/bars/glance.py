"""How a page is looked at in all its forms, and nothing of it twice.

Owns: putting what a service answered into a tab that has axe already; which form is asked what (one
size wholly, the other what its layout can change; both schemes); and what was asked before and need
not be again: a page that another role was shown the same, and colours on a ground that were found
well.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, ViewportSize
from playwright.sync_api import Page as Tab

from tests.pages.bars import chromium
from tests.pages.bars.chromium import NARROW, WIDE
from tests.pages.bars.look import AXE, LAYOUT, axe_faults, colours, seen_faults, shown

FIRST: dict[str, tuple[ViewportSize, ViewportSize]] = {"id": (NARROW, WIDE), "en": (WIDE, NARROW)}
"""Each language begins with another size, so that every colour is asked for in both."""
Scheme = Literal["light", "dark"]
LIGHT: Scheme = "light"
DARK: Scheme = "dark"
_OWN = re.compile(r'name="csrf" value="[^"]*"')


@dataclass
class Known:
    """What was found well in this process: colours by scheme, and whole pages."""

    colours: dict[Scheme, set[str]] = field(default_factory=lambda: {LIGHT: set(), DARK: set()})
    pages: set[str] = field(default_factory=set)


class Gaze:
    """A tab of one role and language, in which pages are looked at one after another."""

    def __init__(
        self, browser: Browser, address: str, secret: str | None, language: str, known: Known
    ) -> None:
        self.known, self.language = known, language
        self.context: BrowserContext = chromium.context(browser, address, secret, language)
        self.tab: Tab = self.context.new_page()
        self.tab.goto(f"{address}/masuk")
        self.tab.evaluate(AXE)

    def close(self) -> None:
        self.context.close()

    def faults(self, page: str) -> Iterator[str]:
        """What is wrong with that page, wide and narrow, in the light and in the dark."""
        main = f"{self.language} {_OWN.sub('', page.partition('<main')[2])}"
        if main in self.known.pages:
            return
        wrong = list(self._looked_at(page))
        if not wrong:
            self.known.pages.add(main)
        yield from wrong

    def _looked_at(self, page: str) -> Iterator[str]:
        first, second = FIRST[self.language]
        self.tab.set_viewport_size(first)
        self.tab.set_content(page)
        if self.tab.get_attribute("html", "lang") != self.language:
            yield f"not in {self.language}"
        before = shown(self.tab)
        yield from _said(first, axe_faults(self.tab))
        yield from _said(first, seen_faults(self.tab))
        for scheme in (DARK, LIGHT):
            self.tab.emulate_media(color_scheme=scheme)
            yield from _said(first, self._colours(scheme))
        self.tab.set_viewport_size(second)
        rules = LAYOUT if shown(self.tab) == before else ()
        yield from _said(second, axe_faults(self.tab, rules))
        yield from _said(second, seen_faults(self.tab))
        yield from _said(second, self._colours(LIGHT))

    def _colours(self, scheme: Scheme) -> list[str]:
        """What axe says of the colours, where some of them stand on a ground as none before."""
        found = set(colours(self.tab))
        if found <= self.known.colours[scheme]:
            return []
        wrong = [f"in the {scheme}: {one}" for one in axe_faults(self.tab, ("color-contrast",))]
        if not wrong:
            self.known.colours[scheme] |= found
        return wrong


def _said(size: ViewportSize, found: list[str]) -> Iterator[str]:
    yield from (f"{size['width']}: {one}" for one in found)
