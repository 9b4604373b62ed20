"""What the pages of the real policy weigh (U10 to U12), and that nothing jumps (U13)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from consultation.database import db
from consultation.logbook import ANYONE
from consultation.plans.models import Section
from consultation.reactions.queries import reaction_counts
from consultation.rounds.models import Round
from consultation.slugs import tail_of
from tests.browser.measures import measure
from tests.browser.policy import policy_round
from tests.browser.site import Site, running_site

pytestmark = pytest.mark.real

KB = 1024
WORDS = 21_000
"""Words of the whole plan for which 100 KB is the most (U10)."""


@pytest.fixture(scope="module")
def policy(
    real_documents: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Site, Round]]:
    with running_site(tmp_path_factory.mktemp("policy")) as site, site.app.app_context():
        yield site, policy_round(real_documents)
        db.session.remove()


def sections_of(round: Round) -> list[Section]:
    assert round.version is not None
    return list(round.version.sections)


def pages_to_measure(round: Round) -> list[tuple[str, str]]:
    """The pages with a target, each the heaviest of its kind, by name."""
    sections = sorted(sections_of(round), key=lambda one: one.words)
    counts = reaction_counts(round, reader=ANYONE)
    busiest = max(sections, key=lambda one: counts.get(one.permanent_id, 0))
    starts = [one.position for one in sections_of(round) if one.is_chapter]
    sizes = [after - start for start, after in zip(starts, [*starts[1:], 0], strict=True)]
    return [
        ("contents", "/plan"),
        ("median section", section_path(sections[len(sections) // 2])),
        ("longest section", section_path(sections[-1])),
        ("section with most reactions", section_path(busiest)),
        ("form", f"/plan/{sections[-1].permanent_id}/reageren"),
        ("largest chapter", f"/plan/hoofdstuk-{sizes.index(max(sizes)) + 1}"),
        ("whole plan", "/plan/alles"),
    ]


def section_path(section: Section) -> str:
    tail = tail_of(section.title)
    return f"/plan/{section.permanent_id}-{tail}"


MOST_KB = {
    "contents": 40,
    "median section": 30,
    "longest section": 30,
    "section with most reactions": 30,
    "form": 30,
    "largest chapter": 40,
    "whole plan": 100,
}
"""The most a page may weigh (U10)."""

MOST_NODES = {"largest chapter": 1500, "whole plan": 3000}
"""The most elements in a page (U12)."""


def test_every_page_is_light(chromium: Browser, policy: tuple[Site, Round]) -> None:
    site, round = policy
    share = max(1.0, sum(one.words for one in sections_of(round)) / WORDS)
    for name, path in pages_to_measure(round):
        found = measure(chromium, site.address, f"/rondes/{round.slug}{path}")
        more = share if name == "whole plan" else 1
        assert found.bytes <= MOST_KB[name] * KB * more, f"{name} (U10): {found}"
        assert found.nodes <= MOST_NODES.get(name, 3000) * more, f"{name} (U12): {found}"
        assert found.requests <= 4, f"html, css, script, icon (U11): {name}: {found}"
        assert found.others == 0, f"nothing is asked of anybody else (U11): {name}"
        assert found.shift <= 0.02, f"nothing jumps while it comes in (U13): {name}: {found}"
