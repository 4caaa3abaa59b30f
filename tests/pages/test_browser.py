"""What the pages do in a real browser beside being looked at (`bars` does that): the front page, a
decision without scripts, and the script of the house. Skipped where no browser is installed."""

import shutil
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from shared.cookies import LANGUAGE, SESSION
from tests.followup.house import House
from tests.intake.town import OMBUDSMAN, Town
from tests.pages.bars.chromium import LANGUAGES
from tests.pages.bars.glance import Gaze, Known
from tests.pages.test_followup import CODE, KANWIL, overdue
from tests.pages.visitor import Visitor, signed_in
from tests.servers.places import free_port

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed here")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


class Served:
    """An application at an address of its own."""

    def __init__(self, app: Flask) -> None:
        self.server = make_server("127.0.0.1", free_port(), app, threaded=True)
        self.address = f"http://127.0.0.1:{self.server.port}"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def looked_at(
    browser: Browser,
    app: Flask,
    office: str | None,
    *paths: str,
    languages: Sequence[str] = LANGUAGES,
) -> list[str]:
    """What is wrong with those pages, as that office sees them in each form and language."""
    served, known, wrong = Served(app), Known(), []
    visitor = signed_in(app, office) if office else Visitor(app)
    cookie = visitor.client.get_cookie(SESSION)
    secret = str(cookie.value) if cookie else None
    try:
        for language in languages:
            visitor.client.set_cookie(LANGUAGE, language)
            gaze = Gaze(browser, served.address, secret, language, known)
            for path in paths:
                page = visitor.client.get(path).get_data(as_text=True)
                wrong += [f"{path} in {language}: {one}" for one in gaze.faults(page)]
            gaze.close()
    finally:
        served.close()
    return wrong


def cookies(app: Flask, office: str | None, address: str, language: str) -> Any:
    made = [{"name": "tindak_bahasa", "value": language, "url": address}]
    if office:
        cookie = signed_in(app, office).client.get_cookie(SESSION)
        assert cookie
        made.append({"name": SESSION, "value": cookie.value, "url": address})
    return made


def test_the_front_page(browser: Browser, small_intake: Town) -> None:
    """It says everything in both languages at once."""
    paths = ("/", "/?tentang=1")
    assert looked_at(browser, small_intake.app, None, *paths, languages=("id",)) == []


def test_a_head_decides_without_any_script(browser: Browser, small_house: House) -> None:
    overdue(small_house)
    served = Served(small_house.app)
    try:
        context = browser.new_context(java_script_enabled=False)
        context.add_cookies(cookies(small_house.app, KANWIL, served.address, "id"))
        page = context.new_page()
        page.goto(f"{served.address}/eskalasi")
        page.get_by_label("Ambil alih").check()
        page.get_by_label("Catatan untuk UPT").fill("Kami kerjakan.")
        page.get_by_role("button", name="Kirim keputusan").click()
        assert page.url == f"{served.address}/rekomendasi/{CODE}?diputuskan=1"
        assert "ambil alih. Kami kerjakan." in page.inner_text("main")
        context.close()
    finally:
        served.close()


def test_the_script_of_the_house_runs_under_its_own_policy(
    browser: Browser, small_intake: Town
) -> None:
    served, said = Served(small_intake.app), []
    try:
        context = browser.new_context()
        context.add_cookies(cookies(small_intake.app, OMBUDSMAN, served.address, "id"))
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.goto(served.address + "/surat/baru")
        assert page.evaluate("htmx.version").startswith("4.")
        assert [one for one in said if "404" not in one] == []
        context.close()
    finally:
        served.close()
