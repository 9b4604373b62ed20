"""What happened to each section and alinea between two versions that share their ids."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consultation.comparison.likeness import words_of
from consultation.comparison.tree import Alinea, Section, parents

MOST_PART = 0.5
"""The share of its words from which a section is said to come from, or to stand in, another."""


class Verdict(StrEnum):
    """What happened to a section or an alinea; the first that is true of it, in this order."""

    NEW = "new"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    CHANGED = "changed"
    RENUMBERED = "renumbered"
    SAME = "same"


@dataclass(frozen=True)
class AlineaChange:
    """An alinea before and now, each with its section; None where it was not, or is no more."""

    before: Alinea | None
    now: Alinea | None
    section_before: Section | None = None
    section_now: Section | None = None

    @property
    def is_changed(self) -> bool:
        """Whether its words or pictures differ."""
        return _said(self.before) != _said(self.now)

    @property
    def is_moved(self) -> bool:
        """Whether it stands in another section."""
        here, there = self.section_before, self.section_now
        return here is not None and there is not None and here.id != there.id

    @property
    def verdict(self) -> Verdict:
        """What happened to it, in one word."""
        if self.before is None:
            return Verdict.NEW
        if self.now is None:
            return Verdict.REMOVED
        if self.is_moved:
            return Verdict.MOVED
        return Verdict.CHANGED if self.is_changed else Verdict.SAME


@dataclass(frozen=True)
class SectionChange:
    """A section before and now, with its alineas in the order that they are read.

    `related` are the sections it was split from or into, that were merged into it, or that it was
    merged into.
    """

    before: Section | None
    now: Section | None
    alineas: tuple[AlineaChange, ...]
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
        return self._differs("title")

    def _differs(self, name: str) -> bool:
        if self.before is None or self.now is None:
            return False
        return bool(getattr(self.before, name) != getattr(self.now, name))

    @property
    def is_changed(self) -> bool:
        """Whether its title or its text differs."""
        return self.is_retitled or any(one.verdict is not Verdict.SAME for one in self.alineas)

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
        return Verdict.RENUMBERED if self.is_renumbered else Verdict.SAME


def compare(before: Sequence[Section], now: Sequence[Section]) -> list[SectionChange]:
    """What happened to every section of both, in the order of now; the removed ones in between.

    An alinea that moved stands in the section where it is now, and in the one it left.
    """
    return _Comparison(before, now).changes()


class _Comparison:
    def __init__(self, before: Sequence[Section], now: Sequence[Section]) -> None:
        self.before, self.now = before, now
        self.olds = {section.id: section for section in before}
        self.news = {section.id: section for section in now}
        self.old_spots = _spots(before)
        self.new_spots = _spots(now)
        self.moved = _moved(before, now)
        self.flows = _flows(self.old_spots, self.new_spots)

    def changes(self) -> list[SectionChange]:
        gone: dict[str, list[Section]] = defaultdict(list)
        last = ""
        for section in self.before:
            if section.id in self.news:
                last = section.id
            else:
                gone[last].append(section)
        found = [self._change(section, None) for section in gone[""]]
        for section in self.now:
            found.append(self._change(self.olds.get(section.id), section))
            found += [self._change(one, None) for one in gone.get(section.id, ())]
        return found

    def _change(self, before: Section | None, now: Section | None) -> SectionChange:
        split, merged = self._split(before, now), self._merged(before, now)
        return SectionChange(
            before,
            now,
            tuple(self._alineas(before, now)),
            is_moved=now is not None and now.id in self.moved,
            is_split=bool(split),
            is_merged=bool(merged) and not split,
            related=tuple(split or merged),
        )

    def _split(self, before: Section | None, now: Section | None) -> list[Section]:
        """What a new section was part of, or the new ones that an old section lost text to."""
        if before is None and now is not None:
            source = self._most(now, self.flows.into)
            return [self.olds[source]] if source in self.news else []
        if before is None:
            return []
        parts = (one for one in self.flows.out_of.get(before.id, ()) if one not in self.olds)
        return [
            self.news[one]
            for one in parts
            if self._most(self.news[one], self.flows.into) == before.id
        ]

    def _merged(self, before: Section | None, now: Section | None) -> list[Section]:
        """Where a removed section went, or the removed ones that a section took in."""
        if now is None and before is not None:
            goal = self._most(before, self.flows.out_of)
            return [self.news[goal]] if goal else []
        if now is None:
            return []
        parts = (one for one in self.flows.into.get(now.id, ()) if one not in self.news)
        return [
            self.olds[one]
            for one in parts
            if self._most(self.olds[one], self.flows.out_of) == now.id
        ]

    def _most(self, section: Section, flows: Mapping[str, Counter[str]]) -> str:
        """The other section that most of the words of this one come from or go to; else empty."""
        found = flows.get(section.id)
        if not found:
            return ""
        other, words = max(found.items(), key=lambda one: one[1])
        return other if words > MOST_PART * sum(_length(one) for one in section.alineas) else ""

    def _alineas(self, before: Section | None, now: Section | None) -> Iterable[AlineaChange]:
        """The alineas of now in order, each followed by those that stood behind it and are gone."""
        here = {alinea.id for alinea in now.alineas} if now else set()
        gone: dict[str, list[Alinea]] = defaultdict(list)
        last = ""
        for alinea in before.alineas if before else ():
            if alinea.id in here:
                last = alinea.id
            else:
                gone[last].append(alinea)
        yield from (self._left(before, alinea) for alinea in gone[""])
        for alinea in now.alineas if now else ():
            section, old = self.old_spots.get(alinea.id, (None, None))
            yield AlineaChange(old, alinea, section, now)
            yield from (self._left(before, one) for one in gone.get(alinea.id, ()))

    def _left(self, before: Section | None, alinea: Alinea) -> AlineaChange:
        """An alinea that does not stand in this section any more."""
        section, new = self.new_spots.get(alinea.id, (None, None))
        return AlineaChange(alinea, new, before, section)


def _said(alinea: Alinea | None) -> object:
    return alinea.said if alinea is not None else None


Spots = dict[str, tuple[Section, Alinea]]


def _spots(sections: Sequence[Section]) -> Spots:
    return {alinea.id: (section, alinea) for section in sections for alinea in section.alineas}


@dataclass(frozen=True)
class _Flows:
    """Per section id: how many words went to (or came from) which other section."""

    out_of: Mapping[str, Counter[str]]
    into: Mapping[str, Counter[str]]


def _flows(olds: Spots, news: Spots) -> _Flows:
    out_of: dict[str, Counter[str]] = defaultdict(Counter)
    into: dict[str, Counter[str]] = defaultdict(Counter)
    for number, (section, alinea) in news.items():
        if number in olds and olds[number][0].id != section.id:
            source = olds[number][0].id
            into[section.id][source] += _length(alinea)
            out_of[source][section.id] += _length(olds[number][1])
    return _Flows(out_of, into)


def _length(alinea: Alinea) -> int:
    return max(1, len(words_of(alinea.text)))


def _moved(before: Sequence[Section], now: Sequence[Section]) -> set[str]:
    """The sections that stand under another one, or passed others that stand beside them."""
    old_parents, new_parents = _parent_ids(before), _parent_ids(now)
    places = {section.id: place for place, section in enumerate(before)}
    beside: dict[str, list[str]] = defaultdict(list)
    moved = set()
    for section in now:
        if section.id not in places:
            continue
        if old_parents[section.id] == new_parents[section.id]:
            beside[new_parents[section.id]].append(section.id)
        else:
            moved.add(section.id)
    for ids in beside.values():
        kept = _in_order([places[one] for one in ids])
        moved |= {one for one in ids if places[one] not in kept}
    return moved


def _parent_ids(sections: Sequence[Section]) -> dict[str, str]:
    found = zip(sections, parents(sections), strict=True)
    return {one.id: "" if place is None else sections[place].id for one, place in found}


def _in_order(places: Sequence[int]) -> set[int]:
    """The most of these places that stand in order: the others passed them."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(ends, place)
        before[place] = ends[at - 1] if at else None
        ends[at : at + 1] = [place]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


@dataclass(frozen=True)
class Standing:
    """Where something said about an old version stands in a newer one.

    `verdict` is SAME, CHANGED, MOVED or REMOVED. `section` is where it belongs now; None when its
    section is gone, and then it stays at that section's own address.
    """

    verdict: Verdict
    section: Section | None = None
    alinea: Alinea | None = None
    is_changed: bool = False
    section_before: Section | None = None
    alinea_before: Alinea | None = None


def standing(changes: Sequence[SectionChange], section: str, alinea: str = "") -> Standing:
    """What happened to the place of a reaction: one place, and never beside other text.

    An alinea is followed wherever it went. What was said about a whole section stays with it.
    """
    own = next((one for one in changes if one.section.id == section and one.before), None)
    if own is None:
        return Standing(Verdict.REMOVED)
    if alinea:
        return _standing_of_alinea(own, alinea)
    if own.now is None:
        return Standing(Verdict.REMOVED, section_before=own.before)
    changed = Verdict.CHANGED if own.is_changed else Verdict.SAME
    verdict = Verdict.MOVED if own.is_moved else changed
    return Standing(verdict, own.now, None, own.is_changed, own.before)


def _standing_of_alinea(own: SectionChange, alinea: str) -> Standing:
    found = next((one for one in own.alineas if one.before and one.before.id == alinea), None)
    if found is None or found.now is None:
        before = found.before if found else None
        return Standing(Verdict.REMOVED, own.now, None, False, own.before, before)
    verdict = Verdict.MOVED if found.is_moved or own.is_moved else found.verdict
    return Standing(
        verdict, found.section_now, found.now, found.is_changed, own.before, found.before
    )
