"""The printed contents list: dropped from the text, used to recognise headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from consultation.documents.inline import squeezed
from consultation.documents.numbers import split_number
from consultation.documents.pdf.lines import Line
from consultation.documents.pdf.pages import PageRead

NAMES = re.compile(r"(inhoud(sopgave)?|table of contents|contents|index)\W*", re.IGNORECASE)

ENTRY = re.compile(r"(?P<title>.*?\S)(?P<leader>[\s.\u2026_\u00b7]*?)\s*(?P<page>\d{1,4})")

LEADER = re.compile(r"(?:\s?[.\u2026_\u00b7]){4,}")

FEWEST = 3
"""So many entries after each other make a contents list."""

MOST_BETWEEN = 3
"""Lines that an entry may run over before its page number comes."""


@dataclass
class Contents:
    """What a contents list said, and the lines that were taken."""

    titles: dict[str, int] = field(default_factory=dict)
    """Titles as `plain_title` writes them, with the level their number says, or 0."""
    taken: list[Line] = field(default_factory=list)


def plain_title(text: str) -> str:
    """A heading as it is compared: letters and digits alone, lower case."""
    return re.sub(r"[\W_]+", "", text.casefold())


def take_contents(pages: Sequence[PageRead]) -> Contents:
    """Take the contents list off the pages."""
    contents = Contents()
    under_name = False
    for page in pages[: max(8, len(pages) // 4)]:
        lines = list(page.lines())
        taken = [line for line in lines if line.tag is not None and line.tag.role == "contents"]
        if not taken:
            taken, under_name = _listed(lines, len(pages), under_name)
        if taken:
            _note_titles(taken, contents)
            taken += _names_above(lines, taken)
        dropped = {id(line) for line in taken}
        page.parts = [part for part in page.parts if id(part) not in dropped]
        contents.taken.extend(taken)
    if not contents.taken:
        _take_without_pages(pages, contents)
    return contents


def _take_without_pages(pages: Sequence[PageRead], contents: Contents) -> None:
    """Take a contents list that names no pages: titles that come again below, in this order."""
    lines = [line for page in pages for line in page.lines()]
    named = next((at for at, line in enumerate(lines) if NAMES.fullmatch(line.text)), None)
    if named is None:
        return
    entries = _coming_again(lines[named + 1 :])
    if len(entries) < FEWEST:
        return
    for line in entries:
        contents.titles[plain_title(line.text)] = split_number(line.text).depth
    contents.taken.extend([lines[named], *entries])
    dropped = {id(line) for line in contents.taken}
    for page in pages:
        page.parts = [part for part in page.parts if id(part) not in dropped]


def _coming_again(lines: Sequence[Line]) -> list[Line]:
    """The first lines whose words stand below once more, up to where the first title returns."""
    plain = [plain_title(line.text) for line in lines]
    below = "".join(plain)
    starts = [0, *accumulate(map(len, plain))]
    end = next((at for at in range(1, len(plain)) if plain[at] == plain[0]), len(plain))
    place = starts[end]
    taken: list[Line] = []
    for line, title in zip(lines[:end], plain, strict=False):
        found = below.find(title, place)
        if found < 0 or not title:
            break
        place = found + len(title)
        taken.append(line)
    return taken


def _names_above(lines: Sequence[Line], taken: Sequence[Line]) -> list[Line]:
    dropped = {id(line) for line in taken}
    return [line for line in lines if NAMES.fullmatch(line.text) and id(line) not in dropped]


def _listed(lines: Sequence[Line], pages: int, under_name: bool) -> tuple[list[Line], bool]:
    """The lines of entries on an untagged page, and whether the list may go on on the next."""
    named = next((at for at, line in enumerate(lines) if NAMES.fullmatch(line.text)), None)
    entries = [at for at, line in enumerate(lines) if _is_entry(line, pages)]
    leaders = [at for at in entries if LEADER.search(lines[at].text)]
    if named is not None:
        entries = [at for at in entries if at > named]
    enough = len(leaders) >= FEWEST or (
        len(entries) >= FEWEST and (named is not None or under_name)
    )
    if not enough or not _climbs([lines[at] for at in entries]):
        return [], False
    first = named + 1 if named is not None else (0 if under_name else entries[0])
    taken = _run(entries, first)
    listed = [lines[at] for at in taken]
    return listed, bool(taken) and taken[-1] >= len(lines) - 2


def _run(entries: Sequence[int], first: int) -> list[int]:
    """Entries and what stands between them, while no more than an entry's own lines do."""
    taken: list[int] = []
    before = first - 1
    for at in entries:
        if at - before - 1 > MOST_BETWEEN:
            if taken:
                break
            before = at - 1
        taken.extend(range(before + 1, at + 1))
        before = at
    return taken


def _is_entry(line: Line, pages: int) -> bool:
    match = ENTRY.fullmatch(line.text)
    return match is not None and int(match["page"]) <= pages + 20 and len(match["title"]) > 2


def _climbs(lines: Sequence[Line]) -> bool:
    """Page numbers of a contents list hardly ever go down."""
    numbers = [int(found["page"]) for line in lines if (found := ENTRY.fullmatch(line.text))]
    steps = list(pairwise(numbers))
    return sum(after >= before for before, after in steps) >= 0.9 * len(steps)


def _note_titles(taken: Sequence[Line], contents: Contents) -> None:
    """Keep each entry as a title; lines without page number go before the next."""
    waiting = ""
    for line in taken:
        match = ENTRY.fullmatch(line.text)
        if match is None:
            waiting = f"{waiting} {line.text}"
            continue
        title = squeezed(LEADER.sub(" ", f"{waiting} {match['title']}"))
        contents.titles[plain_title(title)] = split_number(title).depth
        waiting = ""
