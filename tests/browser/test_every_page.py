"""Every address that people can read, on a phone and on a desk, in light and in dark."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.addresses import address_of, pages, receipt_for, role_for
from tests.browser.conftest import DESK, PHONE
from tests.browser.site import Site, session_of
from tests.browser.visitor import Visitor
from tests.browser.world import World

Furnished = tuple[Site, World]


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="nl-NL", reduced_motion="reduce", **PHONE)
    yield context
    context.close()


@pytest.fixture
def visitor(context: BrowserContext, furnished: Furnished) -> Iterator[Visitor]:
    context.clear_cookies()
    page = context.new_page()
    yield Visitor(page, furnished[0].address)
    page.close()


def open_page(visitor: Visitor, pattern: str, furnished: Furnished) -> bool:
    """Open an address as whoever may see it; says whether it is a page."""
    site, world = furnished
    role = role_for(pattern)
    if role:
        token = session_of(site, world.accounts[role])
        cookie = {"name": "sessie", "value": token, "url": site.address}
        visitor.page.context.add_cookies([cookie])
    address = address_of(pattern, world)
    if pattern.startswith("/ontvangst/<") or pattern.endswith("antwoord-per-mail"):
        submission = receipt_for(pattern, world).submission
        key = f"/ontvangst/{submission.receipt}?sleutel={submission.secret_key}"
        visitor.page.context.request.get(site.address + key)
    answer = visitor.page.context.request.get(site.address + address)
    assert answer.status == 200, f"{address} gave {answer.status}"
    if not answer.headers["content-type"].startswith("text/html"):
        return False
    visitor.page.goto(site.address + address)
    return True


@pytest.mark.parametrize("pattern", pages())
def test_a_page_is_for_everybody(visitor: Visitor, pattern: str, furnished: Furnished) -> None:
    if not open_page(visitor, pattern, furnished):
        return
    visitor.look()
    visitor.can_be_touched()
    visitor.is_read_with_more_space()
    visitor.shows_where_the_keyboard_is()
    visitor.page.set_viewport_size(DESK["viewport"])
    visitor.page.emulate_media(color_scheme="dark")
    visitor.fits_the_screen()
    visitor.has_no_barriers(only=["color-contrast"])
    visitor.page.emulate_media(forced_colors="active")
    visitor.fits_the_screen()
    visitor.shows_where_the_keyboard_is(most=15)
