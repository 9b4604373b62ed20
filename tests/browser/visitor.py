"""Somebody with a browser, who looks at each page as everybody must be able to."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

AXE = Axe()
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}

HTML = "text/html; charset=utf-8"

WIDER_THAN_THE_SCREEN = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  return [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1
      && !one.closest('.table-region, .visually-hidden, pre'))
    .map((one) => one.outerHTML.slice(0, 160)).slice(0, 5).concat('page is ' + root.scrollWidth);
}"""

WIDER_THAN_ITS_CARD = """() => matchMedia('(width < 48rem)').matches
  ? [...document.querySelectorAll('.table-region:has(> .table--stack)')]
    .filter((one) => one.scrollWidth > one.clientWidth)
    .flatMap((one) => [...one.querySelectorAll('*')]
      .filter((part) => part.getBoundingClientRect().right > one.getBoundingClientRect().right)
      .map((part) => part.outerHTML.slice(0, 140)).slice(0, 3).concat(one.outerHTML.slice(0, 80)))
  : []"""

SMALL_TARGETS = """() => {
  const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  const all = [...document.querySelectorAll(kinds)].filter((one) =>
    one.checkVisibility({ visibilityProperty: true }) && !one.matches('.skip-link'));
  const boxes = all.map((one) => [one, (one.closest('label') ?? one).getBoundingClientRect()])
    .filter(([, box]) => box.width && box.height);
  const inText = (one) => one.matches('a') && getComputedStyle(one).display === 'inline'
    && one.parentElement.textContent.trim().length > one.textContent.trim().length + 2;
  const near = (one, box) => boxes.some(([other, there]) => {
    if (other === one || other.contains(one) || one.contains(other)) return false;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const dx = Math.max(there.left - x, 0, x - there.right);
    const dy = Math.max(there.top - y, 0, y - there.bottom);
    return Math.hypot(dx, dy) < 12;
  });
  return boxes
    .filter(([one, box]) => (box.width < 24 || box.height < 24) && !inText(one) && near(one, box))
    .map(([one, box]) => [Math.round(box.width), Math.round(box.height),
      one.outerHTML.slice(0, 140)].join(' '));
}"""

LOW_ACTIONS = """() => [...document.querySelectorAll('.button--primary-action')]
  .filter((one) => one.checkVisibility() && !one.matches('.button--small')
    && one.getBoundingClientRect().height < 44)
  .map((one) => one.outerHTML.slice(0, 140))"""

FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const inner = getComputedStyle(one);
  const box = one.getClientRects()[0] ?? one.getBoundingClientRect();
  const shown = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const middle = document.elementFromPoint(
    Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1),
    Math.min(Math.max(box.y + Math.min(box.height, innerHeight) / 2, 1), innerHeight - 1));
  const covered = !(middle && (one.contains(middle) || middle.contains(one)
    || middle.closest('label')?.control === one));
  const ring = parseFloat(inner.outlineWidth) >= 2 && inner.outlineStyle !== 'none';
  return { html: one.outerHTML.slice(0, 140), shown, covered, ring };
}"""

SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""

CLIPPED = """() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter((one) => one.checkVisibility() && !one.closest('.visually-hidden, .table-region')
    && ['hidden', 'clip'].includes(getComputedStyle(one).overflowX)
    && one.scrollWidth > one.clientWidth + 1 && one.textContent.trim())
  .map((one) => one.outerHTML.slice(0, 140))"""


class Visitor:
    """A person at a browser. `seen` counts the pages that were looked at."""

    def __init__(self, page: Page, address: str, mirror: Page | None = None) -> None:
        self.page = page
        self.mirror = mirror
        self.address = address
        self.seen = 0
        self.actions = 0
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("console", self._hear)
        page.on("request", self._watch)

    def _hear(self, message: Any) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _watch(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"asked of somebody else: {request.url}")

    def go(self, path: str, *, status: int = 200) -> Response:
        """Open an address and look at what comes."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == status, f"{path} gave {answer.status}, not {status}"
        self.look()
        return answer

    def press(self, words: str, role: Any = "button") -> None:
        """One action: press a button or a link with these words, and look at what comes."""
        self.page.get_by_role(role, name=words, exact=True).first.click()
        self.actions += 1
        self.look()

    def fill(self, label: str, text: str) -> None:
        """Type into the field with this label."""
        self.page.get_by_label(label).first.fill(text)

    @property
    def h1(self) -> str:
        """The heading of the page."""
        return " ".join(self.page.locator("h1").inner_text().split())

    @property
    def text(self) -> str:
        """What is to be read on the page."""
        return " ".join(self.page.locator("main").inner_text().split())

    @property
    def path(self) -> str:
        """Where the visitor is."""
        return self.page.url.removeprefix(self.address)

    def look(self) -> None:
        """Check the state that is shown now: reachable for all, and within the screen."""
        self.page.wait_for_load_state("load")
        self.seen += 1
        if self.mirror is not None:
            self._look_in_the_mirror(self.mirror)
            return
        self.has_no_barriers()
        self.fits_the_screen()
        self.shows_whole_cards()
        assert not self.complaints, f"{self.path}: {self.complaints}"

    def _look_in_the_mirror(self, mirror: Page) -> None:
        """Where scripts are off axe cannot run: it looks at the same words in another page."""
        words = self.page.content()
        mirror.unroute_all()
        mirror.route("**/*.js*", lambda route: route.abort())
        mirror.route(self.page.url, lambda route: route.fulfill(body=words, content_type=HTML))
        mirror.goto(self.page.url)
        reflection = Visitor(mirror, self.address)
        reflection.has_no_barriers()
        reflection.fits_the_screen()
        reflection.shows_whole_cards()

    def has_no_barriers(self, only: list[str] | None = None) -> None:
        """No violation that axe knows of (T1), or of these rules alone."""
        options = {**RULES, "runOnly": only or RULES["runOnly"]}
        found = AXE.run(self.page, options=options).response["violations"]
        assert not found, f"{self.path}: " + "; ".join(
            f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
            f" {one['nodes'][0]['failureSummary'][:300]}"
            for one in found
        )

    def fits_the_screen(self) -> None:
        """Nothing is wider than the screen (T2)."""
        wide = self.page.evaluate(WIDER_THAN_THE_SCREEN)
        assert not wide, f"{self.path} scrolls sideways: {wide}"

    def shows_whole_cards(self) -> None:
        """A table whose rows are cards on a phone cuts nothing off at its edge."""
        cut = self.page.evaluate(WIDER_THAN_ITS_CARD)
        assert not cut, f"{self.path} has cards that are cut off: {cut}"

    def can_be_touched(self) -> None:
        """Each target is large enough or far enough from the next (T6)."""
        small = self.page.evaluate(SMALL_TARGETS)
        assert not small, f"{self.path} has targets that are too small: {small}"
        low = self.page.evaluate(LOW_ACTIONS)
        assert not low, f"{self.path} has low main actions: {low}"

    def is_read_with_more_space(self) -> None:
        """More space between lines, words and letters loses nothing (T3)."""
        self.page.evaluate(SPACED)
        self.fits_the_screen()
        clipped = self.page.evaluate(CLIPPED)
        assert not clipped, f"{self.path} cuts text off: {clipped}"
        self.page.evaluate("() => { document.adoptedStyleSheets = []; }")

    def shows_where_the_keyboard_is(self, most: int = 40) -> None:
        """Each stop of the Tab key is on the screen, uncovered, with a ring (T4, T5)."""
        self.page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
        for stop in range(most):
            self.page.keyboard.press("Tab")
            found = self.page.evaluate(FOCUSED)
            if found is None:
                break
            assert found["shown"], f"{self.path}, stop {stop}: not on the screen: {found}"
            assert not found["covered"], f"{self.path}, stop {stop}: covered: {found}"
            assert found["ring"], f"{self.path}, stop {stop}: no ring: {found}"
