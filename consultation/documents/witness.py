"""What a file holds by a count of its own, beside what was kept: what is missing, and where."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consultation.documents.counting import items_in, kept_in, losses
from consultation.documents.inline import squeezed
from consultation.documents.numbers import split_number, written
from consultation.documents.tree import DocSection, Doubt

BY_SECTION = ("tables", "images", "footnotes", "items", "paragraphs")
"""Kinds of which each section is counted by itself."""

MOST_NAMED = 12
"""Missing texts that are named; how many words are missing is told in all cases."""

APART = "\n"
"""Stands in a text where the file has something between its words that is no word."""


LINE = "lines"
"""The kind of a line on paper, of which nobody knows to what paragraph it belongs."""


@dataclass(frozen=True)
class Seen:
    """Something the file holds: its kind, in which section or on which page, and its words."""

    kind: str
    place: str
    text: str = ""


def names_of(headings: Sequence[str], sections: Sequence[DocSection]) -> list[str]:
    """What each heading of the file is called among the sections, which follow its order."""
    names = []
    at = 0
    for heading in headings:
        wanted = {_letters(heading), _letters(split_number(heading).title)}
        found = next(
            (place for place in range(at, len(sections)) if _names(sections[place]) & wanted), None
        )
        if found is None:
            names.append(squeezed(heading))
            continue
        names.append(squeezed(f"{sections[found].number} {sections[found].title}"))
        at = found + 1
    return names


def _names(section: DocSection) -> set[str]:
    return {_letters(section.title), _letters(f"{section.number} {section.title}")}


def missing_texts(
    seen: Iterable[Seen], sections: Sequence[DocSection], aside: Iterable[str] = ()
) -> list[Doubt]:
    """A doubt for each text of the file that stands nowhere in the sections.

    `aside` are texts that were left out on purpose and named elsewhere. Of a line as it stands on
    paper the words may stand apart: it can run over two cells or columns.
    """
    stream = "".join([_letters(text) for text in (*_texts(sections), *aside)])
    at = 0
    doubts = []
    for one in seen:
        for stretch in one.text.split(APART):
            letters = _letters(_as_kept(stretch) if one.kind in {"sections", LINE} else stretch)
            place = stream.find(letters, at)
            if place >= 0:
                at = place + len(letters)
            elif letters not in stream:
                shown = stretch if one.kind != LINE else _without(stretch, stream)
                if shown:
                    text = squeezed(one.text.replace(APART, " ") if one.kind != LINE else shown)
                    doubts.append(Doubt("text_missing", one.place, {"text": text[:120]}))
                    break
        if len(doubts) == MOST_NAMED:
            break
    return doubts


def _as_kept(heading: str) -> str:
    text = squeezed(heading)
    return written(split_number(text), text)


def _without(line: str, stream: str) -> str:
    """The words of a line that stand nowhere; a lone number is the mark of a note or a page."""
    words = (word for word in line.split() if any(sign.isalpha() for sign in word))
    return " ".join(word for word in words if _letters(word) not in stream)


def _texts(sections: Sequence[DocSection]) -> Iterable[str]:
    for section in sections:
        yield f"{section.number} {section.title}"
        yield from (block.text for block in section.blocks)
        yield from (note.text for note in section.footnotes)


def _letters(text: str) -> str:
    """Letters and digits alone: blanks and signs say nothing of what was kept."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return re.sub(r"[\W_]+", "", plain)


def fewer(
    seen: Iterable[Seen],
    sections: Sequence[DocSection],
    found: Mapping[str, int],
    kept: Mapping[str, int],
) -> list[Doubt]:
    """A doubt for each kind of which less was kept: in the sections where that is so, or of all."""
    here = Counter((one.place, one.kind) for one in seen)
    doubts = []
    for loss in losses(found, kept):
        kind = loss.code.removeprefix("fewer_")
        where = [*_where(kind, here, sections)] if kind in BY_SECTION else []
        doubts.extend(where or [loss])
    return doubts


def _where(
    kind: str, here: Mapping[tuple[str, str], int], sections: Sequence[DocSection]
) -> Iterable[Doubt]:
    kept: Counter[str] = Counter()
    for section in sections:
        kept[squeezed(f"{section.number} {section.title}")] += _kept(kind, section)
    for (place, what), count in here.items():
        if what == kind and place in kept and count > kept[place]:
            yield Doubt(f"fewer_{kind}", place, {"found": count, "kept": kept[place]})


def _kept(kind: str, section: DocSection) -> int:
    if kind == "items":
        return items_in([section])
    if kind == "images":
        return sum(block.html.count("<img") for block in section.blocks)
    return kept_in([section], ())[kind]
