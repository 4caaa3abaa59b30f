"""An import that takes a while says so while it works, and takes no second press."""

import pytest
from playwright.sync_api import Browser

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
