"""What is wrong with a page that stands open in the browser.

Owns: the questions that are asked of every page: axe-core's (WCAG 2.2 A and AA and its good
practice), whether it fits, whether its title, language and heading say what it is, whether
fingers can hit its buttons, and whether the keyboard alone reaches everything and sees where it is.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
LAYOUT = ("target-size", "scrollable-region-focusable")
"""The rules whose answer may change with the width, where the same things are shown."""
_RUN = """(only) => axe.run({
    ...(only.length ? {runOnly: {type: "rule", values: only}} : {}),
    rules: {"target-size": {enabled: true}, "color-contrast": {enabled: only.length > 0}},
    resultTypes: ["violations"], preload: false})
  .then(({violations}) => violations.map((one) =>
    `${one.id} at ${one.nodes.slice(0, 3).map((node) => node.target).join(" | ")}`))"""
_COLOURS = """() => {
  const found = new Set(), styles = new Map();
  const style = (one) => styles.get(one) || styles.set(one, getComputedStyle(one)).get(one);
  const clear = (one) => /rgba\\(.*, 0(\\.\\d+)?\\)/.test(style(one).backgroundColor);
  const ground = (one) => !one ? "" : style(one).backgroundColor + style(one).backgroundImage
    + style(one).opacity + (clear(one) ? ground(one.parentElement) : "");
  const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [...document.querySelectorAll("input, select, textarea")];
  while (all.nextNode()) if (all.currentNode.data.trim()) texts.push(all.currentNode.parentElement);
  for (const one of new Set(texts)) if (one.checkVisibility({visibilityProperty: true}))
    found.add([style(one).color, style(one).fontSize, style(one).fontWeight, ground(one)].join());
  return [...found];
}"""
"""The colour and size of each text that is shown, with the ground on which it stands."""
_SHOWN = """() => [...document.querySelectorAll("body *")]
  .map((one) => one.checkVisibility({visibilityProperty: true}) ? 1 : 0).join("")"""
_SEEN = """() => {
  const wrong = [], html = document.documentElement, shown = (one) => one.checkVisibility();
  const over = html.scrollWidth - innerWidth;
  if (over > 0) wrong.push(`${over} pixels too wide`);
  const headings = document.querySelectorAll("h1").length;
  if (headings !== 1) wrong.push(`${headings} h1`);
  if (!/^(.+ · )?Tindak Lanjut$/.test(document.title)) wrong.push(`title ${document.title}`);
  for (const one of document.querySelectorAll("h1, h2, a.title")) {
    const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) for (const found of texts.currentNode.data.matchAll(/REK-[\\w-]+/g)) {
      const code = document.createRange();
      code.setStart(texts.currentNode, found.index);
      code.setEnd(texts.currentNode, found.index + found[0].length);
      const lines = new Set([...code.getClientRects()].map(({top}) => Math.round(top))).size;
      if (lines > 1) wrong.push(`a code is broken: ${one.textContent.trim()}`);
    }
  }
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


def axe_faults(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """What axe says of the page as it stands: by these rules, else by all but that of colours,
    which takes longest. AXE must be loaded."""
    found: list[str] = page.evaluate(_RUN, list(rules))
    return found


def seen_faults(page: Page) -> list[str]:
    """What is wrong with it beside that: its width, heading, title and buttons."""
    found: list[str] = page.evaluate(_SEEN)
    return found


def colours(page: Page) -> list[str]:
    """Each colour of a text that is shown, on its ground."""
    found: list[str] = page.evaluate(_COLOURS)
    return found


def shown(page: Page) -> str:
    """Which of its elements can be seen, as noughts and ones."""
    return str(page.evaluate(_SHOWN))


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
