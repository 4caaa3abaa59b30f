"""The three stories end to end, in a real browser, over HTTP and SMTP, with and without scripts."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.intake.town import LETTER
from tests.pages.bars.chromium import needs_chromium
from tests.pages.bars.town import SHEET
from tests.stories.stage import Stage, sign_in

pytestmark = needs_chromium
OMBUDSMAN, KANWIL, UNIT = "OMBUDSMAN-BABEL", "KANWIL-BABEL", "RT-MTK"
PHOTO = Path(__file__).parents[2] / "data" / "demo-sop-kunjungan.jpg"
MOST_TAPS = 4
POINT = LETTER["recommendations"][0]


def test_recorded_escalated_decided(play: Stage) -> None:
    with play.at_browser(OMBUDSMAN) as page:
        page.goto("/surat/baru")
        sign_in(page, OMBUDSMAN)
        record(page)
    play.on("2022-03-14")
    with play.at_browser(KANWIL) as page:
        page.goto(play.link_for(KANWIL, "/"))
        sign_in(page, KANWIL)
        page.goto("/eskalasi")
        page.get_by_role("link", name="REK-BABEL-2022-0001").first.click()
        page.get_by_label("Instruksi", exact=False).first.check()
        page.get_by_label("Catatan untuk UPT").fill("Segera pasang SOP dan laporkan dengan foto.")
        page.get_by_label("Tanggal internal", exact=True).fill("2022-03-29")
        page.get_by_role("button", name="Kirim keputusan").click()
        expect(page.locator(".timeline")).to_contain_text("Segera pasang SOP")
        expect(page.locator("main")).to_contain_text("29 Maret 2022")
    play.on("2022-03-15")
    with play.at_browser(UNIT) as page:
        page.goto(play.link_for(UNIT, "/rekomendasi/"))
        sign_in(page, UNIT)
        expect(page.locator(".timeline")).to_contain_text("Segera pasang SOP")


def record(page: Page) -> None:
    """The letter of 2022 with its first recommendation, looked at once more and sent."""
    page.get_by_label("Nomor surat").fill("DEMO/SARAN/2022/01")
    page.get_by_label("Tanggal surat").fill("2022-01-25")
    page.locator("[name='letter.instrument']").select_option("saran")
    page.locator("[name='letter.subject']").fill(LETTER["letter"]["subject"])
    block = "recommendations.0"
    page.locator(f"[name='{block}.unit']").select_option(UNIT)
    page.locator(f"[name='{block}.received_on']").fill("2022-01-25")
    for name in ("service", "severity"):
        page.locator(f"[name='{block}.{name}']").select_option(POINT[name])
    page.locator(f"[name='{block}.components'][value='{POINT['components'][0]}']").check()
    for name in ("finding", "text"):
        page.locator(f"[name='{block}.{name}']").fill(POINT[name])
    page.get_by_role("button", name="Periksa sebelum dikirim").click()
    expect(page.locator("h1")).to_contain_text("Periksa surat")
    page.locator("button[value='send']").click()
    expect(page.locator("main")).to_contain_text("REK-BABEL-2022-0001")


def test_from_the_letter_to_a_verified_action(play: Stage) -> None:
    play.world.town.first()
    play.on("2022-01-26")
    with play.at_browser(UNIT) as page:
        page.goto(play.link_for(UNIT, "/rekomendasi/"))
        sign_in(page, UNIT)
        assert confirm(page, scripts=play.scripts) <= MOST_TAPS
        expect(page.locator(".turn")).to_contain_text("Menunggu verifikasi Ombudsman")
    with play.at_browser(OMBUDSMAN) as page:
        page.goto("/verifikasi")
        sign_in(page, OMBUDSMAN)
        page.get_by_role("link", name="Verifikasi REK-BABEL-2022-0001").click()
        expect(page.locator("img").first).to_be_visible()
        page.locator("[name='outcome'][value='implemented']").check()
        page.locator("form.verdict button").click()
        expect(page.locator("main")).to_contain_text("Telah dilaksanakan")
    with play.at_browser(UNIT) as page:
        page.goto("/tugas")
        sign_in(page, UNIT)
        expect(page.locator("main")).not_to_contain_text("Konfirmasi pelaksanaan")


def confirm(page: Page, *, scripts: bool) -> int:
    """Confirms what stands open, with a photo; answers how many taps that took."""
    taps: list[Locator] = []

    def tap(what: Locator) -> None:
        what.click()
        taps.append(what)

    tap(page.get_by_role("link", name="Konfirmasi pelaksanaan"))
    page.get_by_label("Uraian singkat").fill("SOP dipasang di ruang tunggu.")
    choose = page.get_by_text("Ambil foto") if scripts else page.locator("#files")
    with page.expect_file_chooser() as camera:
        tap(choose)
    camera.value.set_files(PHOTO)
    tap(page.get_by_role("button", name="Seluruhnya, lalu periksa"))
    tap(page.get_by_role("button", name="Kirim konfirmasi pelaksanaan"))
    return len(taps)


def test_a_sheet_with_errors_is_corrected_and_imported(play: Stage, tmp_path: Path) -> None:
    wrong, right = tmp_path / "salah.csv", tmp_path / "betul.csv"
    wrong.write_bytes(SHEET.replace(b"RT-MTK,kunjungan", b"RT-MTX,kunjungan").replace(
        b"LP-SGL,pengaduan", b"LP-SGL,pengadaan"))  # fmt: skip
    right.write_bytes(SHEET)
    with play.at_browser(OMBUDSMAN) as page:
        page.goto("/impor")
        sign_in(page, OMBUDSMAN)
        page.set_input_files("#file", wrong)
        page.get_by_role("button", name="Periksa berkas").click()
        expect(page.locator(".wrong")).to_have_count(2)
        expect(page.locator("main")).to_contain_text("RT-MTX")
        assert play.world.town.count("recommendation") == 0
        page.get_by_role("link", name="Unggah berkas yang sudah diperbaiki").click()
        page.set_input_files("#file", right)
        page.get_by_role("button", name="Periksa berkas").click()
        page.get_by_role("button", name="Impor 8 rekomendasi").click()
        expect(page.locator(".turn")).to_contain_text("8")
        assert play.world.town.count("recommendation") == 8
        page.get_by_role("link", name="register").last.click()
        expect(page.locator("table tbody tr")).to_have_count(8)
