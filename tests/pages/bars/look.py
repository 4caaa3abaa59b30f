"""What is wrong with a page that stands open in the browser.

Owns: the questions that are asked of every page: axe-core's (WCAG 2.2 A and AA and its good
practice), whether it fits, whether its title, language and heading say what it is, whether
fingers can hit its buttons, and whether the keyboard alone reaches everything and sees where it is.
"""

from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
_RUN = """(colours) => axe.run({
    rules: {"target-size": {enabled: true}, "color-contrast": {enabled: colours}},
    resultTypes: ["violations"], preload: false})
  .then(({violations}) => violations.map((one) =>
    `${one.id} at ${one.nodes.slice(0, 3).map((node) => node.target).join(" | ")}`))"""
_SEEN = """() => {
  const wrong = [], html = document.documentElement, shown = (one) => one.checkVisibility();
  const over = html.scrollWidth - innerWidth;
  if (over > 0) wrong.push(`${over} pixels too wide`);
  const headings = document.querySelectorAll("h1").length;
  if (headings !== 1) wrong.push(`${headings} h1`);
  if (!/^.+ · Tindak Lanjut$/.test(document.title)) wrong.push(`title ${document.title}`);
  for (const one of document.querySelectorAll("button, .button, input[type=submit]")) {
    const {width, height} = one.getBoundingClientRect();
    if (shown(one) && !one.closest(".unseen") && (width < 44 || height < 44))
      wrong.push(`${one.textContent.trim()}: ${width} × ${height}`);
  }
  return wrong;
}"""
_REACHABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
_COUNT = """(what) => {
  const groups = new Set(), shown = [...document.querySelectorAll(what)].filter((one) =>
    !one.disabled && !one.closest('.unseen') && one.checkVisibility({visibilityProperty: true}));
  const first = (one) => !groups.has(one.name) && groups.add(one.name);
  return shown.filter((one) => one.type !== "radio" || first(one))
    .map((one, number) => { one.dataset.stop = number; return one.outerHTML.slice(0, 90); });
}"""
_STILL = """(numbers) => numbers.map((one) => document.querySelector(`[data-stop="${one}"]`))
  .filter(Boolean).map((one) => one.outerHTML.slice(0, 90))"""
"""Of these those that are still there: a script may have put others in their place."""
_STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const group = one.type === "radio" ? document.getElementsByName(one.name) : [one];
  const number = [...group].map((each) => each.dataset.stop).find(Boolean);
  const box = one.getClientRects()[0] || one.getBoundingClientRect();
  const tiny = box.width < 2 || box.height < 2;
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const marked = (each) => each && getComputedStyle(each).outlineStyle !== "none"
    && parseFloat(getComputedStyle(each).outlineWidth) >= 2;
  const seen = marked(one) || [...(one.labels || [])].some(marked);
  const hidden = getComputedStyle(one).clipPath !== 'none';
  const covered = !tiny && !hidden && !(top && (one.contains(top) || top.contains(one)
    || [...(one.labels || [])].some((each) => each.contains(top))));
  return {number, what: one.outerHTML.slice(0, 90), seen, covered};
}"""
PARTS = 4
"""Most stops of one control: a date has its day, its month, its year and its calendar."""


def faults(page: Page, *, colours: bool = True) -> Iterator[str]:
    """All that can be asked of the page as it stands, without touching it; AXE must be loaded."""
    yield from page.evaluate(_RUN, colours)
    yield from page.evaluate(_SEEN)


def keyboard_faults(page: Page) -> Iterator[str]:
    """Controls that Tab does not reach in a page just opened, or where nobody sees that they have
    been reached."""
    waiting = dict(enumerate(page.evaluate(_COUNT, _REACHABLE)))
    for _ in range(PARTS * len(waiting)):
        page.keyboard.press("Tab")
        stop = page.evaluate(_STOP)
        if stop is None or not waiting:
            break
        if stop["number"] is not None and waiting.pop(int(stop["number"]), None):
            if not stop["seen"]:
                yield f"no mark where the keyboard stands: {stop['what']}"
            if stop["covered"]:
                yield f"covered where the keyboard stands: {stop['what']}"
    left = page.evaluate(_STILL, list(waiting))
    if left:
        yield f"not reached by Tab: {left[:3]}"
