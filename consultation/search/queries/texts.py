"""The texts of a version of a plan, prepared to be looked through.

A frozen version never changes, so what was prepared of it is kept in the process and can never be
wrong. Nothing is stored: there is no index to fill, to forget, or to find an erased text in.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from consultation.logbook import Actor
from consultation.plain_language.finding import Searchable, Vocabulary
from consultation.plans.models import PlanVersion, Section
from consultation.plans.queries import all_sections, may_read

MOST_KEPT = 24
"""Versions of which a process keeps the prepared texts; the plan of 130 sections takes 3 MB."""


class Source(StrEnum):
    """Where in a section a find stands."""

    TITLE = "titel"
    SUMMARY = "in_het_kort"
    TEXT = "tekst"


@dataclass(frozen=True)
class Place:
    """A text of a section: its title, its summary or one of its alineas."""

    source: Source
    text: Searchable
    alinea: int | None = None


@dataclass(frozen=True)
class PreparedSection:
    """A section with all its texts, in reading order."""

    permanent_id: str
    title: str
    name: str
    places: Sequence[Place]

    @property
    def texts(self) -> list[Searchable]:
        """Its texts, without where they stand."""
        return [place.text for place in self.places]


@dataclass(frozen=True)
class PlanTexts:
    """A version of a plan with the texts of its sections and all their words."""

    sections: Sequence[PreparedSection]
    vocabulary: Vocabulary


_kept: OrderedDict[str, PlanTexts] = OrderedDict()


def plan_texts(version: PlanVersion, *, reader: Actor) -> PlanTexts:
    """The prepared texts of a version; raises NotFound when this person may not read it."""
    found = _kept.get(version.mark) if may_read(version, reader=reader) else None
    if found is None:
        sections = [_section_texts(one) for one in all_sections(version, reader=reader)]
        words = (text.words for section in sections for text in section.texts)
        found = PlanTexts(sections, Vocabulary(frozenset[str]().union(*words)))
    if version.is_published:
        _kept[version.mark] = found
        _kept.move_to_end(version.mark)
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return found


def _section_texts(section: Section) -> PreparedSection:
    places = [Place(Source.TITLE, Searchable.of(section.name))]
    if section.summary:
        places.append(Place(Source.SUMMARY, Searchable.of(section.summary)))
    places += [Place(Source.TEXT, Searchable.of(one.text), one.number) for one in section.alineas]
    return PreparedSection(section.permanent_id, section.title, section.name, places)
