"""Makes the screenshots of the README: the example site on a phone, on a desk and in the dark.

Run it as `python -m tests.screenshots`; it loads the example content into a site of its own.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from consultation.accounts.models import Account
from consultation.database import db
from consultation.demo.accounts import LOOKS
from consultation.demo.loading import load_demo
from consultation.question_hours.queries import next_hour
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.site import Site, running_site, session_of

FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"
COLOURS = 128
"""Enough for paper, ink and a few badges; a picture stays small in bytes."""

PHONE, DESK = (390, 780), (1280, 860)


@dataclass(frozen=True)
class Shot:
    """One picture: its name, what is on it, for whom, on which screen, and in which light.

    `{hour}` in a path is the page of the hour that is live.
    """

    name: str
    path: str
    who: str = ""
    screen: tuple[int, int] = DESK
    scheme: str = "light"
    below: str = ""


SHOTS = (
    Shot("start", "/"),
    Shot("start-phone", "/", screen=PHONE),
    Shot("section-phone", "/rondes/bedrijfskleding-vervolg/plan/2.4.5", screen=PHONE),
    Shot("section-dark", "/rondes/bedrijfskleding-2026/plan/2.4.3", scheme="dark"),
    Shot("hour", "{hour}"),
    Shot("hour-phone", "{hour}", screen=PHONE),
    Shot("regie", "/werk{hour}/regie", who="gespreksleider"),
    Shot("note", "/rondes/bedrijfskleding-2026/antwoordnota"),
    Shot("control", "/werk/controle", who="moderator"),
    Shot("desk", "/werk/rondes/catering-2026/antwoorden", who="inkoper", below="a.receipt-number"),
    Shot("programme", "/programma", who="bzk"),
)


def take(browser: Browser, site: Site, shot: Shot) -> Path:
    """Open a page as somebody and keep what the screen shows."""
    width, height = shot.screen
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.scheme == "dark" else "light",
        locale="nl-NL",
        reduced_motion="reduce",
    )
    if shot.who:
        email = LOOKS[shot.who][0]
        account = db.session.scalars(db.select(Account).where(Account.email == email)).one()
        cookie = {"name": "sessie", "value": session_of(site, account), "url": site.address}
        context.add_cookies([cookie])
    page = context.new_page()
    page.goto(site.address + shot.path.format(hour=live_hour_path()), wait_until="networkidle")
    if shot.below:
        page.locator(f"main {shot.below}").first.click()
        page.wait_for_load_state("networkidle")
    place = FOLDER / f"{shot.name}.png"
    page.screenshot(path=str(place))
    context.close()
    return place


def live_hour_path() -> str:
    """The page of the hour that is live, which has another address each day."""
    hour = next_hour()
    return hour.path if hour is not None else "/"


def lighten(place: Path) -> None:
    """Keep as few colours as the eye needs."""
    with Image.open(place) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(place, optimize=True)


def make_screenshots() -> None:
    """Load the example site, walk past its pages, and keep a picture of each."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder), profile="demo") as site,
        site.app.app_context(),
        sync_playwright() as playwright,
    ):
        load_demo(lambda _percent, _step: None)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        for shot in SHOTS:
            place = take(browser, site, shot)
            lighten(place)
            print(f"{place.name}: {place.stat().st_size // 1024} KB", flush=True)  # noqa: T201 - a script that people watch
        browser.close()


if __name__ == "__main__":
    make_screenshots()
