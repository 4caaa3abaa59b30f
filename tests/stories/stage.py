"""The stage of the stories: both services at one address, a mail server, and people at browsers.

Owns: who they are and how they sign in, and what passes between the acts: time, and letters.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from services.followup.letters.deliver import deliver
from services.followup.letters.mail import transport
from services.followup.letters.postroom import Postroom
from tests.hostile import world as worlds
from tests.hostile.world import World
from tests.letters.mailserver import MailServer
from tests.pages.bars import chromium
from tests.pages.bars.chromium import NARROW, WIDE
from tests.pages.visitor import PASSWORD, account
from tests.servers.places import free_port

PEOPLE = {"OMBUDSMAN-BABEL": WIDE, "KANWIL-BABEL": WIDE, "RT-MTK": NARROW}
"""Each office's head, and the screen that they look at."""


@dataclass
class Stage:
    """A world that is served, and whether its browsers run scripts."""

    world: World
    browser: Browser
    mail: MailServer
    address: str
    scripts: bool

    @contextmanager
    def at_browser(self, office: str) -> Iterator[Page]:
        """The head of that office before a browser that nobody has signed in at."""
        context = chromium.context(
            self.browser, self.address, None, viewport=PEOPLE[office],
            java_script_enabled=self.scripts, base_url=self.address,
        )  # fmt: skip
        context.set_default_timeout(20_000)
        page = context.new_page()
        yield page
        context.close()

    def on(self, day: str) -> None:
        """It is that day, 09.00 WIB; time says what it has to say, and letters leave."""
        self.world.on(day)
        registry = self.world.intake.extensions["tindak"].engines.registry
        road = transport(self.mail.url, Path("unused"), "tindak.example")
        while deliver(Postroom(self.world.place, registry, road, self.address, "t@babel.example")):
            pass

    def link_for(self, office: str, path: str) -> str:
        """The first link to such a page in the newest letter to that office."""
        address = f"{office.lower()}@babel.example"
        ours = [one for one in self.mail.letters if address in str(one["To"])]
        assert ours, [one["To"] for one in self.mail.letters]
        body = ours[-1].get_body(("plain",))
        assert body
        found = re.search(rf"{self.address}{path}\S*", body.get_content())
        assert found, body.get_content()
        return found[0]


def sign_in(page: Page, office: str) -> None:
    """Fill in the sign-in page that stands open."""
    page.get_by_label("Alamat e-mail").fill(f"{office.lower()}@tamu.example")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()


@contextmanager
def stage(folder: Path, browser: Browser, *, scripts: bool) -> Iterator[Stage]:
    """A world at the letter of 2022, with an account for each head."""
    port = free_port()
    world = worlds.on_sqlite(folder, public_url=f"http://127.0.0.1:{port}")
    registry = world.intake.extensions["tindak"].engines.registry
    for office in PEOPLE:
        account(registry, f"{office.lower()}@tamu.example", (office, "head"), name=office)
    mail = MailServer()
    try:
        with chromium.served(world.application, port) as address:
            yield Stage(world, browser, mail, address, scripts)
    finally:
        mail.close()
        world.close()
