"""Measures the pages of the real policy and writes what was seen into docs/measurements.md.

Run it as `python -m tests.browser.record_measures FOLDER`, with the folder of the documents.
"""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from consultation.rounds.models import Round
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.measures import HEAD, SLOWER, measure, row
from tests.browser.policy import policy_round
from tests.browser.site import running_site
from tests.browser.test_measures import pages_to_measure

PLACE = Path(__file__).parent.parent.parent / "docs" / "measurements.md"
BEGIN, END = "<!-- browser -->", "<!-- /browser -->"

WORDS = """## In a browser

Seen on {day}, in Chromium on a phone of 320 by 640 px with an empty cache and a processor
{slower} times slower, on the text of a real policy of {words:,} words in {sections} sections with
{reactions} reactions. Bytes are those on the wire (gzip), stylesheet and script included; times
are single runs. Targets: LCP 1,500 ms, blocked 100 ms; a section and its form 30 KB, a
chapter 40 KB, the whole plan 100 KB for 21,000 words; at most four requests and none to anybody
else; 1,500 nodes for a chapter, 3,000 for 21,000 words; nothing jumps (CLS 0.02).

{table}

From a section to a receipt it takes a newcomer 4 actions (3 without e-mail, 3 when coming back),
with one field that must be filled in and a choice between an address and none (U1, U2). The
keyboard needs at most 8 stops from Reageer to Verstuur (U6). In the faults of
`tests/browser/test_failing.py` 0 characters were lost (U3), with and without a script (U9), and
every listed address has 0 violations of axe in light and in dark (U5, U8).
"""


def recorded(folder: Path) -> str:
    """The part of the document, measured now."""
    with (
        tempfile.TemporaryDirectory() as instance,
        running_site(Path(instance)) as site,
        site.app.app_context(),
        sync_playwright() as playwright,
    ):
        round: Round = policy_round(folder)
        assert round.version is not None
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        base = f"/rondes/{round.slug}"
        lines = [
            row(name, measure(browser, site.address, address))
            for name, address in [("home", "/"), ("round", base)]
        ]
        lines += [
            row(name, measure(browser, site.address, base + path))
            for name, path in pages_to_measure(round)
        ]
        browser.close()
        return WORDS.format(
            day=f"{datetime.now(UTC):%d %B %Y}",
            slower=SLOWER,
            words=sum(one.words for one in round.version.sections),
            sections=len(round.version.sections),
            reactions=202,
            table=HEAD + "\n".join(lines),
        )


def write_down(part: str) -> None:
    """Put the part in its place in the document, and leave the rest as it is."""
    text = PLACE.read_text(encoding="utf-8") if PLACE.exists() else "# Measurements\n"
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    PLACE.write_text(f"{before.rstrip()}\n\n{BEGIN}\n{part}{END}{after or chr(10)}", "utf-8")


if __name__ == "__main__":
    write_down(recorded(Path(sys.argv[1])))
