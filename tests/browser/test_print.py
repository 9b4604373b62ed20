"""What comes out of a printer (U28): how many sheets, with what at the foot, and nothing else."""

import pypdfium2
import pytest
from playwright.sync_api import Browser

from consultation.logbook import SYSTEM, transaction
from consultation.short_codes.operations import give_code, give_section_codes
from tests.browser.conftest import DESK, made_context
from tests.browser.site import Site, session_of
from tests.browser.world import World

Furnished = tuple[Site, World]

A4 = (595, 842)
A5 = (420, 595)


@pytest.fixture(scope="module")
def addresses(furnished: Furnished) -> dict[str, str]:
    """The pages that are printed most, of a round whose things have codes."""
    _site, world = furnished
    round = world.open
    assert round.version is not None
    section = max(round.version.sections, key=lambda one: one.words)
    with transaction():
        give_code(round, by=SYSTEM)
        give_section_codes(round, [section.permanent_id], by=SYSTEM)
    receipt = world.said[0].submission
    here = f"/rondes/{round.slug}"
    flyer = f"/werk{here}/flyer?waarvoor={section.permanent_id}&maat="
    return {
        "round": here,
        "section": f"{here}/plan/{section.permanent_id}",
        "chapter": f"{here}/plan/hoofdstuk-2",
        "whole plan": f"{here}/plan/alles",
        "receipt": f"/ontvangst/{receipt.receipt}?sleutel={receipt.secret_key}",
        "form": f"{here}/papieren-formulier",
        "form of a section": f"{here}/papieren-formulier?paragraaf={section.permanent_id}",
        "hour": world.hours["planned"].path if "planned" in world.hours else here,
        "flyer A5": f"{flyer}a5",
        "flyer A4": f"{flyer}a4",
        "board": "/programma",
    }


MOST = {
    "round": 2,
    "section": 2,
    "chapter": 2,
    "whole plan": 4,
    "receipt": 1,
    "form": 2,
    "form of a section": 2,
    "flyer A5": 1,
    "flyer A4": 1,
    "board": 1,
}
"""The most sheets a page may take: one for each chapter of the whole plan."""


def printed(chromium: Browser, furnished: Furnished, address: str) -> pypdfium2.PdfDocument:
    site, world = furnished
    with made_context(chromium, **DESK) as (page, _mirror):
        role = "bzk" if address.startswith("/programma") else "inkoper"
        if address.startswith(("/werk", "/programma")):
            token = session_of(site, world.accounts[role])
            cookie = {"name": "sessie", "value": token, "url": site.address}
            page.context.add_cookies([cookie])
        page.goto(site.address + address)
        return pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))


def words_of(sheet: pypdfium2.PdfPage) -> str:
    """The words of a sheet without blanks: how a printer cuts them says nothing."""
    return "".join(sheet.get_textpage().get_text_range().split())


@pytest.mark.parametrize("name", MOST)
def test_a_page_takes_few_sheets_and_none_is_empty(
    chromium: Browser, furnished: Furnished, addresses: dict[str, str], name: str
) -> None:
    with printed(chromium, furnished, addresses[name]) as paper:
        texts = [words_of(sheet) for sheet in paper]
        assert len(texts) <= MOST[name], f"{name}: {len(texts)} sheets"
        assert all(len(text) > 60 for text in texts), f"{name} has a sheet without words"
        assert not any("Naardeinhoud" in text or "Hoofdmenu" in text for text in texts)


@pytest.mark.parametrize("name", ["round", "section", "whole plan", "form"])
def test_every_sheet_says_where_it_is_from(
    chromium: Browser, furnished: Furnished, addresses: dict[str, str], name: str
) -> None:
    _site, world = furnished
    with printed(chromium, furnished, addresses[name]) as paper:
        texts = [words_of(sheet) for sheet in paper]
    for number, text in enumerate(texts, start=1):
        assert f"/rondes/{world.open.slug}" in text, f"sheet {number} of {name}"
        assert f"{number}/{len(texts)}" in text
        if name in {"section", "whole plan"}:
            assert "versie1" in text


@pytest.mark.parametrize(("name", "size"), [("flyer A5", A5), ("flyer A4", A4)])
def test_a_flyer_is_the_size_that_was_asked(
    chromium: Browser,
    furnished: Furnished,
    addresses: dict[str, str],
    name: str,
    size: tuple[int, int],
) -> None:
    with printed(chromium, furnished, addresses[name]) as paper:
        width, height = paper[0].get_size()
        assert (round(width), round(height)) == pytest.approx(size, abs=2)
        assert "/r/" in words_of(paper[0])
        assert "Alle codes" not in words_of(paper[0])
