"""The hard words of a version: what is explained in it, and what is not yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from consultation.errors import NotFound
from consultation.glossary.queries import words_of
from consultation.glossary.states import Scope, Word, Words, finder_of, thawed
from consultation.logbook import Actor
from consultation.permissions import Permission, require
from consultation.plain_language.measurement import PlaceKind, measure
from consultation.plans.models import PlanVersion, Section
from consultation.plans.queries.plans import may_read
from consultation.plans.queries.sections import all_sections


@dataclass(frozen=True)
class SectionWord:
    """A hard word of a section: how often it stands there, and what is said of it."""

    text: str
    """As it stands there the first time."""
    start: int
    times: int
    word: Word | None
    """Its explanation, when the glossary has one."""
    plainer: str
    """What could stand there instead, from the glossary or from the list of plainer words."""

    @property
    def is_known(self) -> bool:
        """Whether the glossary explains it."""
        return self.word is not None


def words_of_version(version: PlanVersion, *, reader: Actor) -> Words:
    """The words that count now in the plan of a version; one statement."""
    return words_of(Scope(version.organisation_id, version.plan_id), reader=reader)


def explained_forms(version: PlanVersion, *, reader: Actor) -> frozenset[str]:
    """Every way in which a word that is explained stands in texts: for a meter of such a text."""
    words = words_of_version(version, reader=reader)
    return frozenset(form for word in words.values() for form in word.stands_as)


def words_when_frozen(version: PlanVersion, *, reader: Actor) -> Words:
    """The words that a version explained when it was frozen; they never change.

    Raises NotFound when this person may not read the version.
    """
    if not may_read(version, reader=reader):
        raise NotFound("not_found")
    return thawed(version.glossary or ())


def words_in(version: PlanVersion, *, reader: Actor) -> list[Word]:
    """The words that count now and stand in the text or the summaries of a version."""
    words = words_of_version(version, reader=reader)
    finder = finder_of(words)
    met = {
        one.key
        for section in all_sections(version, reader=reader)
        for text in _texts(section)
        for one in finder.find(text)
    }
    return sorted((words[key] for key in met), key=lambda word: word.order)


def section_words(section: Section, *, reader: Actor) -> list[SectionWord]:
    """The hard words of the official text of a section, in its order, each once.

    First what the glossary explains is looked for, in any form; then what the meter finds hard
    and nobody explains. For whoever writes the summary or keeps the glossary.
    """
    require(reader, Permission.READ_DRAFT_PLAN, section)
    words = words_of_version(section.version, reader=reader)
    text = "\n".join(alinea.text for alinea in section.alineas)
    found: dict[str, list[tuple[int, str, Word | None, str]]] = {}
    for key, one in [*_explained(text, words), *_unexplained(text, words)]:
        found.setdefault(key, []).append(one)
    return sorted(
        (
            SectionWord(first[1], first[0], len(places), first[2], first[3])
            for places in found.values()
            for first in [min(places, key=lambda place: place[0])]
        ),
        key=lambda one: one.start,
    )


Place = tuple[str, tuple[int, str, Word | None, str]]


def _explained(text: str, words: Words) -> Iterator[Place]:
    for one in finder_of(words).find(text):
        word = words[one.key]
        yield one.key, (one.start, text[one.start : one.end], word, word.texts.plainer)


def _unexplained(text: str, words: Words) -> Iterator[Place]:
    known = frozenset(form for word in words.values() for form in word.stands_as)
    for place in measure(text, explained=known).of_kind(PlaceKind.HARD_WORD):
        key = f"?{place.fragment.casefold()}"
        yield key, (place.start, place.fragment, None, place.suggestion or "")


def _texts(section: Section) -> Iterator[str]:
    yield section.summary
    for alinea in section.alineas:
        yield alinea.text
