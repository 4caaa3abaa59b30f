"""`tindak pictures [FOLDER]`: the README's screenshots, made anew from the letter of 2022.

Owns: which pages are shown, at which instant of the story, to whom, and how large; and that each
picture is small enough for a README.
"""

import argparse
import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from PIL import Image

from launcher import debian, places
from launcher.demo.story import WIB
from launcher.oneline import OneLine
from launcher.pictures.stage import Stage, stage
from shared import cookies

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PHONE, DESK = (390, 844), (1200, 850)
COLOURS = 128
MOST_BYTES = 200_000


@dataclass(frozen=True)
class Picture:
    """One page: who looks at it when, on which screen, and from which part of it on."""

    name: str
    at: datetime
    office: str
    page: str
    size: tuple[int, int]
    sharp: int = 1
    part: str = ""
    """A selector: the page is scrolled until this stands at the top."""


def _wib(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


PICTURES = (
    Picture("unit", _wib("2022-03-10T09:00"), "LP-SGL", "4", PHONE, sharp=2),
    Picture("kanwil", _wib("2022-03-14T08:30"), "KANWIL-BABEL", "/eskalasi", DESK),
    Picture("tenggat", _wib("2022-03-14T08:30"), "KANWIL-BABEL", "7", DESK, part="#tenggat"),
)
"""In order of time. A page that is a number is that recommendation's."""


def run(argv: list[str]) -> int:
    """Make them all in FOLDER; prints each with its size."""
    parser = argparse.ArgumentParser(prog="tindak pictures", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=places.ROOT / "docs" / "pictures")
    folder: Path = parser.parse_args(argv[1:]).folder
    chromium = debian.chromium()
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  (for maintainers alone)
    except ImportError:
        raise OneLine("pictures need what tests need: run `./tindak test` once.") from None
    if chromium is None:
        raise OneLine("pictures need Chromium: install it, or run `./tindak test` as root.")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    folder.mkdir(parents=True, exist_ok=True)
    with stage() as made, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, png in _taken(made, browser):
            (folder / f"{name}.png").write_bytes(png)
            print(f"{folder / name}.png: {len(png):,} bytes")
        browser.close()
    return 0


def _taken(made: Stage, browser: "Browser") -> Iterator[tuple[str, bytes]]:
    for one in PICTURES:
        made.on(one.at)
        png = small(_shot(made, browser, one))
        assert len(png) < MOST_BYTES, one.name
        yield one.name, png


def _shot(made: Stage, browser: "Browser", one: Picture) -> bytes:
    width, height = one.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=one.sharp,
        color_scheme="light", reduced_motion="reduce",
    )  # fmt: skip
    secret = made.session(one.office)
    context.add_cookies([{"name": cookies.SESSION, "value": secret, "url": made.address}])
    page = context.new_page()
    path = one.page if one.page.startswith("/") else made.path_of(int(one.page))
    page.goto(made.address + path)
    page.wait_for_load_state("networkidle")
    if one.part:
        page.locator(one.part).evaluate("(it) => it.scrollIntoView({block: 'start'})")
    png = page.screenshot()
    context.close()
    return png


def small(png: bytes) -> bytes:
    """The same picture in a few colours: our pages have no more."""
    kept = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()
