"""What can happen to a section, an alinea and a footnote between two versions."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from consultation.comparison.tree import Alinea, Note, Section


class Verdict(StrEnum):
    """What happened to a section or an alinea; the first that is true of it, in this order."""

    NEW = "new"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    CHANGED = "changed"
    LAYOUT = "layout"
    RENUMBERED = "renumbered"
    SAME = "same"


QUIET = frozenset({Verdict.LAYOUT, Verdict.RENUMBERED, Verdict.SAME})
"""What leaves every word as it was, in its place."""


@dataclass(frozen=True)
class AlineaChange:
    """An alinea before and now, each with its section; None where it was not, or is no more.

    `is_shifted`: it passed others in its own section.
    """

    before: Alinea | None
    now: Alinea | None
    section_before: Section | None = None
    section_now: Section | None = None
    is_shifted: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether its words, its pictures or its links differ."""
        if self.before is None or self.now is None:
            return True
        return self.before.said != self.now.said and self.before.says != self.now.says

    @property
    def is_moved(self) -> bool:
        """Whether it stands in another section."""
        here, there = self.section_before, self.section_now
        return here is not None and there is not None and here.id != there.id

    @cached_property
    def verdict(self) -> Verdict:
        """What happened to it, in one word."""
        if self.before is None or self.now is None:
            return Verdict.NEW if self.before is None else Verdict.REMOVED
        if self.is_moved or self.is_shifted:
            return Verdict.MOVED
        if self.is_changed:
            return Verdict.CHANGED
        return Verdict.SAME if self.before.said == self.now.said else Verdict.LAYOUT


@dataclass(frozen=True)
class NoteChange:
    """A footnote of a section that changed, came or went."""

    before: Note | None
    now: Note | None


@dataclass(frozen=True)
class SectionChange:
    """A section before and now, with its alineas in the order that they are read.

    `related` are the sections it was split from or into, that were merged into it, or that it was
    merged into.
    """

    before: Section | None
    now: Section | None
    alineas: tuple[AlineaChange, ...]
    notes: tuple[NoteChange, ...] = ()
    is_moved: bool = False
    is_split: bool = False
    is_merged: bool = False
    related: tuple[Section, ...] = ()

    @property
    def section(self) -> Section:
        """As it stands now, else as it stood."""
        return next(one for one in (self.now, self.before) if one is not None)

    @property
    def is_renumbered(self) -> bool:
        """Whether it has another number."""
        return self._differs("plain_number")

    @property
    def is_retitled(self) -> bool:
        """Whether it has another title."""
        return self._differs("title") and self._differs("plain_title")

    def _differs(self, name: str) -> bool:
        if self.before is None or self.now is None:
            return False
        return bool(getattr(self.before, name) != getattr(self.now, name))

    @property
    def is_changed(self) -> bool:
        """Whether its title, its text or its footnotes differ."""
        is_other_text = any(one.verdict not in QUIET for one in self.alineas)
        return self.is_retitled or bool(self.notes) or is_other_text

    @property
    def verdict(self) -> Verdict:
        """What happened to it, in one word."""
        if self.is_split or self.is_merged:
            return Verdict.SPLIT if self.is_split else Verdict.MERGED
        if self.before is None or self.now is None:
            return Verdict.NEW if self.before is None else Verdict.REMOVED
        if self.is_moved:
            return Verdict.MOVED
        if self.is_changed:
            return Verdict.CHANGED
        if any(one.verdict is Verdict.LAYOUT for one in self.alineas):
            return Verdict.LAYOUT
        return Verdict.RENUMBERED if self.is_renumbered else Verdict.SAME
