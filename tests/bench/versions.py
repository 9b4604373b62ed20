"""How long it takes to find everything again in a new version, and to compare the two."""

import tracemalloc
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TypeVar

from flask import Flask

from consultation.app import create_app
from consultation.comparison.comparing import compare
from consultation.comparison.matching import match
from consultation.comparison.tree import Section
from consultation.comparison.verdicts import SectionChange, Verdict
from consultation.comparison.words import marked
from consultation.contributions.models import Contribution
from consultation.database import db
from consultation.rounds.models import Round
from tests.comparison.plans import EDITS, Editor, plan_text, with_ids, without_ids
from tests.crowd import make_crowd
from tests.factories import make_round
from tests.paper import busy, say, table, when_and_where, write_part
from tests.plans.versions import FIRST, JACKET, TROUSERS, first_version, next_version
from tests.statements import counted

SECTIONS = 130
SOME, MANY = 30, 400
"""Edits of a text: as between two versions, and a text that is written anew."""

SHOWN = ((1, 100), (1, 10_000), (10, 10_000))
"""Versions and reactions of a section page."""

TIMES = 11

Found = TypeVar("Found")


def plan() -> list[Section]:
    """Real plan text of so many sections."""
    names = ("bedrijfskleding/plan-v1.md", "catering/plan-v1.md")
    sections = list(chain.from_iterable(plan_text(name) for name in names))[:SECTIONS]
    return with_ids(match([], sections), [], sections)


def edited(sections: list[Section], edits: int) -> list[Section]:
    """The same text after so many edits; of a text that is written anew every alinea changes."""
    editor = Editor(sections, seed=edits)
    some = Random(edits)  # noqa: S311 - the same edits each time
    for number in range(edits):
        name = "change_words" if edits == MANY or number % 3 else some.choice(EDITS)
        getattr(editor, name)()
    return editor.sections


def timed(work: Callable[[], Found]) -> tuple[Found, str]:
    """What comes of the work, and its seconds on the clock and of the processor."""
    began, spent = perf_counter(), process_time()
    found = work()
    return found, f"{perf_counter() - began:.2f} / {process_time() - spent:.2f}"


def mark_all(changes: list[SectionChange]) -> int:
    """Mark the words of every alinea that changed; says how many."""
    changed = [
        one
        for change in changes
        for one in change.alineas
        if one.verdict in {Verdict.CHANGED, Verdict.MOVED} and one.before and one.now
    ]
    for one in changed:
        if one.before and one.now:
            marked(one.before.text, one.now.text)
    return len(changed)


def row(name: str, edits: int) -> list[str]:
    """One text against another."""
    before = [*without_ids(plan())]
    now = without_ids(edited(before, edits))
    matching, matched = timed(lambda: match(before, now))
    olds = with_ids(match(before, before), plan(), before)
    news = with_ids(matching, olds, now)
    changes, compared = timed(lambda: compare(olds, news))
    count, words = timed(lambda: mark_all(changes))
    return [name, str(len(now)), str(count), matched, compared, words, megabytes(before, now)]


def megabytes(before: list[Section], now: list[Section]) -> str:
    """What finding again and comparing take of memory at most."""
    tracemalloc.start()
    matching = match(before, now)
    compare(with_ids(match(before, before), plan(), before), with_ids(matching, plan(), now))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return f"{most / 1024 / 1024:.0f}"


def section_page(folder: Path) -> list[list[str]]:
    """A section page with so many versions and reactions: statements and milliseconds."""
    app = create_app(
        {"CONSULTATION_PROFILE": "test", "INSTANCE": str(folder), "BASE_URL": "http://localhost"}
    )
    rows = []
    with app.app_context():
        db.create_all()
        round = make_round(plan=first_version())
        said = 0
        for versions, reactions in SHOWN:
            for number in range(len(round.plan.versions), versions):
                text = (f"{JACKET} Druk {number}.", TROUSERS)
                next_version(round.plan, ("1", "Kleding", 1, text), *FIRST[1:])
            make_crowd(round, reactions - said)
            said = reactions
            db.session.execute(
                db.update(Contribution).values(
                    version_id=round.version_id,
                    section_permanent_id=round.version.sections[0].permanent_id,
                    alinea_permanent_id=None,
                )
            )
            db.session.commit()
            rows.append([str(versions), f"{reactions:,}", *page_cost(app, round)])
    return rows


def page_cost(app: Flask, round: Round) -> list[str]:
    """The statements, the milliseconds and the kilobytes of the page, drawn anew."""
    client = app.test_client()
    address = f"/rondes/{round.slug}/plan/{round.version.sections[0].permanent_id}"
    client.get(address, follow_redirects=True)
    with counted() as sent:
        answer = client.get(address, follow_redirects=True)
    times = []
    for _ in range(TIMES):
        began = process_time()
        client.get(address, follow_redirects=True)
        times.append(process_time() - began)
    return [
        str(len(sent)),
        f"{1000 * sorted(times)[TIMES // 2]:.0f}",
        f"{len(answer.data) / 1024:.0f}",
    ]


def bench_versions() -> None:
    """Measure and write it down."""
    rows = [row("the same text", 0), row("a new version", SOME), row("written anew", MANY)]
    with TemporaryDirectory(prefix="bench-") as folder:
        shown = section_page(Path(folder))
    for one in (*rows, *shown):
        say("  " + " | ".join(one))
    head = [
        "text", "sections", "alineas marked", "find again, s", "compare, s", "mark words, s", "MB",
    ]  # fmt: skip
    count = sum(len(a.text.split()) for one in plan() for a in one.alineas)
    write_part(
        "versions",
        f"""
## Versions

{when_and_where()}, {busy():.0f} processes busy in the minute before.
{SECTIONS} sections of plan text with {count:,} words, against that text after {SOME} edits (moved,
renamed, split, merged, removed, new, other words) and after changing words {MANY} times. Seconds on
the clock / of the processor. Target: 2 seconds.

{table(head, rows)}

The page of a section on which everything was said, drawn anew each time (milliseconds of the
processor, half of {TIMES} times):

{table(["versions", "reactions", "SQL", "ms", "KB"], shown)}
""",
    )
