"""Two administrators amend the calendar in a real browser, without any script."""

from playwright.sync_api import Browser, Page
from playwright.sync_api import expect as sees

from shared.cookies import SESSION
from tests.followup.house import House
from tests.pages.test_browser import Served, browser, pytestmark
from tests.pages.visitor import signed_in

__all__ = ["browser", "pytestmark"]


def opened(browser: Browser, house: House, address: str) -> Page:
    """A browser of an administrator of its own."""
    cookie = signed_in(house.app, None).client.get_cookie(SESSION)
    assert cookie
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": SESSION, "value": cookie.value, "url": address}])
    return context.new_page()


def test_one_proposes_and_another_approves(browser: Browser, small_house: House) -> None:
    small_house.town.record()
    small_house.town.catch_up()
    served = Served(small_house.app)
    try:
        first, second = (opened(browser, small_house, served.address) for _ in range(2))
        first.goto(f"{served.address}/admin/kalender")
        first.get_by_role("link", name="Usulkan perubahan kalender").click()
        first.get_by_label("Nomor keputusan").fill("SK 7/2022")
        day = first.get_by_role("group", name="Hari 1").first
        day.get_by_label("Tanggal").fill("2022-03-07")
        day.get_by_label("Nama").fill("Libur")
        day.get_by_label("Kabupaten/kota").select_option("Kabupaten Bangka")
        first.get_by_role("button", name="Lihat akibatnya").click()
        sees(first.get_by_text("11 Mar 2022 → 14 Mar 2022")).to_be_visible()
        sees(first.get_by_role("button", name="Setujui")).to_have_count(0)
        second.goto(f"{served.address}/admin")
        second.get_by_role("link", name="1 usulan perubahan menunggu persetujuan").click()
        second.get_by_role("link", name="SK 7/2022").click()
        second.get_by_role("button", name="Setujui").click()
        second.get_by_role("button", name="Ya, berlakukan").click()
        sees(second.get_by_text("Berlaku sebagai versi 2.")).to_be_visible()
        for page in (first, second):
            page.context.close()
    finally:
        served.close()
