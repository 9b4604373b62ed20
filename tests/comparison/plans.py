"""Real plan text as trees, and an editor that remembers what every section and alinea was."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

from consultation.comparison.matching import Matching
from consultation.comparison.tree import Alinea, Section
from consultation.demo.material import document_of
from consultation.documents.reading import read_document
from consultation.documents.tree import Document
from consultation.plans.operations.carrying import part_text

LEAST_WORDS = 12
"""An alinea of fewer words is another one as soon as a few of them change."""


def known(document: Document) -> tuple[Section, ...]:
    """A document as a tree whose ids are its places."""
    parts = [part_text(part) for part in document.sections]
    return tuple(
        replace(
            part,
            id=str(place),
            alineas=tuple(
                replace(alinea, id=f"{place}.{order}", number=order)
                for order, alinea in enumerate(part.alineas, start=1)
            ),
        )
        for place, part in enumerate(parts)
    )


@cache
def plan_text(name: str = "bedrijfskleding/plan-v1.md") -> tuple[Section, ...]:
    """A plan of the example."""
    return known(document_of(name))


@cache
def policy_text(folder: Path) -> tuple[Section, ...]:
    """The real policy, as the reader reads it."""
    file = folder / "inkoopbeleid-ggz-2024-2026.pdf"
    return known(read_document(file.read_bytes(), file.name))


def without_ids(sections: Sequence[Section]) -> list[Section]:
    """The same text as a file gives it."""
    return [
        replace(one, id="", alineas=tuple(replace(each, id="") for each in one.alineas))
        for one in sections
    ]


def with_ids(
    matching: Matching, before: Sequence[Section], now: Sequence[Section]
) -> list[Section]:
    """The new text with the ids that were found; what is new gets one of its own."""
    made = []
    for n, section in enumerate(now):
        origin = matching.sections[n].place
        alineas = []
        for order, alinea in enumerate(section.alineas):
            spot = matching.alineas.get((n, order))
            found = before[spot[0]].alineas[spot[1]].id if spot else f"new-{n}.{order}"
            alineas.append(replace(alinea, id=found, number=order + 1))
        found = f"new-{n}" if origin is None else before[origin].id
        made.append(replace(section, id=found, alineas=tuple(alineas)))
    return made


class Editor:
    """Edits a text at random, as an officer does; ids stay with what they were given to."""

    def __init__(self, sections: Sequence[Section], seed: int) -> None:
        self.sections = list(sections)
        self.random = Random(seed)  # noqa: S311 - the same edits each time
        self.fresh = [one for one in plan_text("catering/plan-v1.md") if one.alineas]
        self.made = 0

    def _place(self, *, least: int = 0) -> int:
        places = [n for n, one in enumerate(self.sections) if len(one.alineas) >= least]
        return self.random.choice(places or range(len(self.sections)))

    def _new_id(self) -> str:
        self.made += 1
        return f"made-{self.made}"

    def move_section(self) -> None:
        section = self.sections.pop(self._place())
        self.sections.insert(self.random.randrange(len(self.sections) + 1), section)

    def rename_section(self) -> None:
        place = self._place(least=1)
        section = self.sections[place]
        self.sections[place] = replace(section, title=f"Herziene tekst over {section.title}")

    def renumber(self) -> None:
        for place, section in enumerate(self.sections):
            self.sections[place] = replace(section, number=f"{place + 1}")

    def delete_section(self) -> None:
        del self.sections[self._place()]

    def insert_section(self) -> None:
        one = self.fresh.pop(self.random.randrange(len(self.fresh)))
        new = replace(
            one,
            id=self._new_id(),
            level=2,
            alineas=tuple(replace(each, id=self._new_id()) for each in one.alineas),
        )
        self.sections.insert(self.random.randrange(1, len(self.sections) + 1), new)

    def split_section(self) -> None:
        place = self._place(least=3)
        section = self.sections[place]
        cut = (len(section.alineas) + 2) // 2
        rest = replace(
            section, id=self._new_id(), title="Uitwerking", alineas=section.alineas[cut:]
        )
        self.sections[place] = replace(section, alineas=section.alineas[:cut])
        if rest.alineas:
            self.sections.insert(place + 1, rest)

    def merge_sections(self) -> None:
        place = self._place(least=1)
        if place + 1 == len(self.sections) or not self.sections[place].alineas:
            return
        first, second = self.sections[place], self.sections.pop(place + 1)
        self.sections[place] = replace(first, alineas=first.alineas + second.alineas)

    def change_words(self) -> None:
        place = self._place(least=1)
        section = self.sections[place]
        order = self.random.randrange(len(section.alineas)) if section.alineas else -1
        if order < 0 or len(section.alineas[order].text.split()) < LEAST_WORDS:
            return
        words = section.alineas[order].text.split()
        for _ in range(1 + len(words) // 12):
            words[self.random.randrange(len(words))] = "andersluidend"
        self._set(place, order, [replace(section.alineas[order], text=" ".join(words), rows=())])

    def delete_alinea(self) -> None:
        place = self._place(least=2)
        if self.sections[place].alineas:
            self._set(place, self.random.randrange(len(self.sections[place].alineas)), [])

    def insert_alinea(self) -> None:
        place = self._place(least=1)
        alineas = self.sections[place].alineas
        one = self.fresh.pop(self.random.randrange(len(self.fresh))).alineas[0]
        order = self.random.randrange(len(alineas)) if alineas else 0
        self._set(place, order, [*alineas[order : order + 1], replace(one, id=self._new_id())])

    def move_alinea(self) -> None:
        place, goal = self._place(least=2), self._place(least=1)
        alineas = self.sections[place].alineas
        if alineas and place != goal:
            order = self.random.randrange(len(alineas))
            self._set(place, order, [])
            there = self.sections[goal]
            self.sections[goal] = replace(there, alineas=(*there.alineas, alineas[order]))

    def _set(self, place: int, order: int, new: list[Alinea]) -> None:
        section = self.sections[place]
        alineas = (*section.alineas[:order], *new, *section.alineas[order + 1 :])
        self.sections[place] = replace(section, alineas=alineas)


EDITS = tuple(name for name in vars(Editor) if not name.startswith("_"))
"""What an officer may do to a text."""
