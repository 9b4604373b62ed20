"""The running site and the browser, once a worker; each test begins with an empty site."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from consultation import clock
from consultation.database import db
from tests.browser.site import Site, running_site
from tests.browser.visitor import Visitor
from tests.browser.world import World, make_world

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip

PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 900}}

Comes = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    if not CHROMIUM:
        assert not os.environ.get("CI"), "Chromium belongs in CI"
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site, whatever stands in it."""
    with running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def site(running: Site) -> Iterator[Site]:
    """The site without a single row, and its application for factories and queries."""
    running.empty()
    with running.app.app_context():
        yield running
        db.session.rollback()
        db.session.remove()
    clock.set_offset(timedelta())


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, World]]:
    """A site with something in it, for tests that only look."""
    with running_site(tmp_path_factory.mktemp("furnished")) as site, site.app.app_context():
        yield site, make_world()
        db.session.remove()


@pytest.fixture
def comes(chromium: Browser, running: Site) -> Iterator[Comes]:
    """Let somebody come with a browser of their own: `comes(**PHONE, javascript=False)`."""
    with ExitStack() as opened:

        def come(*, javascript: bool = True, **options: Any) -> Visitor:
            made = made_context(chromium, javascript=javascript, **options)
            page, mirror = opened.enter_context(made)
            return Visitor(page, running.address, mirror)

        yield come


@contextmanager
def made_context(
    chromium: Browser, *, javascript: bool = True, **options: Any
) -> Iterator[tuple[Page, Page | None]]:
    """A browser of one person: a page, and a mirror for axe where scripts are off."""
    wanted = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", **PHONE, **options}
    context = chromium.new_context(java_script_enabled=javascript, **wanted)
    context.set_default_timeout(15000)
    beside = None if javascript else chromium.new_context(**wanted)
    yield context.new_page(), beside.new_page() if beside else None
    context.close()
    if beside:
        beside.close()
