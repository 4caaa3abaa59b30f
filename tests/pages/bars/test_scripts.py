"""What scripts add: an import says that it works, and dates are worked out beside what is typed."""

import pytest
from playwright.sync_api import Browser, expect

from tests.pages.bars import chromium
from tests.pages.bars.chromium import needs_chromium
from tests.pages.bars.town import Town

pytestmark = needs_chromium
PRESSED_TWICE = """() => {
  const form = document.querySelector("main form"), button = form.querySelector("button");
  let sent = 0;
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) sent += 1;
    event.preventDefault();
  });
  button.click();
  button.click();
  return [button.textContent, form.querySelector("[role=status]").textContent, sent];
}"""
"""What stands at the button meanwhile, what is told, and how often it was sent."""


@pytest.mark.parametrize(("language", "said"), [("id", "Sedang mencatat …"), ("en", "Recording …")])
def test_the_button_says_that_it_works(
    browser: Browser, town: Town, address: str, language: str, said: str
) -> None:
    context = chromium.context(browser, address, town.secret("ombudsman"), language)
    page = context.new_page()
    page.goto(f"{address}/impor/{town.names['sheet']}")
    assert page.locator("main form button").inner_text() != said
    assert page.evaluate(PRESSED_TWICE) == [said, said, 1]
    context.close()


def test_a_date_is_worked_out_beside_the_form_and_the_page_stays_what_it_is(
    browser: Browser, town: Town, address: str
) -> None:
    context = chromium.context(browser, address, town.secret("ombudsman"))
    page, letter = context.new_page(), f"{address}/surat/{town.names['letter']}"
    page.goto(f"{letter}/tambah")
    expect(page.locator(".preview")).to_contain_text("lalu tanggalnya dihitung")
    assert page.title().startswith("Tambah rekomendasi")
    page.goto(f"{letter}/penerimaan/{town.names['unit']}")
    page.get_by_label("Tanggal surat diterima").fill("2022-03-15")
    page.get_by_label("Buktinya").focus()
    expect(page.locator("main [role=status]")).to_contain_text("Jatuh tempo")
    assert page.title().startswith("Tanggal terima")
    context.close()
