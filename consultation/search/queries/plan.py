"""Looking for words inside the plan of one round: its texts, and the reactions on them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consultation.contributions.queries import SaidText, said_texts
from consultation.errors import NotFound
from consultation.logbook import ANYONE, Actor
from consultation.plain_language.finding import (
    Finder,
    Search,
    Searchable,
    Stretch,
    Vocabulary,
    likely_search,
    search_for,
)
from consultation.plans.models import PlanVersion
from consultation.reactions.queries import ReactionRow, reactions_by_ids, stands_in
from consultation.rounds.models import Round
from consultation.search.queries.texts import (
    Place,
    PlanTexts,
    PreparedSection,
    Source,
    plan_texts,
)

PAGE = 20
"""Sections on one page of what was found."""

SHOWN = 3
"""Finds in the texts of a section that are shown, and as many reactions; the rest is counted."""

WHOLE_PLAN = ""
"""Where reactions stand that are about no section of the consulted version."""


@dataclass(frozen=True)
class FoundPlace:
    """A find in the plan, with the sentence around it."""

    place: Place
    excerpt: tuple[Stretch, ...]


@dataclass(frozen=True)
class FoundReaction:
    """A find in a reaction, with the sentence around it."""

    row: ReactionRow
    excerpt: tuple[Stretch, ...]


@dataclass(frozen=True)
class FoundSection:
    """What was found in a section and in the reactions on it; without an id: on the whole plan."""

    permanent_id: str
    title: str
    heading: tuple[Stretch, ...]
    places: Sequence[FoundPlace]
    place_count: int
    reactions: Sequence[FoundReaction]
    reaction_count: int

    @property
    def more_places(self) -> int:
        """Places with finds that are not shown; a find in the title is seen there."""
        in_title = any(one.is_find for one in self.heading)
        return max(0, self.place_count - len(self.places) - in_title)


@dataclass(frozen=True)
class PlanFinds:
    """A page of what was found in a plan, in the order of the plan, and how much there is."""

    search: Search
    sections: Sequence[FoundSection]
    section_count: int
    place_count: int
    reaction_count: int
    page: int
    likely: str = ""
    """The search that was probably meant, when a word of it is nowhere."""

    @property
    def count(self) -> int:
        """Finds in all."""
        return self.place_count + self.reaction_count

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.section_count // PAGE))


@dataclass(frozen=True)
class _Hit:
    """A section where something was found, before it is shown."""

    section: PreparedSection | None
    places: Sequence[Place]
    said: Sequence[SaidText]


def search_plan(round: Round, typed: str, *, reader: Actor, page: int = 1) -> PlanFinds:
    """What was found in the consulted version and in the placed reactions.

    Raises NotFound when there is no plan that this person may read.
    """
    version = round.version
    if version is None:
        raise NotFound("version_missing")
    search, texts = search_for(typed), plan_texts(version, reader=reader)
    if search.is_empty:
        return PlanFinds(search, [], 0, 0, 0, 1)
    said = {one: Searchable.of(one.text) for one in said_texts([round.id], reader=ANYONE)}
    finders = Finder(search, texts.vocabulary), Finder(search, _vocabulary_of(said.values()))
    found_said = [one for one, text in said.items() if finders[1].finds_all([text])]
    hits = _hits(texts, finders[0], _by_section(version, found_said))
    pages = max(1, -(-len(hits) // PAGE))
    page = min(max(1, page), pages)
    here = hits[(page - 1) * PAGE : page * PAGE]
    return PlanFinds(
        search,
        _shown(here, finders),
        section_count=len(hits),
        place_count=sum(len(hit.places) for hit in hits),
        reaction_count=len(found_said),
        page=page,
        likely="" if hits else likely_search(search, texts.vocabulary),
    )


def _vocabulary_of(texts: Iterable[Searchable]) -> Vocabulary:
    return Vocabulary(frozenset[str]().union(*(text.words for text in texts)))


def _by_section(version: PlanVersion, said: Sequence[SaidText]) -> dict[str, list[SaidText]]:
    """What was said by the section where it stands now."""
    stands = stands_in(version, said, reader=ANYONE)
    found: dict[str, list[SaidText]] = {}
    for one in said:
        stand = stands.get(one.id)
        section = stand.standing.section if stand is not None else None
        own = one.section_permanent_id or WHOLE_PLAN
        place = own if stand is None else section.id if section else WHOLE_PLAN
        found.setdefault(place, []).append(one)
    return found


def _hits(texts: PlanTexts, finder: Finder, said: Mapping[str, Sequence[SaidText]]) -> list[_Hit]:
    known = {section.permanent_id for section in texts.sections}
    hits = []
    for section in texts.sections:
        places = _places(section, finder)
        reactions = said.get(section.permanent_id, ())
        if places or reactions:
            hits.append(_Hit(section, places, reactions))
    rest = [one for place, told in said.items() if place not in known for one in told]
    return [*hits, _Hit(None, (), rest)] if rest else hits


def _places(section: PreparedSection, finder: Finder) -> list[Place]:
    """Where a section holds the words: the texts with all of them, else those with any."""
    if not finder.finds_all(section.texts):
        return []
    whole = [place for place in section.places if finder.finds_all([place.text])]
    return whole or [place for place in section.places if finder.finds_any(place.text)]


def _shown(hits: Sequence[_Hit], finders: tuple[Finder, Finder]) -> list[FoundSection]:
    in_plan, in_said = finders
    wanted = [one.id for hit in hits for one in hit.said[:SHOWN]]
    rows = reactions_by_ids(wanted, reader=ANYONE) if wanted else {}
    return [
        FoundSection(
            permanent_id=hit.section.permanent_id if hit.section else WHOLE_PLAN,
            title=hit.section.title if hit.section else "",
            heading=in_plan.marked(hit.section.name) if hit.section else (),
            places=[
                FoundPlace(place, in_plan.excerpt(place.text.text))
                for place in [one for one in hit.places if one.source is not Source.TITLE][:SHOWN]
            ],
            place_count=len(hit.places),
            reactions=[
                FoundReaction(rows[one.id], in_said.excerpt(one.text))
                for one in hit.said[:SHOWN]
                if one.id in rows
            ],
            reaction_count=len(hit.said),
        )
        for hit in hits
    ]
