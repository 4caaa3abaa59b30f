"""The unit's pages in a real browser: from the letter to a confirmed action in four taps, on a line
that breaks, and without any script."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.conftest import FreshUrl
from tests.followup.house import House
from tests.intake.town import RUTAN, Town
from tests.pages.both import Both, build
from tests.pages.test_browser import Served, browser, cookies, looked_at
from tests.pages.test_browser import pytestmark as _marks
from tests.pages.test_followup import CODE, KANWIL, PAGE, UNIT, overdue
from tests.pages.test_intake import camera, prepare, send
from tests.pages.test_recommendation import PHOTO
from tests.pages.visitor import PASSWORD, account, signed_in

__all__ = ["browser"]
pytestmark = _marks
PHONE = {"width": 360, "height": 740}
FIRST_LOAD, LATER_LOAD = 150_000, 20_000


@pytest.fixture
def all_of_it(sqlite_url: FreshUrl, tmp_path: Path) -> Iterator[Both]:
    made = build(sqlite_url, tmp_path)
    yield made
    made.close()


@contextmanager
def visiting(browser: Browser, made: Both, office: str | None, **how: Any) -> Iterator[Page]:
    """A telephone at the address of both."""
    context = browser.new_context(viewport=PHONE, base_url=made.address, **how)  # type: ignore[arg-type]
    try:
        if office:
            context.add_cookies(cookies(made.intake.app, office, made.address, "id"))
        yield context.new_page()
    finally:
        context.close()


def photo(folder: Path, size: tuple[int, int] = (700, 700)) -> Path:
    """A photo of a few hundred kB: several pieces of a bad line."""
    path, made = folder / "foto.jpg", io.BytesIO()
    Image.effect_noise(size, 90).save(made, "JPEG", quality=90)
    path.write_bytes(made.getvalue())
    return path


def test_from_the_letter_to_a_confirmed_action_in_four_taps(
    browser: Browser, all_of_it: Both, tmp_path: Path
) -> None:
    about = all_of_it.intake.first()
    code = all_of_it.intake.read(about)["code"]
    registry = all_of_it.intake.app.extensions["tindak"].engines.registry
    account(registry, "kepala@muntok.example", (RUTAN, "head"))
    with visiting(browser, all_of_it, None) as page:
        page.goto(f"/rekomendasi/{code}")  # what the letter's link opens
        page.get_by_label("Alamat e-mail").fill("kepala@muntok.example")
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk", exact=True).click()
        page.get_by_role("link", name="Konfirmasi pelaksanaan").click()  # tap 1
        page.get_by_label("Uraian singkat").type("SOP dipasang di ruang tunggu.")
        with page.expect_file_chooser() as camera_opens:
            page.get_by_text("Ambil foto").click()  # tap 2
        camera_opens.value.set_files(photo(tmp_path))
        page.get_by_role("button", name="Seluruhnya, lalu periksa").click()  # tap 3
        page.get_by_role("button", name="Kirim konfirmasi pelaksanaan").click()  # tap 4
        expect(page.locator(".turn")).to_contain_text("Menunggu verifikasi Ombudsman sejak")
        expect(page.locator(".tile img")).to_have_count(1)
        assert page.url.partition("?")[0].endswith(f"/rekomendasi/{code}")
    assert all_of_it.intake.read(about)["status"] == "awaiting_verification"


def test_a_photo_goes_on_where_the_line_broke(
    browser: Browser, all_of_it: Both, tmp_path: Path
) -> None:
    about, chosen = all_of_it.intake.first(), photo(tmp_path)
    pieces: list[tuple[str, int]] = []

    def bad_line(route: Route, request: Request) -> None:
        offset = int(request.headers["upload-offset"])
        cut = len(pieces) in (1, 2)
        pieces.append(("cut" if cut else "came", offset))
        route.abort() if cut else route.continue_()

    with visiting(browser, all_of_it, RUTAN) as page:
        page.goto(f"/pelaksanaan/{about}")
        page.route(
            "**/berkas/*", lambda r, q: bad_line(r, q) if q.method == "PATCH" else r.continue_()
        )
        page.get_by_label("Uraian singkat").fill("Papan dipasang.")
        page.set_input_files("#file", chosen)
        page.get_by_role("button", name="Sebagian, lalu periksa").click()
        expect(page.locator("#progress")).to_contain_text("Unggahan")
        expect(page.locator("h1")).to_contain_text("Periksa dan kirim", timeout=20_000)
    offsets = [offset for what, offset in pieces if what == "came"]
    assert offsets == sorted(set(offsets)), "nothing is sent twice"
    assert len(offsets) > 1
    [file] = (tmp_path / "unsent").glob("*/*.*-*")
    assert file.read_bytes() == chosen.read_bytes()


def test_a_photo_goes_on_after_the_page_was_closed(
    browser: Browser, all_of_it: Both, tmp_path: Path
) -> None:
    about, chosen = all_of_it.intake.first(), photo(tmp_path)
    with visiting(browser, all_of_it, RUTAN) as page:
        page.goto(f"/pelaksanaan/{about}")
        sent: list[int] = []

        def once(route: Route, request: Request) -> None:
            if request.method == "PATCH":
                sent.append(int(request.headers["upload-offset"]))
                if len(sent) > 1:
                    route.abort()
                    return
            route.continue_()

        page.route("**/berkas/*", once)
        page.get_by_label("Uraian singkat").fill("Papan dipasang.")
        page.set_input_files("#file", chosen)
        expect(page.locator("#progress")).to_contain_text("dilanjutkan sendiri")
        page.unroute_all()
        page.goto(f"/pelaksanaan/{about}")
        assert page.get_by_label("Uraian singkat").input_value() == "Papan dipasang."
        expect(page.locator("#laid")).to_contain_text("Terputus pada")
        again: list[int] = []
        page.on("request", lambda q: again.append(int(q.headers["upload-offset"]))
                if q.method == "PATCH" else None)  # fmt: skip
        page.set_input_files("#file", chosen)
        expect(page.locator("#laid img")).to_have_count(1)
        assert min(again) >= 128 * 1024


def test_the_whole_of_it_without_any_script(
    browser: Browser, all_of_it: Both, tmp_path: Path
) -> None:
    about, chosen = all_of_it.intake.first(), photo(tmp_path, (200, 200))
    with visiting(browser, all_of_it, RUTAN, java_script_enabled=False) as page:
        page.goto(f"/pelaksanaan/{about}")
        page.get_by_label("Uraian singkat").fill("SOP dipasang.")
        page.set_input_files("#files", [chosen, chosen])
        page.get_by_role("button", name="Tambahkan yang dipilih").last.click()
        page.get_by_role("button", name="Hapus").first.click()
        page.get_by_label("Tempat").press("Enter")
        expect(page.locator("#laid .tile")).to_have_count(1)
        page.get_by_role("button", name="Seluruhnya, lalu periksa").click()
        page.get_by_role("button", name="Kirim konfirmasi pelaksanaan").click()
        expect(page.locator(".turn")).to_contain_text("Menunggu verifikasi")
    assert len(all_of_it.intake.read(about)["evidence"]) == 1


def test_a_file_that_is_no_evidence_is_told_at_once(
    browser: Browser, all_of_it: Both, tmp_path: Path
) -> None:
    about, wrong = all_of_it.intake.first(), tmp_path / "surat.txt"
    wrong.write_text("bukan foto")
    with visiting(browser, all_of_it, RUTAN) as page:
        page.goto(f"/pelaksanaan/{about}")
        page.set_input_files("#files", wrong)
        expect(page.locator("#progress")).to_contain_text("Jenis berkas ini tidak diterima")
        expect(page.locator("#laid .tile")).to_have_count(0)


def test_what_the_addressee_meets_has_no_barriers(browser: Browser, small_intake: Town) -> None:
    unit, about = signed_in(small_intake.app, RUTAN), small_intake.first(received_on=None)
    ready, done, back = (small_intake.first() for _ in range(3))
    prepare(unit, ready, camera(), camera())
    prepare(unit, done, camera(), camera())
    send(unit, done)
    small_intake.confirmed(back)
    small_intake.verified(back, "returned", note="Belum terbaca.", new_due_on="2022-03-01")
    [first, _] = small_intake.read(done)["evidence"]
    paths = (
        f"/penerimaan/{about}", f"/pelaksanaan/{about}", f"/pelaksanaan/{about}/periksa",
        f"/pelaksanaan/{ready}", f"/pelaksanaan/{ready}/periksa", f"/pelaksanaan/{back}",
        f"/bukti/{first['id']}", "/bantuan",
    )  # fmt: skip
    assert looked_at(browser, small_intake.app, RUTAN, *paths) == []


def test_a_recommendation_has_no_barriers(browser: Browser, small_house: House) -> None:
    escalation = overdue(small_house)
    head, form = signed_in(small_house.app, KANWIL), f"/eskalasi/{escalation}"
    head.send(form, f"{form}/putuskan", decision="take_over", note="Kami kerjakan.")
    town, about = small_house.town, small_house.town.record()
    town.confirm(about, evidence=(PHOTO,))
    town.verify(about, "returned", date(2022, 4, 25))
    town.catch_up()
    second = PAGE.replace("0001", "0002")
    unit, ask = signed_in(small_house.app, UNIT), f"{second}/perpanjangan-waktu"
    unit.send(ask, ask, new_due_on="2022-05-20", reason="Papan dicetak.")
    paths = (
        "/tugas", "/tugas/menunggu", "/tugas/arsip", PAGE, second, f"{PAGE}/hitung-ulang",
        f"{PAGE}/hitung-ulang?received_on=x", f"{PAGE}/perpanjangan-waktu",
    )  # fmt: skip
    assert looked_at(browser, small_house.app, UNIT, *paths) == []


def test_pages_weigh_little_on_a_slow_line(browser: Browser, all_of_it: Both) -> None:
    about = all_of_it.intake.first()
    code = all_of_it.intake.read(about)["code"]
    with visiting(browser, all_of_it, RUTAN) as page:
        first = weight(page, f"/rekomendasi/{code}")
        later = [weight(page, path) for path in ("/tugas", f"/pelaksanaan/{about}", "/bantuan")]
        again = weight(page, f"/rekomendasi/{code}")
    assert first < FIRST_LOAD
    assert max(*later, again) < LATER_LOAD, (later, again)


def weight(page: Page, path: str) -> int:
    """Bytes over the line, heads and bodies, for that page with all that it loads."""
    session, got = page.context.new_cdp_session(page), [0]
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda one: got.append(int(one["encodedDataLength"])))
    page.goto(path)
    page.wait_for_load_state("networkidle")
    session.detach()
    return sum(got)


def test_a_day_that_does_not_count_says_why_on_focus(browser: Browser, small_house: House) -> None:
    small_house.town.record()
    small_house.town.catch_up()
    served = Served(small_house.app)
    context = browser.new_context(viewport=PHONE, base_url=served.address)  # type: ignore[arg-type]
    try:
        context.add_cookies(cookies(small_house.app, UNIT, served.address, "id"))
        page = context.new_page()
        page.goto(f"/rekomendasi/{CODE}")
        day = page.locator('a[href="#hari-2022-02-01"]')
        reason = day.locator(".why")
        expect(reason).to_have_css("clip-path", "inset(50%)")
        day.focus()
        expect(reason).to_have_css("clip-path", "none")
        expect(reason).to_have_text("Hari libur nasional: Tahun Baru Imlek")
        day.press("Enter")
        assert page.url.endswith("#hari-2022-02-01")
    finally:
        context.close()
        served.close()
