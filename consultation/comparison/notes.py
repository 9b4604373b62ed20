"""Footnotes compared by what they say; their numbers shift by themselves."""

from collections.abc import Iterator, Sequence

from consultation.comparison.likeness import likeness
from consultation.comparison.tree import Note, Section
from consultation.comparison.typography import says, words_of
from consultation.comparison.verdicts import NoteChange

ALIKE_NOTE = 0.4
"""The share of words from which a footnote is the same one with other words."""


class Notes:
    """The footnotes of two versions; one that went along with its alinea is the same."""

    def __init__(self, before: Sequence[Section], now: Sequence[Section]) -> None:
        self._before = {says(note.text) for section in before for note in section.notes}
        self._now = {says(note.text) for section in now for note in section.notes}

    def changes(self, before: Section | None, now: Section | None) -> Iterator[NoteChange]:
        """What changed, came and went in one section, in its order now."""
        olds = [one for one in _notes(before) if says(one.text) not in self._now]
        for new in _notes(now):
            if says(new.text) in self._before:
                continue
            old = max(olds, key=lambda one: _alike(one, new), default=None)
            if old is not None and _alike(old, new):
                olds.remove(old)
                yield NoteChange(old, new)
            else:
                yield NoteChange(None, new)
        yield from (NoteChange(old, None) for old in olds)


def _notes(section: Section | None) -> Sequence[Note]:
    return section.notes if section is not None else ()


def _alike(one: Note, other: Note) -> float:
    return likeness(words_of(one.text), words_of(other.text), least=ALIKE_NOTE)
