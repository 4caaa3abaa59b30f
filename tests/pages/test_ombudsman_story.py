"""The Ombudsman's whole errand in Chromium, with scripts and without: a letter appears in the
register, a sheet with errors is mended and imported, a confirmed action is verified."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from shared.cookies import SESSION
from tests.conftest import FreshUrl
from tests.intake.town import OMBUDSMAN, RUTAN
from tests.pages.both import Both, build
from tests.pages.test_browser import CHROMIUM, browser
from tests.pages.visitor import signed_in

__all__ = ["browser"]
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed here")
EXAMPLE = Path(__file__).parents[2] / "docs" / "templates" / "letters-example.csv"
WAIT_MS = 10_000


@pytest.fixture
def both(sqlite_url: FreshUrl, tmp_path: Path) -> Iterator[Both]:
    made = build(sqlite_url, tmp_path)
    yield made
    made.close()


def opened(browser: Browser, both: Both, *, scripts: bool) -> Page:
    """A browser of somebody of the Ombudsman's office."""
    cookie = signed_in(both.intake.app, OMBUDSMAN, "operator").client.get_cookie(SESSION)
    assert cookie
    context = browser.new_context(java_script_enabled=scripts)
    context.add_cookies([{"name": SESSION, "value": cookie.value, "url": both.address}])
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    page.goto(both.address)
    return page


def filled(page: Page, number: int, unit: str) -> None:
    """Block `number` (from 0) of the letter's form."""
    at = f"recommendations.{number}."
    page.locator(f"[id='{at}unit']").select_option(unit)
    page.locator(f"[id='{at}received_on']").fill("2022-01-25")
    page.locator(f"[id='{at}service']").select_option("kunjungan")
    page.locator(f"[id='{at}severity']").select_option("sedang")
    page.locator(f"[id='{at}components']").get_by_label("Persyaratan").check()
    page.locator(f"[id='{at}finding']").fill("SOP belum mudah dilihat.")
    page.locator(f"[id='{at}text']").fill("SOP dipasang di tempat yang mudah dilihat pengunjung.")


def letter_written(page: Page, *, scripts: bool) -> None:
    page.get_by_role("link", name="Surat", exact=True).click()
    page.get_by_role("link", name="Catat surat").click()
    page.get_by_label("Nomor surat").fill("0012/SARAN/2022")
    page.get_by_label("Tanggal surat").fill("2022-01-25")
    page.get_by_label("Bentuk", exact=True).select_option("saran")
    page.get_by_label("Perihal").fill("SOP kunjungan")
    filled(page, 0, RUTAN)
    due = "Jatuh tempo Jumat, 11 Maret 2022: 30 hari kerja sesudah diterima"
    if scripts:
        expect(page.locator("#tenggat-0")).to_contain_text(due)
    else:
        page.get_by_role("button", name="Hitung jatuh tempo").click()
        assert due in page.inner_text("#tenggat-0")
        page.get_by_role("button", name="Kembali ke surat").click()
    page.get_by_role("button", name="Tambah rekomendasi").click()
    expect(page.get_by_role("heading", name="Rekomendasi 2")).to_be_visible()
    assert page.get_by_label("Nomor surat").input_value() == "0012/SARAN/2022"
    filled(page, 1, "LP-SGL")
    page.get_by_role("button", name="Periksa sebelum dikirim").click()
    if scripts:
        expect(page.locator("#tenggat-1")).to_contain_text(due)
    page.get_by_role("button", name="Kirim surat dengan 2 rekomendasi").click()
    assert "Surat tersimpan." in page.inner_text("main")


def sheet_imported(page: Page, folder: Path) -> None:
    rows = list(csv.DictReader(EXAMPLE.read_text(encoding="utf-8-sig").splitlines()))[:3]
    page.get_by_role("link", name="Impor", exact=True).click()
    for wrong in ({"unit": "Lapas Entah"}, {}):
        page.get_by_label("Berkas XLSX atau CSV").set_input_files(
            sheet(folder, [{**rows[0], **wrong}, *rows[1:]])
        )
        page.get_by_role("button", name="Periksa berkas").click()
        if wrong:
            assert "Lapas Entah" in page.inner_text("td.wrong")
            page.get_by_role("link", name="Unggah berkas yang sudah diperbaiki").click()
    page.get_by_role("button", name="Impor 3 rekomendasi").click()
    assert "1 surat dengan 3 rekomendasi tersimpan." in page.inner_text("main")


def sheet(folder: Path, rows: list[dict[str, Any]]) -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path = folder / "surat.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def action_verified(page: Page, both: Both) -> None:
    [first] = [
        one["id"]
        for one in both.intake.voice(OMBUDSMAN).get("/recommendations").json["items"]  # type: ignore[index]
        if one["letter_number"] == "0012/SARAN/2022" and one["unit"] == RUTAN
    ]
    both.intake.confirmed(first)
    both.followup.catch_up()
    page.get_by_role("link", name="Verifikasi", exact=True).click()
    assert "Pelaksanaan yang dikonfirmasi (1)" in page.inner_text("main")
    page.locator(f"a[href='/penilaian/{first}']").click()
    assert "Papan dipasang." in page.inner_text("main")
    page.get_by_label("Telah dilaksanakan").check()
    page.get_by_role("button", name="Kirim penilaian").click()
    assert re.search(r"/rekomendasi/REK-BABEL-2022-\d{4}\?seen=\d+$", page.url)
    assert "Selesai: telah dilaksanakan" in page.inner_text("main")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_the_whole_errand(browser: Browser, both: Both, tmp_path: Path, *, scripts: bool) -> None:
    page = opened(browser, both, scripts=scripts)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    assert page.url == f"{both.address}/verifikasi"
    letter_written(page, scripts=scripts)
    both.followup.catch_up()
    page.get_by_role("link", name="Register", exact=True).click()
    assert page.locator("td .title").all_inner_texts() == [
        "REK-BABEL-2022-0001",
        "REK-BABEL-2022-0002",
    ]
    sheet_imported(page, tmp_path)
    both.followup.catch_up()
    page.get_by_role("link", name="Lihat di register").click()
    assert page.locator("td .title").count() == 5
    action_verified(page, both)
    assert said == []
    page.context.close()
