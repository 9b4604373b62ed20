"""What happened to each section and alinea between two versions that share their ids."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consultation.comparison.alignment import longest_in_order
from consultation.comparison.notes import Notes
from consultation.comparison.tree import Alinea, Section, parents
from consultation.comparison.verdicts import AlineaChange, SectionChange

MOST_PART = 0.5
"""The share of its words from which a section is said to come from, or to stand in, another."""


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
        self.notes = Notes(before, now)

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
            tuple(self.notes.changes(before, now)),
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
        shifted = _shifted(before, now)
        yield from (self._left(before, alinea) for alinea in gone[""])
        for alinea in now.alineas if now else ():
            section, old = self.old_spots.get(alinea.id, (None, None))
            yield AlineaChange(old, alinea, section, now, alinea.id in shifted)
            yield from (self._left(before, one) for one in gone.get(alinea.id, ()))

    def _left(self, before: Section | None, alinea: Alinea) -> AlineaChange:
        """An alinea that does not stand in this section any more."""
        section, new = self.new_spots.get(alinea.id, (None, None))
        return AlineaChange(alinea, new, before, section)


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
    return max(1, len(alinea.words))


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
        moved |= _passers(ids, places)
    return moved


def _parent_ids(sections: Sequence[Section]) -> dict[str, str]:
    found = zip(sections, parents(sections), strict=True)
    return {one.id: "" if place is None else sections[place].id for one, place in found}


def _shifted(before: Section | None, now: Section | None) -> set[str]:
    """The alineas that passed others in their own section."""
    if before is None or now is None:
        return set()
    places = {alinea.id: place for place, alinea in enumerate(before.alineas)}
    return _passers([one.id for one in now.alineas if one.id in places], places)


def _passers(ids: Sequence[str], places: Mapping[str, int]) -> set[str]:
    """Of things in a new order those that passed others; as few as can be."""
    kept = longest_in_order([(place, places[one]) for place, one in enumerate(ids)])
    return set(ids) - {ids[place] for place, _before in kept}
