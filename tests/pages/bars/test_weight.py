"""What a page weighs on the line, heads and bodies, as Chromium counts it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession
from playwright.sync_api import Page as Tab

from tests.house.sources import ROOT
from tests.pages.bars import chromium, table
from tests.pages.bars import town as towns
from tests.pages.bars.chromium import NARROW, needs_chromium
from tests.pages.bars.crowd import crowd
from tests.pages.bars.town import ROLES, Town

pytestmark = needs_chromium
FIRST, LATER = 150_000, 20_000
MANY = 60
STYLES, PICTURE = 15_000, 200_000


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town in which every list is full."""
    made = towns.build(tmp_path_factory.mktemp("crowd"))
    crowd(made, MANY)
    yield made
    made.close()


@pytest.fixture(scope="module")
def address(crowded: Town) -> Iterator[str]:
    with chromium.served(crowded.world.application) as found:
        yield found


@pytest.mark.parametrize("role", ROLES)
def test_pages_weigh_little(browser: Browser, crowded: Town, address: str, role: str) -> None:
    wrong = [
        f"{page}: {first:,} at first, {later:,} later"
        for page, first, later in weighed(browser, crowded, address, role)
        if first > FIRST or later > LATER
    ]
    assert not wrong, "\n".join(wrong)


def weighed(
    browser: Browser, town: Town, address: str, role: str
) -> Iterator[tuple[str, int, int]]:
    """Each page of which this role is the first to open it: its weight for who has opened no page
    before, and for who has opened it before."""
    context = chromium.context(browser, address, town.secret(role), viewport=NARROW)
    tab = context.new_page()
    session = context.new_cdp_session(tab)
    session.send("Network.enable")
    got: list[int] = []
    session.on("Network.loadingFinished", lambda one: got.append(int(one["encodedDataLength"])))
    for page in (one for one in table.of(role) if one.roles[0] == role):
        session.send("Network.clearBrowserCache")
        first, later = (_load(tab, session, got, address + page.at(town)) for _ in range(2))
        yield page.address, first, later
    context.close()


def _load(tab: Tab, session: CDPSession, got: list[int], address: str) -> int:
    got.clear()
    tab.goto(address, wait_until="load")
    session.send("Network.enable")  # whatever was on the line before this answer is in `got`
    return sum(got)


def test_what_all_pages_and_the_readme_load_is_small() -> None:
    assert (ROOT / "shared" / "static" / "pages.css").stat().st_size < STYLES
    pictures = list((ROOT / "docs" / "pictures").glob("*.png"))
    assert len(pictures) == 3
    assert max(one.stat().st_size for one in pictures) < PICTURE
