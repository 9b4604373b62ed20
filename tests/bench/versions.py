"""How long it takes to find everything again in a new version, and to compare the two."""

from collections.abc import Callable
from itertools import chain
from random import Random
from time import perf_counter, process_time
from typing import TypeVar

from consultation.comparison.comparing import compare
from consultation.comparison.matching import match
from consultation.comparison.tree import Section
from consultation.comparison.verdicts import SectionChange, Verdict
from consultation.comparison.words import marked
from tests.comparison.plans import EDITS, Editor, plan_text, with_ids, without_ids
from tests.paper import busy, say, table, when_and_where, write_part

SECTIONS = 130
SOME, MANY = 30, 400
"""Edits of a text: as between two versions, and a text that is written anew."""

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
    return [name, str(len(now)), str(count), matched, compared, words]


def bench_versions() -> None:
    """Measure and write it down."""
    rows = [row("the same text", 0), row("a new version", SOME), row("written anew", MANY)]
    for one in rows:
        say("  " + " | ".join(one))
    head = ["text", "sections", "alineas marked", "find again, s", "compare, s", "mark words, s"]
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
""",
    )
