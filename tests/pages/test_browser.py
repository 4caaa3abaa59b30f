"""The pages in a real browser, wide and narrow: nothing that axe-core finds wrong, nothing that
runs over the edge. Skipped where no browser is installed."""

import shutil
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from shared.cookies import SESSION
from tests.followup.house import House
from tests.intake.town import OMBUDSMAN, RUTAN, Town
from tests.pages.test_followup import CODE, KANWIL, UNIT, overdue
from tests.pages.visitor import signed_in
from tests.servers.places import free_port

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
SIZES = ({"width": 1280, "height": 900}, {"width": 360, "height": 740})
EACH = tuple((size, language) for size in SIZES for language in ("id", "en"))
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
    browser: Browser, app: Flask, office: str | None, *paths: str, each: Any = EACH
) -> list[str]:
    """What is wrong with those pages, as that office sees them in each size and language."""
    served, wrong = Served(app), []
    try:
        for size, language in each:
            context = browser.new_context(viewport=size)
            context.add_cookies(cookies(app, office, served.address, language))
            page = context.new_page()
            for path in paths:
                page.goto(served.address + path)
                wrong += [f"{path} {size['width']}: {one}" for one in faults(page)]
            context.close()
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


def faults(page: Page) -> Iterator[str]:
    for one in Axe().run(page).response["violations"]:
        yield f"{one['id']} at {[node['target'] for node in one['nodes'][:3]]}"
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if over > 0:
        yield f"{over} pixels too wide"


def test_the_sign_in_page(browser: Browser, small_intake: Town) -> None:
    assert looked_at(browser, small_intake.app, None, "/masuk", "/bahasa/none", "/") == []


def test_the_forms_of_the_addressee(browser: Browser, small_intake: Town) -> None:
    about = small_intake.first(received_on=None)
    paths = (f"/penerimaan/{about}", f"/pelaksanaan/{about}")
    assert looked_at(browser, small_intake.app, RUTAN, *paths) == []


def test_what_a_unit_sees(browser: Browser, small_house: House) -> None:
    overdue(small_house)
    small_house.town.record()
    small_house.town.catch_up()
    paths = ("/tugas", f"/rekomendasi/{CODE}")
    assert looked_at(browser, small_house.app, UNIT, *paths) == []


def test_what_a_kanwil_sees(browser: Browser, small_house: House) -> None:
    escalation = overdue(small_house)
    paths = ("/eskalasi", f"/eskalasi/{escalation}", "/register", f"/rekomendasi/{CODE}")
    assert looked_at(browser, small_house.app, KANWIL, *paths) == []


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
        assert page.url == f"{served.address}/rekomendasi/{CODE}"
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


def test_axe_would_notice(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html><body><img src='x'><input></body></html>")
    assert any("image-alt" in one for one in faults(page))
    page.close()
