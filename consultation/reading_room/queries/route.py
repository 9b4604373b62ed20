"""What to read with little time: the core of a plan, and what is about somebody in particular."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consultation.logbook import Actor
from consultation.plain_language.reading_time import fits_in, words_in
from consultation.plans.models import PlanVersion, SectionQuestion
from consultation.plans.queries import Line, asked_sections, audiences_of, summaries_of
from consultation.plans.states import Room
from consultation.reading_room.queries.reading import Contents
from consultation.rounds.models import Round
from consultation.rounds.states import RouteAnswer

FEWEST, MOST = 5, 8
"""Sections that a route leads to."""

SHORT_MINUTES = 5
"""What somebody has who reads the summaries of the core."""

NAMED, FOR_AUDIENCE = 3, 1
"""How much it tells that an answer names a section, or the group that it is for."""

ROOM_ORDER = {Room.OPEN: 0, Room.PARTLY: 1, Room.FIXED: 2}


def core_lines(round: Round, lines: Sequence[Line], asked: Iterable[SectionQuestion]) -> list[Line]:
    """The sections that tell most, the first first: chosen by the officer, or asked about.

    After what the round itself asks about come the sections with a question of their own where
    much can still change, one of each chapter before a second one of any.
    """
    known = {line.permanent_id: line for line in lines}
    first = [*round.route.core, *(one.section_permanent_id for one in round.questions)]
    named = [known[one] for one in first if one in known]
    ids = {one.section.permanent_id for one in asked}
    with_question = sorted(
        (line for line in lines if line.permanent_id in ids), key=lambda line: _openness(line)
    )
    rest = [*_spread(with_question), *_spread([one for one in lines if one.has_summary])]
    return list(dict.fromkeys([*named, *rest]))


def _openness(line: Line) -> tuple[int, int]:
    return ROOM_ORDER.get(line.room, 2) if line.room else 2, line.position


def _spread(lines: Sequence[Line]) -> list[Line]:
    """The same lines, the first of each chapter first."""
    seen: dict[int, int] = {}
    turns = []
    for place, line in enumerate(lines):
        turn = seen[line.chapter_position] = seen.get(line.chapter_position, -1) + 1
        turns.append((turn, place, line))
    return [line for _, _, line in sorted(turns, key=lambda one: one[:2])]


@dataclass(frozen=True)
class ShortReading:
    """The summary of a plan with those of its core, as much as can be read in five minutes."""

    lines: Sequence[Line]
    summaries: Mapping[str, str]
    words: int


def short_reading(round: Round, contents: Contents, *, reader: Actor) -> ShortReading:
    """What to read in five minutes, in the order of the plan."""
    version = contents.version
    asked = asked_sections(version, reader=reader)
    core = [line for line in core_lines(round, contents.lines, asked) if line.has_summary]
    summaries = summaries_of(version, [line.permanent_id for line in core], reader=reader)
    words, chosen = words_in(version.summary), []
    for line in core:
        more = words_in(line.title, summaries[line.permanent_id])
        if words + more > fits_in(SHORT_MINUTES):
            break
        words += more
        chosen.append(line)
    return ShortReading(sorted(chosen, key=lambda line: line.position), summaries, words)


@dataclass(frozen=True)
class RouteStop:
    """A section on the route of somebody, with why it is there; of the core without a reason."""

    line: Line
    because: Sequence[str]
    question: str


@dataclass(frozen=True)
class ReadingRoute:
    """The sections that are about somebody, in the order of the plan."""

    stops: Sequence[RouteStop]
    found: int
    """How many of them the answers led to; the others are of the core."""

    @property
    def words(self) -> int:
        """The words of all of it."""
        return sum(stop.line.words for stop in self.stops)


def reading_route(
    round: Round, contents: Contents, chosen: Sequence[RouteAnswer], *, reader: Actor
) -> ReadingRoute:
    """Five to eight sections for who gave these answers; too few are filled up with the core."""
    version = contents.version
    asked = asked_sections(version, reader=reader)
    questions = {one.section.permanent_id: one.text for one in reversed(asked)}
    because = _because(version, chosen, reader)
    matching = [line for line in contents.lines if line.permanent_id in because and line.words]
    matching.sort(key=lambda line: _fit(line, because, questions))
    best = matching[:MOST]
    core = [line for line in core_lines(round, contents.lines, asked) if line not in best]
    lines = [*best, *core[: max(0, FEWEST - len(best))]]
    stops = [
        RouteStop(
            line,
            [words for words, _ in because.get(line.permanent_id, ())],
            questions.get(line.permanent_id, ""),
        )
        for line in sorted(lines, key=lambda line: line.position)
    ]
    return ReadingRoute(stops, len(best))


Because = Mapping[str, Sequence[tuple[str, int]]]
"""By section: the answers that lead to it, each with how much that tells."""


def _because(version: PlanVersion, chosen: Sequence[RouteAnswer], reader: Actor) -> Because:
    audiences = audiences_of(version, reader=reader) if chosen else {}
    found: dict[str, list[tuple[str, int]]] = {}
    for section, groups in audiences.items():
        for one in chosen:
            named = section in one.sections
            if named or groups & set(one.audiences):
                reason = (one.text, NAMED if named else FOR_AUDIENCE)
                found.setdefault(section, []).append(reason)
    return found


def _fit(line: Line, because: Because, questions: Mapping[str, str]) -> tuple[int, ...]:
    score = sum(weight for _, weight in because[line.permanent_id])
    return -score, line.permanent_id not in questions, *_openness(line)
