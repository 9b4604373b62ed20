"""Looking for words in everything that is public: rounds, plans, reactions and answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from consultation.answers.queries import public_answer_texts
from consultation.contributions.queries import said_texts
from consultation.database import db
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
from consultation.reactions.queries import ReactionRow, reactions_by_ids
from consultation.rounds.models import Round
from consultation.rounds.queries import public_rounds
from consultation.search.queries.texts import Source, plan_texts

PAGE = 20
"""Finds on one page."""


class FoundKind(StrEnum):
    """What something that was found is."""

    ROUND = "ronde"
    SECTION = "paragraaf"
    REACTION = "reactie"
    ANSWER = "antwoord"


WEIGHTS = {Source.TITLE: 8.0, Source.SUMMARY: 4.0, Source.TEXT: 2.0}
ROUND_TITLE, ROUND_TEXT, ANSWER_TEXT, REACTION_TEXT = 10.0, 5.0, 1.5, 1.0
"""How much it tells that words stand in one place: a title says what all of it is about."""

SPREAD_OUT = 0.5
"""The weight of words that do not stand together in one text."""


@dataclass(frozen=True)
class Found:
    """One thing that was found, with where to read it."""

    kind: FoundKind
    id: str
    round: Round
    path: str
    title: tuple[Stretch, ...]
    excerpt: tuple[Stretch, ...]
    row: ReactionRow | None = None


@dataclass(frozen=True)
class PageOfFinds:
    """A page of what was found, what fits best first."""

    search: Search
    finds: Sequence[Found]
    counts: dict[FoundKind, int]
    """How much was found of each kind, whatever kind is shown."""
    total: int
    page: int
    likely: str = ""

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))

    @property
    def has_more(self) -> bool:
        """Whether another page follows."""
        return self.page < self.pages


@dataclass(frozen=True)
class _Thing:
    """Something that is looked through: its texts, each with how much a find in it tells."""

    kind: FoundKind
    id: str
    round: Round
    path: str
    title: str
    texts: Sequence[tuple[float, Searchable]]
    said: int | None = None


def search_everything(
    typed: str, *, reader: Actor, kind: FoundKind | None = None, page: int = 1
) -> PageOfFinds:
    """What everybody may read that holds these words, what fits best first."""
    search = search_for(typed)
    if search.is_empty:
        return PageOfFinds(search, [], {}, 0, 1)
    things = _everything(_rounds(reader), reader)
    vocabulary = _vocabulary_of(things)
    finder = Finder(search, vocabulary)
    found = _ranked(things, finder)
    counts = {one: sum(thing.kind is one for thing in found) for one in FoundKind}
    wanted = [thing for thing in found if kind in {None, thing.kind}]
    page = min(max(1, page), max(1, -(-len(wanted) // PAGE)))
    here = wanted[(page - 1) * PAGE : page * PAGE]
    return PageOfFinds(
        search,
        list(_shown(here, finder)),
        {one: count for one, count in counts.items() if count},
        total=len(wanted),
        page=page,
        likely="" if found else likely_search(search, vocabulary),
    )


def _rounds(reader: Actor) -> list[Round]:
    """The rounds that were announced, with their plans, in the order in which people meet them."""
    rounds = public_rounds(reader=reader)
    whole = joinedload(Round.version).joinedload(PlanVersion.plan)
    numbers = [one.id for one in rounds]
    db.session.scalars(select(Round).where(Round.id.in_(numbers)).options(whole)).all()
    return rounds


def _everything(rounds: Sequence[Round], reader: Actor) -> list[_Thing]:
    by_id = {one.id: one for one in rounds}
    return [
        *(_round(one) for one in rounds),
        *_sections(rounds, reader),
        *_answers(by_id, reader),
        *_reactions(by_id),
    ]


def _vocabulary_of(things: Iterable[_Thing]) -> Vocabulary:
    words = (text.words for thing in things for _, text in thing.texts)
    return Vocabulary(frozenset[str]().union(*words))


def _round(round: Round) -> _Thing:
    told = [(ROUND_TITLE, round.title), (ROUND_TEXT, round.intro), (ROUND_TEXT, round.background)]
    texts = [(weight, Searchable.of(text)) for weight, text in told if text]
    return _Thing(FoundKind.ROUND, round.slug, round, f"/rondes/{round.slug}", round.title, texts)


def _sections(rounds: Iterable[Round], reader: Actor) -> Iterator[_Thing]:
    """The sections of all plans, each in the first round that has it: rounds may share a plan."""
    seen: set[str] = set()
    for round in rounds:
        if round.version is None or not round.version.is_published:
            continue
        for section in plan_texts(round.version, reader=reader).sections:
            if section.permanent_id not in seen:
                seen.add(section.permanent_id)
                path = f"/rondes/{round.slug}/plan/{section.permanent_id}"
                texts = [(WEIGHTS[place.source], place.text) for place in section.places]
                number = section.permanent_id
                yield _Thing(FoundKind.SECTION, number, round, path, section.name, texts)


def _answers(rounds: Mapping[int, Round], reader: Actor) -> Iterator[_Thing]:
    for told in public_answer_texts(rounds, reader=reader):
        number, round = told.public_id, rounds[told.round_id]
        texts = [(ANSWER_TEXT, Searchable.of(told.text))]
        yield _Thing(FoundKind.ANSWER, number, round, f"/antwoorden/{number}", "", texts)


def _reactions(rounds: Mapping[int, Round]) -> Iterator[_Thing]:
    for said in said_texts(rounds, reader=ANYONE):
        texts = [(REACTION_TEXT, Searchable.of(said.text))]
        yield _Thing(FoundKind.REACTION, "", rounds[said.round_id], "", "", texts, said=said.id)


def _ranked(things: Sequence[_Thing], finder: Finder) -> list[_Thing]:
    scored = [(_score(thing, finder), thing) for thing in things]
    return [thing for score, thing in sorted(scored, key=lambda one: -one[0]) if score]


def _score(thing: _Thing, finder: Finder) -> float:
    """How well a thing fits; none when a word is nowhere in it."""
    if not finder.finds_all(text for _, text in thing.texts):
        return 0
    whole = [weight for weight, text in thing.texts if finder.finds_all([text])]
    often = sum(finder.finds_any(text) for _, text in thing.texts)
    return max(whole, default=SPREAD_OUT) + min(often, 9) / 10


def _shown(things: Sequence[_Thing], finder: Finder) -> Iterator[Found]:
    rows = reactions_by_ids([one.said for one in things if one.said], reader=ANYONE)
    for thing in things:
        row = rows.get(thing.said or 0)
        number = row.reference if row else thing.id
        yield Found(
            thing.kind,
            number,
            thing.round,
            f"/rondes/{thing.round.slug}/reacties/{number}" if row else thing.path,
            finder.marked(thing.title),
            _excerpt(thing, finder),
            row,
        )


def _excerpt(thing: _Thing, finder: Finder) -> tuple[Stretch, ...]:
    """The sentence that tells most, besides the title."""
    texts = [text for _, text in thing.texts if text.text != thing.title]
    whole = (text for text in texts if finder.finds_all([text]))
    parts = (text for text in texts if finder.finds_any(text))
    best = next(whole, None) or next(parts, None) or next(iter(texts), None)
    return finder.excerpt(best.text) if best else ()
