"""Chromium, and an application at an address of its own that it can open."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from launcher import debian
from shared import cookies

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}
SIZES = (WIDE, NARROW)
LANGUAGES = ("id", "en")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip
CHROMIUM = debian.chromium()
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed here")


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, *_: Any) -> None:
        """Thousands of lines would tell nothing."""


@contextmanager
def served(application: "WSGIApplication", port: int = 0) -> Iterator[str]:
    """The address of that application while this block runs."""
    server = make_server("127.0.0.1", port, application, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield found
        finally:
            found.close()


def context(
    browser: Browser, address: str, secret: str | None, language: str = "id", **more: Any
) -> BrowserContext:
    """A browser's profile that carries that session and speaks that language."""
    made = browser.new_context(**{"viewport": WIDE, **more})
    carried = [{"name": cookies.LANGUAGE, "value": language, "url": address}]
    if secret:
        carried.append({"name": cookies.SESSION, "value": secret, "url": address})
    made.add_cookies(carried)  # type: ignore[arg-type]
    return made
